"""Whose words stand in a paragraph of a transcript, an interview, a thread or a sworn statement."""
