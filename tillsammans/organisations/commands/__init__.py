"""Every write to the organisations."""

from tillsammans.organisations.commands.tree import place, plant, touch_county

__all__ = ["place", "plant", "touch_county"]
