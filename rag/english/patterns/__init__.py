"""Patterns whose English is their grammar, by what they are patterns of."""
