"""How days are written where Django does not say, or says it for another country: 4 May 2026."""
