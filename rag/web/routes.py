"""Our own pages beside Gradio's: sources, known answers, exports, style sheets.

Their policy lets no script run but, on one page, a file of ours. Forms of other sites' pages come
no further than the guard.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from rag.errors import CitationError, QuothError
from rag.views.template import render
from rag.web.api import Api
from rag.web.links import read_address, read_spans
from rag.web.marking import NumberedWords, mark_page, marked_line, ranges_of, read_ranges
from rag.web.page_html import POLICY, SCRIPTED, asset, message_page
from rag.web.questions_page import choose_page, known_page, questions_page, saved_page
from rag.web.source.page import picture, source_page
from rag.web.stores.known import checked, unanswerable
from rag.web.stores.results import ResultStore

if TYPE_CHECKING:
    from starlette.requests import Request

    from rag.web.desk import Desk

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TYPES = {"css": "text/css", "js": "text/javascript"}
_EMPTY = render("web/empty.html", title="No document is open")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages over a desk; `kept` holds what may be exported."""

    desk: "Desk"
    kept: ResultStore

    def show(self, request: "Request") -> Response:
        """A document with quotes marked in it."""
        doc_id = request.path_params["doc_id"]
        address = read_address(doc_id, request.query_params.multi_items())
        state = self.desk.engine.index.state(doc_id)
        return _html(source_page(self.desk.document(doc_id, address.version), address, state))

    def ask_keep(self, request: "Request") -> Response:
        """The page on which a known answer is made."""
        given, doc_id = request.query_params, request.path_params.get("doc_id")
        question = given.get("question", "")
        if doc_id is None:
            return _html(choose_page(self.desk.documents(), question))
        address = read_address(doc_id, given.multi_items())
        words = NumberedWords(self.desk.document(doc_id))
        chosen = ranges_of(words, [one.spans for one in address.marked])
        chosen = read_ranges(given.getlist("w")) or chosen
        return _html(mark_page(words, question, chosen, address.find), policy=SCRIPTED)

    def keep(self, request: "Request", form: FormData) -> Response:
        """Keep a known answer, from the form of that page."""
        question, doc_id = _given(form, "question"), request.path_params.get("doc_id")
        line, quoted = unanswerable(question), list[str]()
        if doc_id is not None:
            words = NumberedWords(self.desk.document(doc_id))
            chosen = read_ranges([str(value) for value in form.getlist("w")])
            every, version = _given(form, "every") == "yes", _given(form, "v")
            line, quoted = marked_line(words, version, question, chosen, every)
        self.desk.known.keep(checked(line, self.desk.engine.index))
        return _html(saved_page(question, quoted, len(self.desk.known.lines())))

    def see_known(self, _: "Request") -> Response:
        """All known answers."""
        return _html(known_page(self.desk.known.lines()))

    def remove_known(self, _: "Request", form: FormData) -> Response:
        """Take a known answer out, from the form of that page."""
        self.desk.known.remove(_given(form, "id"))
        return RedirectResponse("/known", status_code=303, headers=_HEADERS)

    def see_questions(self, request: "Request") -> Response:
        """The saved questions with what is new, and perhaps one that may be saved."""
        from rag.web.saved import SavedQuestions

        question = request.query_params.get("question", "")
        return _html(questions_page(SavedQuestions(self.desk).look(), question))

    def change_questions(self, _: "Request", form: FormData) -> Response:
        """Save, forget or have seen, from the forms of that page."""
        from rag.web.saved import SavedQuestions

        saved, question = SavedQuestions(self.desk), _given(form, "question")
        if _given(form, "do") == "save":
            saved.save(question, _given(form, "where") or None)
        elif _given(form, "do") == "remove":
            saved.forget(question)
        elif _given(form, "do") == "seen":
            saved.ask()
        return RedirectResponse("/questions", status_code=303, headers=_HEADERS)

    def known(self, _: "Request") -> Response:
        """The known answers as a question file."""
        saved = {"Content-Disposition": 'attachment; filename="known.jsonl"'}
        return Response(
            self.desk.known.data(), media_type="application/jsonl", headers={**_HEADERS, **saved}
        )

    def picture(self, request: "Request") -> Response:
        """A page of a PDF with a quote marked, as PNG."""
        given, doc_id = request.query_params, request.path_params["doc_id"]
        document = self.desk.document(doc_id, given.get("v", ""))
        spans, nth = read_spans(given.get("at", "")), given.get("n", "0")
        page = int(nth) if nth.isdecimal() and len(nth) < 3 else 0
        data = picture(document, self.desk.file(doc_id), spans, page)
        return Response(data, media_type="image/png", headers=_HEADERS)

    def export(self, request: "Request") -> Response:
        """A file that was made for this visitor.

        Quotes that its format cannot hold are left out; its name and a header say which.
        """
        name = request.path_params["name"]
        try:
            file = self.kept.get(request.path_params["key"])[name]
        except KeyError:
            said = "Results are kept for six hours. Make it again, then export it again."
            return _html(message_page("This export is gone", said), 404)
        told: list[str] = []
        data = file.partly(told.append) if file.partly else file.write()
        if told:
            stem, dot, suffix = name.partition(".")
            numbers = "-".join(re.findall(r"^quote (\d+)", "\n".join(told), re.M))
            name = f"{stem}-without-quote-{numbers}{dot}{suffix}"
        policy = {"Content-Security-Policy": file.policy or POLICY}
        way = "inline" if file.policy else "attachment"
        saved = {"Content-Disposition": f'{way}; filename="{name}"'}
        if told:
            saved["Quoth-Left-Out"] = " ".join(told).encode("ascii", "backslashreplace").decode()
        return Response(data, media_type=file.media, headers={**_HEADERS, **policy, **saved})


def routes(pages: Pages) -> list[BaseRoute]:
    """Where each page is found."""
    ask_keep = _titled("This cannot be shown", pages.ask_keep)
    keep = _of_form(_titled("Not kept", pages.keep))
    see_questions = _titled("The saved questions cannot be asked", pages.see_questions)
    change_questions = _of_form(_titled("Not saved", pages.change_questions))
    return [
        Route("/source/", lambda _: _html(_EMPTY)),
        Route("/source/{doc_id}", _titled("This cannot be shown", pages.show)),
        Route("/keep", ask_keep, methods=["GET"]),
        Route("/keep/{doc_id}", ask_keep, methods=["GET"]),
        Route("/keep", keep, methods=["POST"]),
        Route("/keep/{doc_id}", keep, methods=["POST"]),
        Route("/known.jsonl", pages.known),
        Route("/known", pages.see_known, methods=["GET"]),
        Route("/known", _of_form(pages.remove_known), methods=["POST"]),
        Route("/questions", see_questions, methods=["GET"]),
        Route("/questions", change_questions, methods=["POST"]),
        Route("/picture/{doc_id}", _titled("This page cannot be shown", pages.picture)),
        Route("/export/{key}/{name}", _titled("The export was held back", pages.export)),
        Route("/quoth/{name}", _style),
        Mount("/api", Api(pages.desk)),
    ]


def _titled(title: str, page: Callable[..., Response]) -> Callable[..., Response]:
    """The page, or one that says under this title what kept it from being made."""

    def answer(*given: object) -> Response:
        try:
            return page(*given)
        except QuothError as error:
            status = 409 if isinstance(error, CitationError) else 404
            return _html(message_page(title, str(error)), status)

    return answer


def _given(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _of_form(page: Callable[["Request", FormData], Response]) -> Callable[..., object]:
    """The endpoint of a page that is given its form and works beside the event loop."""

    async def answer(request: "Request") -> Response:
        async with request.form(max_files=0, max_fields=100) as form:
            return await run_in_threadpool(page, request, form)

    return answer


def _style(request: "Request") -> Response:
    """A style sheet, or the page's script."""
    name = request.path_params["name"]
    try:
        text = asset(name)
    except KeyError:
        return Response(status_code=404)
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(text, media_type=kind, headers={"Cache-Control": "no-cache"})


def _html(html: str, status: int = 200, policy: str = POLICY) -> Response:
    return HTMLResponse(html, status, headers={**_HEADERS, "Content-Security-Policy": policy})
