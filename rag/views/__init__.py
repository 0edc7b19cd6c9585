"""Every face of an answer, a report or an audit, but for the browser app itself.

Reading order: escape, template, words, then a file a format; export lists the formats; page/
has HTML.
"""
