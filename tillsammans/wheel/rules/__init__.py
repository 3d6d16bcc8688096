"""The wheel's geometry. Pure: numbers in, paths out."""
