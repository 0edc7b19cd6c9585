"""The requests of the API that change something: files that are brought, questions that are saved.

Saved questions can be read by everybody; the rest is for the operator of the library alone.
"""

from typing import TYPE_CHECKING, Annotated

import orjson
from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rag.answers.news import NewsRecord, SavedRecord
from rag.web.api.jobs import JobRecord, Jobs
from rag.web.api.requests import QuestionText, SaveRequest
from rag.web.door import ROLE
from rag.web.saved import SavedQuestions

if TYPE_CHECKING:
    from rag.web.desk import Desk


def bringing(desk: "Desk") -> APIRouter:
    """What adds a file to the library."""
    router, jobs = APIRouter(), Jobs(desk)
    octets = {"content": {"application/octet-stream": {"schema": {"format": "binary"}}}}

    @router.post(
        "/documents/upload", response_model=JobRecord, status_code=202, summary="Add a file",
        openapi_extra={"requestBody": {"required": True, **octets}},
    )  # fmt: skip
    async def upload(
        request: Request, name: Annotated[str, Query(min_length=1, max_length=200)]
    ) -> Response:
        _check_operator(request, "adds files")
        jobs.check_room()
        return reply(jobs.begin(name, await request.body()), 202)

    @router.get("/jobs/{job}", response_model=JobRecord, summary="Ask how a file is getting on")
    def state(job: str, request: Request) -> Response:
        _check_operator(request, "adds files")
        return reply(jobs.state(job))

    return router


def saving(desk: "Desk") -> APIRouter:
    """What reads, saves and asks the saved questions."""
    router, saved = APIRouter(), SavedQuestions(desk)

    @router.get("/questions", response_model=list[SavedRecord], summary="List saved questions")
    def listed() -> Response:
        return reply(saved.listed())

    @router.get("/questions/news", response_model=list[NewsRecord], summary="Look what is new")
    def look() -> Response:
        return reply(saved.look())

    @router.post("/questions", response_model=NewsRecord, summary="Save a question")
    def save(asked: SaveRequest, request: Request) -> Response:
        _check_operator(request, "saves questions")
        return reply(saved.save(asked.question, asked.where))

    @router.post("/questions/ask", response_model=list[NewsRecord], summary="Ask them again")
    def ask(request: Request) -> Response:
        _check_operator(request, "saves what was answered")
        return reply(saved.ask())

    @router.delete("/questions", response_model=list[SavedRecord], summary="Forget a question")
    def forget(question: QuestionText, request: Request) -> Response:
        _check_operator(request, "forgets questions")
        return reply(saved.forget(question))

    return router


def reply(found: object, status: int = 200) -> Response:
    """What was found, as JSON that nobody keeps."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(orjson.dumps(found), status, headers, "application/json")


def _check_operator(request: Request, does: str) -> None:
    if request.headers.get(ROLE) != "operator":
        raise HTTPException(403, f"Only the operator of this library {does}")
