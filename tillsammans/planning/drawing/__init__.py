"""The timeline as strings: a template loop over its bars would cost ten times as much (docs: performance)."""
