"""What the two commands and the checks are made of. Nothing here is needed by the running product."""
