"""Tillsammans: carries a county's collaboration model for early, coordinated support to children."""
