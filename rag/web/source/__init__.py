"""The page of one source, with its quotes marked."""
