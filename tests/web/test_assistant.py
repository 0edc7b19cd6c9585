"""The assistants' server, by the protocol's own client: in this process, and as `quoth mcp`."""

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from anyio import EndOfStream
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._context_streams import create_context_streams
from mcp_types import jsonrpc_message_adapter

from rag.search import update_index
from rag.web.assistant import build_assistant
from rag.web.calls import Calls
from rag.web.desk import Desk
from rag.web.lines import _Answering
from tests.support.web_stand import HERAT, TEXTS, desk_over

QUESTION = "When did the Taliban take Herat?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small library, ready."""
    made = desk_over(tmp_path_factory.mktemp("assistant"))
    made.start()
    made.ready.wait()
    yield made
    made.engine.index.close()


def talk(desk: Desk, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools say to these calls, in order."""

    async def run() -> list[Any]:
        async with Client(build_assistant(Calls(desk))) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(run())


def seen(desk: Desk, ask: Any) -> Any:
    """What a coroutine that is given the client gives."""

    async def run() -> Any:
        async with Client(build_assistant(Calls(desk))) as client:
            made: Coroutine[Any, Any, Any] = ask(client)
            return await made

    return asyncio.run(run())


def test_every_tool_says_that_it_changes_nothing(desk: Desk) -> None:
    """Eight tools with a description and a schema, and how to use them."""
    listed = seen(desk, lambda client: client.list_tools()).tools
    assert {"ask", "weigh", "questions", "find", "read", "verify", "audit", "cite"} == {
        tool.name for tool in listed
    }
    assert all(tool.annotations.read_only_hint and tool.description for tool in listed)


def test_an_assistant_asks_reads_and_cites(desk: Desk) -> None:
    """Text and structured content are the same; only the very words are cited."""
    asked, found, read, cited, near = talk(
        desk,
        ("ask", {"question": QUESTION, "where": "title:herat"}),
        ("find", {"question": "Herat 1995", "k": 1}),
        ("read", {"document": "herat.md", "length": 40}),
        ("cite", {"words": "Ismail Khan fled to Iran", "document": "herat.md"}),
        ("cite", {"words": "Ismail Khan fled to Persia"}),
    )
    answer = asked.structured_content
    assert json.loads(asked.content[0].text) == answer
    assert "answered" == answer["status"]
    assert "in 1995" in answer["quotes"][0]["text"]
    assert "herat.md" == found.structured_content["hits"][0]["document"]["path"]
    assert (40, 40) == (len(read.structured_content["text"]), read.structured_content["next"])
    assert ["herat.md"] == [
        quote["document"]["path"] for quote in cited.structured_content["quotes"]
    ]
    assert [] == near.structured_content["quotes"]
    [checked] = talk(desk, ("verify", {"answers": [answer]}))
    assert {"intact"} == {one["verdict"] for one in checked.structured_content["citations"]}


def test_an_audit_tells_how_far_it_is(desk: Desk) -> None:
    """The client is told of each quotation before the findings come; the schema is as it was."""
    told: list[tuple[float, float | None]] = []

    async def note(done: float, total: float | None, _: str | None) -> None:
        told.append((done, total))

    text = "It says “Ismail Khan fled to Iran” and “Ismail Khan fled to Persia on foot”."
    made = seen(
        desk, lambda client: client.call_tool("audit", {"text": text}, progress_callback=note)
    )
    assert [(0, 2), (1, 2)] == told
    assert 2 == len(made.structured_content["findings"])
    tools = seen(desk, lambda client: client.list_tools()).tools
    schema = next(tool.input_schema for tool in tools if tool.name == "audit")
    assert {"text", "where"} == set(schema["properties"])


def test_a_wrong_quotation_in_an_assistants_prose_is_found(desk: Desk) -> None:
    """One figure is another: altered, with the words as the document has them."""
    draft = "Khan, we read, “fled to Iran with 9,000 men.” “Nobody had ordered it.”"
    [audit] = talk(desk, ("audit", {"text": draft}))
    found = audit.structured_content["findings"]
    assert ["altered", "verified"] == [one["verdict"] for one in found]
    assert ["insert", "8,000"] in found[0]["diff"]


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("ask", {"question": "x", "where": "colour:red"}, "no field 'colour'"),
        ("ask", {"question": "x", "documents": ["gone.md"]}, "no document 'gone.md'"),
        ("ask", {}, "question: Field required"),
        ("ask", {"question": "x", "wher": "tag:mine"}, "takes no 'wher'; it takes question, where"),
        ("questions", {"k": 3}, "takes no 'k'; it takes nothing"),
        ("find", {"question": "x", "k": 0}, "greater than"),
        ("read", {"document": "gone.md"}, "no document 'gone.md'"),
        ("verify", {"answers": [{"x": 1}]}, "is no answer"),
        ("cite", {"words": "?"}, "no words to cite"),
    ],
)
def test_an_error_is_told_as_one(desk: Desk, tool: str, given: dict[str, Any], said: str) -> None:
    """It never looks like an abstention, and says what was wrong."""
    [result] = talk(desk, (tool, given))
    assert result.is_error
    assert said in result.content[0].text


def test_documents_are_resources(desk: Desk) -> None:
    """Each document is listed and can be read; one that is not there cannot."""

    async def look(client: Client) -> tuple[dict[str, str], str]:
        listed = (await client.list_resources()).resources
        places = {one.name: str(one.uri) for one in listed}
        content = (await client.read_resource(places["herat.md"])).contents[0]
        with pytest.raises(Exception, match="no document"):
            await client.read_resource("quoth://documents/gone")
        return places, str(getattr(content, "text", ""))

    places, text = seen(desk, look)
    assert {"documents", *TEXTS} == set(places)
    assert "The Taliban took Herat in 1995." in text


def test_the_command_serves_on_stdin_and_stdout(tmp_path: Path) -> None:
    """`quoth mcp` by the protocol's client gives the very answer that `quoth ask --json` writes."""
    (tmp_path / "herat.md").write_text(HERAT, encoding="utf-8")
    index = tmp_path / "index"
    update_index(index, [tmp_path / "herat.md"])
    quoth = [sys.executable, "-m", "rag"]
    server = StdioServerParameters(
        command=quoth[0], args=[*quoth[1:], "mcp", "--index", str(index)]
    )

    async def ask() -> Any:
        async with Client(server, read_timeout_seconds=60) as client:
            return (await client.call_tool("ask", {"question": QUESTION})).content[0]

    given = json.loads(asyncio.run(ask()).text)
    command = [*quoth, "ask", "--json", "--index", str(index), QUESTION]
    written = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert "answered" == written["status"]
    assert json.dumps({**written, "seconds": 0}) == json.dumps({**given, "seconds": 0})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"jsonrpc": "2.0", "id": 7, "method": "tools/list"', (None, -32700)),
        (b"\xff\x00", (None, -32700)),
        (b"[" * 50_000, (None, -32700)),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "a", "params": {"a": "\\ud800"}}', (7, -32600)),
        (b'{"jsonrpc": "2.0", "id": "a"}', ("a", -32600)),
        (b"[]", (None, -32600)),
    ],
)
def test_a_line_that_is_no_message_is_answered(line: bytes, said: Any) -> None:
    """With an error, and the id of its request where that can be read; nobody waits for ever."""
    made: list[Any] = []

    async def run() -> None:
        given, heard = create_context_streams[Any](1)
        write, written = create_context_streams[Any](1)
        answering = _Answering(heard, write)
        async with heard, write, written:
            async with given:
                try:
                    jsonrpc_message_adapter.validate_json(line.decode("utf-8", "replace"))
                except ValueError as error:
                    await given.send(error)
            with pytest.raises(EndOfStream):
                await answering.receive()
            made.append(json.loads((await written.receive()).message.model_dump_json()))

    asyncio.run(run())
    assert said == (made[0]["id"], made[0]["error"]["code"])


@pytest.fixture
def over_http(tmp_path: Path) -> Iterator[str]:
    """The address of `quoth mcp --http` with a password over one document."""
    (tmp_path / "herat.md").write_text(HERAT, encoding="utf-8")
    update_index(tmp_path / "index", [tmp_path / "herat.md"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "rag", "mcp", "--http", "--port", str(port)]
    command += ["--password", "secret", "--index", str(tmp_path / "index")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.send_signal(signal.SIGINT)


def test_over_http_the_answers_are_the_same(over_http: str) -> None:
    """By the protocol's client with the bearer token, with progress; without it, nothing."""
    told: list[tuple[float, float | None]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        assert message is None
        told.append((progress, total))

    bearer = {"Authorization": "Bearer secret"}

    async def ask() -> Any:
        async with httpx2.AsyncClient(headers=bearer) as http:
            transport = streamable_http_client(over_http, http_client=http)
            async with Client(transport, read_timeout_seconds=60) as client:
                draft = {"text": "It says “Ismail Khan fled to Iran”."}
                await client.call_tool("audit", draft, progress_callback=note)
                return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    answer = asyncio.run(ask())
    assert [(0, 1)] == told
    assert "answered" == answer["status"]
    assert "in 1995" in answer["quotes"][0]["text"]
    half = b'{"jsonrpc": "2.0", "id": 7, "method": "a", "params": {"a": "\\ud800"}}'
    kinds = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    for wrong in (half, b"{", b"\xff"):
        refused = httpx2.post(over_http, content=wrong, headers=bearer | kinds)
        assert (400, -32700) == (refused.status_code, refused.json()["error"]["code"])
    assert 401 == httpx2.post(over_http, json={}).status_code
    for status, header in ((421, {"Host": "evil.example"}), (403, {"Origin": "http://a.example"})):
        assert status == httpx2.post(over_http, json={}, headers=bearer | header).status_code
    assert 404 == httpx2.get(over_http.replace("/mcp", "/docs"), headers=bearer).status_code
    assert 405 == httpx2.get(over_http, headers=bearer).status_code  # it would hold a stream open


def test_without_an_index_there_is_no_server(tmp_path: Path) -> None:
    """Nothing is made: the command says what to do, with exit status 2."""
    command = [sys.executable, "-m", "rag", "mcp", "--index", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, input="", check=False)
    assert (2, "", True) == (done.returncode, done.stdout, "quoth index PATH" in done.stderr)
    assert [] == list(tmp_path.iterdir())
