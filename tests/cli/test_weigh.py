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
    lines = [{"claim": CLAIM, "id": "a"}, {"claim": "Who?"}, []]
    Path("claims.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, out, _ = run("weigh", "--claims", "claims.jsonl")
    first, second, third = map(json.loads, out.splitlines())
    assert (1, "a", 2) == (status, first["id"], second["id"])
    assert "date" == first["against"][0]["why"]
    assert "is a question" in second["error"]
    assert 'expected an object with "claim"' in third["error"]
    assert 2 == run("weigh")[0]
    assert 2 == run("weigh", "Who?")[0]


@pytest.mark.usefixtures("workplace")
def test_a_file_of_claims_is_gone_on_with(capsys: pytest.CaptureFixture[str]) -> None:
    """Whole lines stand, a torn one is weighed again; other documents or claims are refused."""
    assert 0 == main(["index", "corpus"])
    claims = [CLAIM, "  Kabul   fell in 2001. ", "Nobody knew why."]
    Path("claims.jsonl").write_text("\n".join(map(json.dumps, claims)), encoding="utf-8")
    weigh = ["weigh", "--claims", "claims.jsonl", "--out", "weighed.jsonl"]
    assert 0 == main(weigh)
    whole = Path("weighed.jsonl").read_bytes()
    Path("weighed.jsonl").write_bytes(whole[: whole.rindex(b'"unread"')])
    capsys.readouterr()
    assert 0 == main(weigh)
    assert "1 answered, 2 kept, 0 in error" in capsys.readouterr().err
    assert whole == Path("weighed.jsonl").read_bytes()
    assert claims == [json.loads(line)["claim"] for line in whole.splitlines()]
    assert 2 == main([*weigh, "--where", "title:herat"])
    assert "documents was None" in capsys.readouterr().err
    Path("claims.jsonl").write_text('"Kabul fell."\n', encoding="utf-8")
    assert 2 == main(weigh)
    assert "expected 'Kabul fell.'" in capsys.readouterr().err
    assert 0 == main([*weigh, "--fresh"])
