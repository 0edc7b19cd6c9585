"""The browser app: Gradio for asking and uploading, plain pages for the documents.

Reading order: escape, segments, emphasis, passage_html, links, words, quote_html, source_page
and its parts, conversation, examples, desk, then the tabs, app, routes and server.
"""

from rag.web.server import serve

__all__ = ["serve"]
