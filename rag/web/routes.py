"""Our own pages beside Gradio's: source pages and style sheets. None of them has a script."""

from typing import TYPE_CHECKING

from rag.errors import CitationError, QuothError
from rag.web.kept import Kept
from rag.web.links import read_address
from rag.web.page_html import POLICY, asset, message_page
from rag.web.source_page import source_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from rag.web.desk import Desk

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_TYPES = {"css": "text/css", "js": "text/javascript"}
_EMPTY = message_page(
    "No document is open",
    "Follow a footnote, or click a quote: the document opens here with the quote marked.",
)


def routes(desk: "Desk", kept: Kept) -> "list[Route]":
    """The routes of source pages and of our style sheets."""
    from starlette.responses import HTMLResponse, Response
    from starlette.routing import Route

    def show(request: "Request") -> "Response":
        doc_id = request.path_params["doc_id"]
        try:
            address = read_address(doc_id, request.query_params.multi_items())
            document = desk.document(doc_id, address.version)
        except QuothError as error:
            html = message_page("This cannot be shown", str(error))
            return HTMLResponse(html, status_code=404, headers=_HEADERS)
        return HTMLResponse(source_page(document, address), headers=_HEADERS)

    def export(request: "Request") -> "Response":
        name = request.path_params["name"]
        try:
            file = kept.get(request.path_params["key"])[name]
        except KeyError:
            said = "Results are kept for six hours. Make it again, then export it again."
            return HTMLResponse(message_page("This export is gone", said), 404, headers=_HEADERS)
        try:
            data = file.write()
        except CitationError as error:
            html = message_page("The export was held back", str(error))
            return HTMLResponse(html, status_code=409, headers=_HEADERS)
        saved = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(data, media_type=file.media, headers={**_HEADERS, **saved})

    def empty(_: "Request") -> "Response":
        return HTMLResponse(_EMPTY, headers=_HEADERS)

    def style(request: "Request") -> "Response":
        name = request.path_params["name"]
        try:
            text = asset(name)
        except KeyError:
            return Response(status_code=404)
        kind = _TYPES[name.rpartition(".")[2]]
        return Response(text, media_type=kind, headers={"Cache-Control": "no-cache"})

    return [
        Route("/source/", empty),
        Route("/source/{doc_id}", show),
        Route("/quoth/{name}", style),
        Route("/export/{key}/{name}", export),
    ]
