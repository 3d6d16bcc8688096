"""Rules of the organisations package: pure Python, no database."""
