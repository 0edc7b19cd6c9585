"""`quoth weigh`: one claim in words, and a file of claims as objects."""

import json
from pathlib import Path

import pytest

from rag.cli import main

CLAIM = "The Taliban took Herat in 1997."


@pytest.mark.usefixtures("workplace")
def test_a_claim_and_a_file_of_claims(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The sides with their reasons; a line that is no claim is an object with its error."""

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    assert 0 == run("index", "corpus")[0]
    status, out, _ = run("weigh", CLAIM)
    assert 0 == status
    against = out.partition("Speak against it")[2]
    assert "The Taliban took Herat in 1995." in against
    assert "another date: 1995 instead of 1997" in against
    assert "Silent: " in out
    lines = [{"claim": CLAIM, "id": "a"}, {"claim": "Who?"}]
    Path("claims.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, out, _ = run("weigh", "--claims", "claims.jsonl")
    first, second = map(json.loads, out.splitlines())
    assert (0, "a", 2) == (status, first["id"], second["id"])
    assert "date" == first["against"][0]["why"]
    assert "is a question" in second["error"]
    assert 2 == run("weigh")[0]
    assert 2 == run("weigh", "Who?")[0]
    Path("claims.jsonl").write_text("[]", encoding="utf-8")
    assert "line 1" in run("weigh", "--claims", "claims.jsonl")[2]
