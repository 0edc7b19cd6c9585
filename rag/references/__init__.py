"""The grammar of a citation's text: what a note says of a work. Knows no document.

Reading order: printed, series, citation_text, works, short (which full reference a short one stands
for); record, names, links, tails, shapes, parse (a citation's text read into fields).
"""
