"""The pictures as strings: a template loop over a county's cells costs ten times as much (docs: performance)."""
