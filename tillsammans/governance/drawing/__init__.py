"""Strings of HTML for the pages of boards and decisions: words are escaped here, nothing is asked of the database."""
