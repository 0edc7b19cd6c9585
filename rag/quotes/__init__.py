"""The promise: a quote is a document and spans of it.

Reading order: voice, quote, warnings, check (a second opinion that knows nothing of the first),
citation (a quote as data), record (a quote as JSON).
"""
