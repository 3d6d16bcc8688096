"""One package for each language, as Django looks for them."""
