"""Day, month in words, year: as in Swedish."""

DATE_FORMAT = "j F Y"
