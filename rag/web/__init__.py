"""The browser app: Gradio for asking and uploading, plain pages for the documents.

Reading order: stores, links, words, quote_html, answer_html, source/, conversation, desk, the tabs,
app; door, body, guard, routes, api/ and server.
"""

from rag.web.server import serve

__all__ = ["serve"]
