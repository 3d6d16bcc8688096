"""Reading the organisations: actors, the tree, role holders, imports."""

from tillsammans.organisations.queries.actors import actor_for, counties_of

__all__ = ["actor_for", "counties_of"]
