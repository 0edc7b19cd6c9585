"""One answer through three doors: API and assistants give the very bytes that the command writes.

Every question, claim, draft and filter below goes through all of them; only the seconds may differ.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from mcp import Client
from starlette.testclient import TestClient

from rag.cli import main
from rag.search.labels import change_labels
from rag.web.api.app import build_api
from rag.web.assistant import build_assistant
from rag.web.calls import Calls
from rag.web.desk import Desk
from rag.web.door import ROLE
from tests.support.indexing import opened
from tests.support.web_stand import COAST, MARCH, TEXTS, desk_over, load

WHERE = (None, "title:herat,coast", 'author:"Ann Author" -date:2001', "kind:pdf", "colour:red", "-",
         "tag:shore", 'collection:"two books" -folder:none')  # fmt: skip
QUESTIONS = (
    "When did the Taliban take Herat?", "With how many men fled Ismail Khan?", "?", "",
    "Who paid for the second pier of the harbour?", "What did the gardener Orlov paint?",
    "Who grows orchids?", "“The people are celebrating”, said who \u202e in 2001?",
)  # fmt: skip
CLAIMS = ("The Taliban took Herat in 1996.", "Nobody had ordered it.", "Who took Herat?", " ", "🚢")
DRAFTS = (
    "Khan “fled to Iran with 9,000 men”. “Nobody had ordered it.” As Writer says, “in 1995”.",
    "No quotation at all.",
    "Ann Author writes that “the harbour 🚢🚢 of Skagen was built in 1907”[^1].\n\n[^1]: Coast.",
)


def paired(every: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Each of these without a filter, and with two of the filters in turn."""
    some = [w for w in WHERE if w is not None]
    turns = ((None, some[n % len(some)], some[(n + 2) % len(some)]) for n in range(len(every)))
    return [(one, where) for one, wheres in zip(every, turns, strict=True) for where in wheres]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A library of five documents, ready."""
    folder = tmp_path_factory.mktemp("doors")
    made = desk_over(folder, {**TEXTS, "coast.md": COAST, "march.md": MARCH})
    made.start()
    made.ready.wait()
    shelf = {row.doc_id: row.path for row in made.documents()[:2]}
    change_labels(made.directory, shelf, ["+Shore", "+collection:Two books"])
    yield made
    made.engine.index.close()


class Doors:
    """The three ways to ask; each gives bytes, or the words of an error."""

    def __init__(
        self, desk: Desk, client: TestClient, capture: pytest.CaptureFixture[bytes]
    ) -> None:
        self.desk, self.capture, self.client = desk, capture, client

    def command(self, *words: str) -> bytes:
        """What the command writes; on an error, what it says without its name."""
        index = ("--index", str(self.desk.directory))
        status = main(
            (words[0], *index, *words[1:]), load_engine=lambda directory, **_: load(directory)
        )
        out, err = self.capture.readouterr()
        return timeless(out) if status in (0, 1) and out else err.strip().split(b"\n")[-1]

    def api(self, path: str, **given: Any) -> bytes:
        """What the API sends; on an error, its detail."""
        answer = self.client.post(f"/v1/{path}", json=given)
        if answer.status_code == 200:
            return timeless(answer.content)
        return str(answer.json()["detail"]).encode()

    def assistant(self, tool: str, **given: Any) -> bytes:
        """What the tool gives as text, which is also an error's words."""

        async def run() -> Any:
            async with Client(build_assistant(Calls(self.desk))) as client:
                return await client.call_tool(tool, given)

        result = asyncio.run(run())
        said: str = result.content[0].text
        if result.is_error:  # as the protocol's server introduces it
            said = said.removeprefix(f"Error executing tool {tool}: ")
        return timeless(said.encode())


@pytest.fixture(scope="module")
def client(desk: Desk) -> TestClient:
    """The API, for its operator."""
    return TestClient(build_api(desk), headers={ROLE: "operator"})


@pytest.fixture
def doors(
    desk: Desk,
    client: TestClient,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Doors:
    """The doors to the library."""
    monkeypatch.setattr("rag.search.open_index", opened)
    return Doors(desk, client, capsysbinary)


def timeless(said: bytes) -> bytes:
    """Without the time that it took, and without the end of the line."""
    return re.sub(rb'"seconds":[\d.e-]+', b'"seconds":0', said).strip()


def same(command: bytes, *others: bytes) -> None:
    """All bytes are those of the command; an error's words stand in what the command says."""
    for other in others:
        assert command == other or (
            not command.startswith(b"{") and other and other.split(b"\n")[0] in command
        )


def options(where: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """A filter as a member, and as an option."""
    return ({}, ()) if where is None else ({"where": where}, (f"--where={where}",))


@pytest.mark.parametrize(("question", "where"), paired(QUESTIONS))
def test_a_question(doors: Doors, question: str, where: str | None) -> None:
    """Answers, abstentions and what cannot be asked."""
    given, option = options(where)
    said = doors.command("ask", "--json", *option, "--", question)
    same(said, doors.api("ask", question=question, **given),
         doors.assistant("ask", question=question, **given))  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), paired(CLAIMS))
def test_a_claim(doors: Doors, claim: str, where: str | None) -> None:
    """All sides, and what is no claim."""
    given, option = options(where)
    said = doors.command("weigh", "--json", *option, "--", claim)
    same(said, doors.api("weigh", claim=claim, **given),
         doors.assistant("weigh", claim=claim, **given))  # fmt: skip


@pytest.mark.parametrize(("draft", "where"), paired(DRAFTS))
def test_a_draft(doors: Doors, draft: str, where: str | None, tmp_path: Path) -> None:
    """Every finding, as of a file; the name of the file aside."""
    given, option = options(where)
    (tmp_path / "stdin.md").write_text(draft, encoding="utf-8")
    said = doors.command("audit", str(tmp_path / "stdin.md"), "--json", *option)
    same(said, doors.api("audit", text=draft, **given),
         doors.assistant("audit", text=draft, **given))  # fmt: skip


def test_saved_questions(doors: Doors) -> None:
    """Saved through one door, they are new through the others, and say the same."""
    question = QUESTIONS[0]
    added = doors.api("questions", question=question, where="title:herat")
    assert b"took Herat in 1995" in added
    doors.api("questions", question=QUESTIONS[1])
    assert b"is saved already" in doors.api("questions", question=QUESTIONS[1].upper())
    assert b"no document fits" in doors.api("questions", question="Who?", where="title:nobody")
    lines = b",".join(doors.command("questions", "--json").splitlines())
    assert b"[" + lines + b"]" == doors.client.get("/v1/questions").content
    looked = doors.client.get("/v1/questions/news").content
    assert b'{"questions":' + looked + b"}" == doors.assistant("questions")
    assert looked == doors.client.post("/v1/questions/ask").content
    said = b",".join(doors.command("questions", "ask", "--json").splitlines())
    assert looked == b"[" + said + b"]"
    assert doors.command("questions", "remove", question) == b""
    left = orjson.loads(
        doors.client.delete("/v1/questions", params={"question": QUESTIONS[1]}).content
    )
    assert [] == left == orjson.loads(doors.client.get("/v1/questions").content)
    visitor = TestClient(build_api(doors.desk), headers={ROLE: "guest"})
    assert 403 == visitor.post("/v1/questions", json={"question": question}).status_code
    assert 403 == visitor.post("/v1/questions/ask").status_code
    assert 403 == visitor.delete("/v1/questions", params={"question": question}).status_code
    assert 200 == visitor.get("/v1/questions").status_code
