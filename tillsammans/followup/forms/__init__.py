"""What the web sends, read and drawn. No queries here."""
