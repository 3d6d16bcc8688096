"""Sums, thresholds and states of following up: pure Python, no database. One module a subject."""
