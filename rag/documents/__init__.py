"""From a file's bytes to a `Document`.

Reading order: reading, document, extraction, formats/, worker, sandbox, structure/, markup, marks,
notes, sentences, compose, read; pictures shows pages of a PDF.
"""
