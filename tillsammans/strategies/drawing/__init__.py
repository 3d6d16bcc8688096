"""Registers and patterns as joined, escaped strings: a cell drawn in a template costs a hundred times one."""
