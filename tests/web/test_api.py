"""The HTTP API of a running server: it gives what the commands write, errors have one form."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio import queueing
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from rag.cli import main
from rag.errors import IndexBusy, QuestionError, QuothError, SpanError
from rag.web.api.app import build_api
from rag.web.api.problems import of_error
from rag.web.door import ROLE
from rag.web.links import read_spans
from rag.web.server import _quiet_gradio
from tests.support.indexing import opened
from tests.support.web_stand import desk_over, load

QUESTION = "When did the Taliban take Herat?"
DRAFT = "The record: “Ismail Khan fled to Iran with 9,000 men.” And “Nobody had ordered it.”"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the library that is served."""
    return tmp_path_factory.mktemp("api")


@pytest.fixture(scope="module")
def served(library: Path) -> Iterator[str]:
    """The address of a server that asks for a password, once its library is there."""
    command = [sys.executable, "-m", "tests.support.web_stand", str(library), "secret"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip().rstrip("/")
        process.terminate()


@pytest.fixture(scope="module")
def api(served: str) -> Iterator[httpx.Client]:
    """A client that bears the password; the first call waits until the library is there."""
    headers = {"Authorization": "Bearer secret"}
    with httpx.Client(base_url=f"{served}/api", headers=headers, timeout=60) as client:
        yield client


def command(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> list[Any]:
    """The JSON lines that a command writes, with the stand-in models."""
    main(words, load_engine=lambda directory, **_: load(directory))
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def timeless(answer: dict[str, Any]) -> str:
    """The answer's text without the time that it took: the order of members counts, too."""
    return json.dumps({**answer, "seconds": 0})


def test_answers_are_those_of_the_command(
    api: httpx.Client, library: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """An answer, one with options, and an abstention, member for member."""
    index = ("--index", str(library / "index"))
    given: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        QUESTION: ({}, ()),
        "Who fled to Iran?": ({"max_quotes": 1, "where": "title:herat", "min_confidence": 0.1},
                              ("--max-quotes", "1", "--where", "title:herat",
                               "--min-confidence", "0.1")),
        "Who sank the harbour?": ({"documents": ["kabul.md"]}, ("--in", "kabul.md")),
    }  # fmt: skip
    seen = set()
    for question, (members, options) in given.items():
        answer = api.post("/v1/ask", json={"question": question, **members})
        assert (200, "application/json") == (answer.status_code, answer.headers["content-type"])
        [line] = command(capsysbinary, "ask", "--json", question, *options, *index)
        assert timeless(line) == timeless(answer.json())
        seen.add(line["status"])
    assert {"answered", "abstained"} == seen


def test_a_claim_is_weighed_as_by_the_command(
    api: httpx.Client, library: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Another year speaks against it; what is no claim is said to be none."""
    claim = "The Taliban took Herat in 1996."
    index = ("--index", str(library / "index"))
    [line] = command(capsysbinary, "weigh", "--json", claim, *index)
    made = api.post("/v1/weigh", json={"claim": claim}).json()
    assert line == made
    assert [["1996", "1995"]] == [quote["words"] for quote in made["against"]]
    assert 422 == api.post("/v1/weigh", json={"claim": "Who took Herat?"}).status_code


def test_audits_and_checks_are_those_of_the_commands(
    api: httpx.Client,
    library: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What `quoth audit`, `quoth verify` and `quoth docs` say, the API says."""
    monkeypatch.setattr("rag.search.open_index", opened)
    index = ("--index", str(library / "index"))
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    [line] = command(capsysbinary, "audit", str(tmp_path / "draft.md"), "--json", *index)
    found = api.post("/v1/audit", json={"text": DRAFT}).json()
    assert line == found
    assert ["altered", "verified"] == [one["verdict"] for one in found["findings"]]
    without = api.post("/v1/audit", json={"text": DRAFT, "where": "title:kabul"}).json()
    assert {"altered": 0, "verified": 1}.items() <= without["summary"].items()

    answer = api.post("/v1/ask", json={"question": QUESTION}).json()
    answer["quotes"][0]["text"] += " And won."
    (tmp_path / "a.jsonl").write_text(json.dumps(answer), encoding="utf-8")
    [line] = command(capsysbinary, "verify", str(tmp_path / "a.jsonl"), "--json", *index)
    assert line == api.post("/v1/verify", json={"answers": [answer]}).json()
    assert line["summary"]["altered"] == 1

    listed = api.get("/v1/documents").json()
    lines = command(capsysbinary, "docs", "--json", *index)
    assert listed == [{name: line[name] for name in listed[0]} for line in lines]
    assert "root" not in listed[0]


def test_words_are_found_read_and_cited(api: httpx.Client) -> None:
    """Only the very words are cited; a word more is not, whatever comes near."""
    hits = api.post("/v1/search", json={"question": "Herat 1995", "k": 1}).json()
    part = api.get(f"/v1/documents/{hits[0]['document']['path']}/text").json()
    assert hits[0]["text"] in part["text"]
    assert (0, len(part["text"]), None) == (part["start"], part["of"], part["next"])
    [quote] = api.post("/v1/cite", json={"words": "The people are  celebrating"}).json()
    assert ("quoted", "Ismail Khan") == (quote["voice"]["kind"], quote["voice"]["speaker"])
    assert [] == api.post("/v1/cite", json={"words": "The people were celebrating"}).json()
    assert 2 == len(api.post("/v1/cite", json={"words": "The bridge at Islam Qala"}).json())


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/ask", b"{", 400),
        ("POST", "/v1/ask", b"{}", 422),
        ("POST", "/v1/ask", b'{"question": 3}', 422),
        ("POST", "/v1/ask", b'{"question": "x", "max_quotes": 0}', 422),
        ("POST", "/v1/ask", b'{"question": "x", "model": "other"}', 422),
        ("POST", "/v1/ask", b'{"question": "x", "where": "colour:red"}', 422),
        ("POST", "/v1/ask", b'{"question": "x", "where": "author:nobody"}', 422),
        ("POST", "/v1/ask", b'{"question": "x", "documents": ["gone.md"]}', 404),
        ("POST", "/v1/ask", b'{"question": "' + b"x" * 2_200_000 + b'"}', 413),
        ("POST", "/v1/verify", b'{"answers": [{"x": 1}]}', 422),
        ("POST", "/v1/verify", b'{"answers": [{"x": 36893488147419103232}]}', 422),
        ("POST", "/v1/ask", b'{"question": "\\ud800"}', 422),
        ("POST", "/v1/cite", b'{"words": "?!"}', 422),
        ("GET", "/v1/documents/gone.md/text", b"", 404),
        ("GET", "/v1/documents?where=kind:odt", b"", 422),
        ("GET", "/v1/documents?wher=kind:md", b"", 422),
        ("GET", "/v1/documents?where=kind:md&where=kind:pdf", b"", 422),
        ("POST", "/v1/ask?where=kind:md", b'{"question": "x"}', 422),
        ("GET", "/v1/nothing", b"", 404),
        ("GET", "/v2/ask", b"", 404),
        ("DELETE", "/v1/documents", b"", 405),
    ],
)
def test_every_error_is_a_problem(
    api: httpx.Client, method: str, path: str, body: bytes, status: int
) -> None:
    """One form (RFC 9457), with the status in it and a sentence that says what was wrong."""
    headers = {"Content-Type": "application/json"}
    answer = api.request(method, path, content=body, headers=headers)
    assert (status, "application/problem+json") == (
        answer.status_code, answer.headers["content-type"],
    )  # fmt: skip
    said = answer.json()
    assert status == said["status"]
    assert said["detail"]
    assert "Traceback" not in answer.text


def test_nobody_comes_in_without_the_password(served: str) -> None:
    """Neither a wrong token, nor another site's page, nor another host's name; each is told why."""
    for headers, status in (
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer secret", "Origin": "https://elsewhere.example"}, 403),
        ({"Authorization": "Bearer secret", "Host": "elsewhere.example"}, 421),
        ({"Authorization": "Bearer secret"}, 200),
    ):
        answer = httpx.post(f"{served}/api/v1/ask", json={"question": QUESTION}, headers=headers)
        assert status == answer.status_code
        if status != 200:
            assert "application/problem+json" == answer.headers["content-type"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuothError("There is no index yet."), 503),
        (IndexBusy("busy"), 409),
        (QuestionError("no question"), 422),
        (SpanError("ours"), 500),
    ],
)
def test_each_kind_of_error_has_its_status(error: QuothError, status: int) -> None:
    """What is not ready is no fault of the request; a fault of ours is said to be one."""
    assert status == of_error(error).status_code


def _brought(api: httpx.Client, name: str, data: bytes) -> dict[str, Any]:
    """What has become of a file that is brought."""
    begun = api.post("/v1/documents/upload", params={"name": name}, content=data)
    assert 202 == begun.status_code
    for _ in range(300):
        job: dict[str, Any] = api.get(f"/v1/jobs/{begun.json()['job']}").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_a_file_is_a_job(api: httpx.Client) -> None:
    """It is indexed behind the request, and can be asked; one that cannot be read says why."""
    question = {"question": "Who painted the lighthouse?"}
    assert "abstained" == api.post("/v1/ask", json=question).json()["status"]
    text = b"# The lighthouse\n\nNils Ruud painted the lighthouse in 1904.\n"
    job = _brought(api, "lighthouse.md", text)
    assert ("done", "added") == (job["state"], job["outcome"])
    answer = api.post("/v1/ask", json=question).json()
    assert "Nils Ruud painted the lighthouse in 1904." == answer["quotes"][0]["text"]
    assert "unchanged" == _brought(api, "lighthouse.md", text)["outcome"]
    job = _brought(api, "broken.pdf", b"%PDF-1.4 and nothing")
    assert "failed" == job["state"]
    assert job["error"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "a/b.md",
        ".a.md",
        "a.exe",
        "",
        "x" * 201 + ".md",
        "\0.md",
        "é" * 99 + ".md",
        "\x1b]0;a.md",
    ],
)
def test_no_file_name(api: httpx.Client, name: str) -> None:
    """Neither a folder nor a kind that is not read; no job is begun."""
    answer = api.post("/v1/documents/upload", params={"name": name}, content=b"x")
    assert 422 == answer.status_code


def test_only_the_operator_brings_files(tmp_path: Path) -> None:
    """A visitor is told so, and a job that is not there is not found."""
    desk = desk_over(tmp_path)
    client = TestClient(build_api(desk))
    for role, status in (("visitor", 403), ("guest", 403), (None, 403)):
        headers = {ROLE: role} if role else {}
        answer = client.post("/v1/documents/upload?name=a.md", content=b"x", headers=headers)
        assert status == answer.status_code
        assert status == client.get("/v1/jobs/none", headers=headers).status_code
    assert 404 == client.get("/v1/jobs/none", headers={ROLE: "operator"}).status_code


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("Content-Length: 2\r\nTransfer-Encoding: chunked", b"411"),
        ("Transfer-Encoding: chunked", b"411"),
        ("Content-Length: 2\r\nAuthorization: Bearer wrong", b"400"),
        ("Content-Length: 2\r\nOrigin: http://a.example\r\nOrigin: http://{at}", b"400"),
    ],
)
@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/api/v1/documents/upload?name=a.md", "/gradio_api/queue/join"]
)
def test_what_a_request_says_twice_passes_no_limit(
    head: str, status: bytes, path: str, served: str
) -> None:
    """A body without end behind a stated length, or a second password, at the server itself."""
    at = served.removeprefix("http://")
    host, _, port = at.partition(":")
    lines = f"POST {path} HTTP/1.1\r\nHost: {at}\r\nAuthorization: Bearer secret\r\n{head}\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=30) as link:
        link.sendall(lines.replace("{at}", at).encode())
        assert link.recv(100).split()[1] == status


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [(None, "http://localhost:3000", 403), (None, "null", 403), ("evil.example", "http://x", 421)],
)
def test_no_other_origin_is_answered_before_the_guard(
    host: str | None, origin: str, status: int, served: str
) -> None:
    """Nor told what it may read: a page on another port of this machine is somebody else's."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    headers = asked | ({"Host": host} if host else {})
    for method in ("OPTIONS", "POST"):
        answer = httpx.request(method, f"{served}/api/v1/search", headers=headers, json={})
        assert answer.status_code == status
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_description_describes_what_comes(api: httpx.Client) -> None:
    """Each answer is valid by the schema that /api/openapi.json gives for it."""
    description = api.get("/openapi.json").json()
    documents = api.get("/v1/documents").json()
    answers = {
        ("/v1/ask", "post"): {"question": QUESTION},
        ("/v1/weigh", "post"): {"claim": "The Taliban took Herat in 1996."},
        ("/v1/audit", "post"): {"text": DRAFT},
        ("/v1/search", "post"): {"question": "Kabul"},
        ("/v1/cite", "post"): {"words": "Nobody had ordered it"},
        ("/v1/extract", "post"): {"question": "When?", "context": "Herat fell in 1995."},
        ("/v1/verify", "post"): {
            "answers": [api.post("/v1/ask", json={"question": QUESTION}).json()]
        },
        ("/v1/questions", "post"): {"question": QUESTION},
        ("/v1/questions", "get"): None,
        ("/v1/questions/news", "get"): None,
        ("/v1/questions/ask", "post"): None,
        ("/v1/documents", "get"): None,
        ("/v1/documents/{id}/text", "get"): None,
        ("/v1/jobs/{job}", "get"): None,
    }
    assert set(description["paths"]) == {"/v1/documents/upload", *(path for path, _ in answers)}
    begun = api.post("/v1/documents/upload", params={"name": "a.md"}, content=b"A word.").json()
    for (path, method), body in answers.items():
        there = path.replace("{id}", documents[0]["doc_id"]).replace("{job}", begun["job"])
        answer = api.request(method, there, json=body) if body else api.request(method, there)
        made = description["paths"][path][method]["responses"]["200"]
        schema = made["content"]["application/json"]["schema"]
        checked = {**schema, "components": description["components"]}
        assert [] == [e.message for e in Draft202012Validator(checked).iter_errors(answer.json())]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("queue/join", b'{"data": [], "fn_index": 9999, "session_hash": "a"}'),
        ("queue/join", b'{"data": [], "fn_index": -1, "session_hash": "a"}'),
        ("queue/join", b'{"data": [], "fn_index": Infinity, "session_hash": "a"}'),
        ("upload?upload_id=z", b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\na'),
    ],
)
def test_no_call_of_the_pages_functions_is_a_fault(served: str, path: str, body: bytes) -> None:
    """What Gradio itself answers with a fault of the server (500) is refused in words."""
    kind = "multipart/form-data; boundary=x" if body[:1] == b"-" else "application/json"
    headers = {"Authorization": "Bearer secret", "Content-Type": kind}
    said = httpx.post(f"{served}/gradio_api/{path}", content=body, headers=headers, timeout=60)
    assert (said.status_code, said.text) == (400, "The page makes no such call.")


def test_a_fault_behind_the_queue_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever calls a function with what no page sends fills no log with tracebacks."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", "")
    _quiet_gradio(str(tmp_path))
    try:
        read_spans("x\n" * 999)
    except QuothError:
        vars(queueing)["traceback"].print_exc()
    said = r"quoth: a call of the page failed: [^\n]*links\.py[^\n]*AddressError: [^\n]{9,300}\n"
    assert re.fullmatch(said, capsys.readouterr().err)
