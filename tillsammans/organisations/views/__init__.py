"""Pages about workplaces, imports, principals and roles."""
