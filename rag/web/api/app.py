"""The API as an application of its own, mounted beside the page at /api.

What is allowed in and how often is decided before (rag/web/server.py); here lengths are bounded,
and every answer, errors too, has a type that /api/openapi.json states.
"""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

import rag
from rag.answers.reader.extract import ExtractRecord
from rag.answers.record import AnswerRecord
from rag.answers.weigh import WeighedRecord
from rag.audit.record import AuditRecord, VerifyRecord
from rag.errors import QuothError
from rag.quotes.record import QuoteRecord
from rag.web import records
from rag.web.api import requests
from rag.web.api.changing import bringing, reply, saving
from rag.web.api.problems import MEDIA, Bounded, Problem, WrongMember, of_error, problem
from rag.web.calls import Calls

if TYPE_CHECKING:
    from rag.web.desk import Desk

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, said in (
        (400, "the body is no JSON"), (401, "a password is needed"), (403, "another site's page"),
        (404, "no such document"), (405, "another method"), (411, "no length is stated"),
        (413, "too long"), (421, "another host's name"),
        (422, "a member is wrong, or the filter fits nothing"),
        (429, "too many requests"), (500, "a fault of ours"), (503, "there is no index yet"),
    )
}  # fmt: skip


def build_api(desk: "Desk") -> FastAPI:
    """The application over a desk; requests wait while its models load."""
    api = FastAPI(
        title="Quoth", version=rag.__version__, docs_url=None, redoc_url=None,
        description="Answers only in the words of the documents. See docs/api.md.",
        responses=_ERRORS, servers=[{"url": "/api"}],
    )  # fmt: skip
    calls = Calls(desk)
    own = _answering(calls), _checking(calls), _reading(calls)
    for router in (*own, bringing(desk), saving(desk)):
        api.include_router(router, prefix="/v1", dependencies=[Depends(_check_parameters)])
    api.add_middleware(Bounded)
    api.add_exception_handler(QuothError, _said)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _failed)
    _describe_problem(api)
    return api


def _answering(calls: Calls) -> APIRouter:
    """What says something of a question, a claim or a passage.

    What is given is sent as it is, as the commands do.
    """
    router = APIRouter()

    @router.post("/ask", response_model=AnswerRecord, summary="Answer a question")
    def ask(asked: requests.AskRequest) -> Response:
        return reply(
            calls.ask(
                asked.question, asked.id, max_quotes=asked.max_quotes,
                min_confidence=asked.min_confidence, documents=asked.documents, where=asked.where,
            )
        )  # fmt: skip

    @router.post("/weigh", response_model=WeighedRecord, summary="Weigh a claim")
    def weigh(asked: requests.WeighRequest) -> Response:
        return reply(calls.weigh(asked.claim, asked.where))

    @router.post("/extract", response_model=ExtractRecord, summary="Read one passage")
    def extract(asked: requests.ExtractRequest) -> Response:
        return reply(calls.extract(asked.question, asked.context, asked.id))

    return router


def _checking(calls: Calls) -> APIRouter:
    """What holds a draft or an answer against the documents."""
    router = APIRouter()

    @router.post("/audit", response_model=AuditRecord, summary="Check a draft's quotations")
    def audit(asked: requests.AuditRequest) -> Response:
        return reply(calls.audit(asked.text, asked.where))

    @router.post("/verify", response_model=VerifyRecord, summary="Check saved answers")
    def verify(asked: requests.VerifyRequest) -> Response:
        return reply(calls.verify(asked.answers, asked.any_version))

    return router


def _reading(calls: Calls) -> APIRouter:
    """What only looks into the documents."""
    router = APIRouter()

    @router.post("/search", response_model=list[records.HitRecord], summary="Find passages")
    def search(asked: requests.SearchRequest) -> Response:
        return reply(calls.search(asked.question, asked.k, asked.where))

    @router.post("/cite", response_model=list[QuoteRecord], summary="Find exact words")
    def cite(asked: requests.CiteRequest) -> Response:
        return reply(calls.cite(asked.words, asked.document))

    @router.get(
        "/documents", response_model=list[records.ListedRecord], summary="List the documents"
    )
    def documents(where: Annotated[str | None, Query(max_length=2000)] = None) -> Response:
        return reply(calls.documents(where))

    @router.get(
        "/documents/{id:path}/text", response_model=records.TextRecord, summary="Read a document"
    )
    def text(
        id: str,
        start: Annotated[int, Query(ge=0, le=2**31)] = 0,
        length: Annotated[int, Query(ge=1, le=100_000)] = 8000,
    ) -> Response:
        return reply(calls.text(id, start, length))

    return router


def _check_parameters(request: Request) -> None:
    """Refuse a parameter that the request has not, or has twice: it must not be passed over."""
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    given = [name for name, _ in request.query_params.multi_items()]
    why = {name: "there is no such parameter" for name in given if name not in known}
    why |= {name: "it is given twice" for name in given if given.count(name) > 1}
    if why:
        raise RequestValidationError(
            [{"type": "extra", "loc": ("query", name), "msg": said} for name, said in why.items()]
        )


async def _said(_: Request, error: Exception) -> Response:
    return of_error(error) if isinstance(error, QuothError) else problem(500, "")


async def _invalid(_: Request, error: Exception) -> Response:
    """A request of another form: each wrong member with its path."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    if any(one["type"] == "json_invalid" for one in found):
        return problem(400, "the body is no JSON")
    wrong: list[WrongMember] = [
        {"where": ".".join(map(str, one["loc"])), "why": str(one["msg"])} for one in found
    ]
    said = "; ".join(f"{one['where']}: {one['why']}" for one in wrong[:3])
    return problem(422, said, wrong)


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return problem(500, "")
    said = f"{error.detail}. What there is: /api/openapi.json"
    return problem(error.status_code, said, headers=error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    """A fault of ours: its kind, and nothing of what it saw."""
    return problem(500, f"{type(error).__name__}; the server's own log says more")


def _describe_problem(api: FastAPI) -> None:
    """Put the type of errors into the description, which no route returns by itself."""
    from pydantic import TypeAdapter

    made = api.openapi()
    schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    schemas = made["components"]["schemas"]
    schemas.update(schema.pop("$defs", {}))
    schemas["Problem"] = schema
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"]["422"] = _ERRORS[422]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    made["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "basic": {"type": "http", "scheme": "basic"},
    }
    made["security"] = [{}, {"bearer": []}, {"basic": []}]
