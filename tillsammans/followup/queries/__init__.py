"""Reading rounds, reports and pictures."""
