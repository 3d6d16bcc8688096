"""Pages of rounds, self-reports and the county's picture."""
