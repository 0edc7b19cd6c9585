"""Quoth: answers only in the words of the documents, each quote pinned to its exact characters.

Importing this package loads no model and no heavy library.
"""

__version__ = "0.1.0"
