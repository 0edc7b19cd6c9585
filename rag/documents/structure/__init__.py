"""Layer 1 of plain text and Markdown → regions: what each block of it is.

Reading order: blocks, furniture, comments, front, matter, regions.
"""
