"""Live workshops under load: phones (the client), rows (the rooms they are in), server (the process), rounds (the measure)."""
