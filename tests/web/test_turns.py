"""What one visitor alone can take up: turns, slow uploads, room on the disk, expensive words."""

import asyncio
import os
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from rag.errors import QuothError
from rag.web import body
from rag.web.body import room, uploaded
from rag.web.find import places
from rag.web.guard import Guard, client_of
from rag.web.routes import Pages, _of_form, _titled
from rag.web.stores import limits
from rag.web.stores.limits import Crowded, QueuePlaces, Turns
from rag.web.stores.results import ResultStore
from tests.web.test_guard import HERE, door


def test_an_address_has_so_many_turns_and_others_have_theirs() -> None:
    """Two run, one waits, the fourth is refused; another address is not kept waiting."""

    async def told() -> tuple[int, list[str]]:
        turns, open_, running, most = Turns(2, 1), asyncio.Event(), 0, 0

        async def one(key: str) -> str:
            nonlocal running, most
            try:
                async with turns.turn(key):
                    running += key == "a"
                    most = max(most, running)
                    await open_.wait()
                    running -= key == "a"
            except Crowded:
                return f"{key} refused"
            return f"{key} done"

        tasks = [asyncio.create_task(one(key)) for key in "aaaab"]
        await asyncio.sleep(0.01)
        assert [task.done() for task in tasks] == [False, False, False, True, False]
        open_.set()
        said = await asyncio.gather(*tasks)
        assert turns._held == {}
        return most, said

    assert asyncio.run(told()) == (2, ["a done", "a done", "a done", "a refused", "b done"])


def test_the_queue_of_the_page_has_room_for_every_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds 64 events: one address filled it with tables, and all others were refused.

    Three of one function are in; a fourth waits until one has ended; another address, and another
    function of the same one, are not kept waiting.
    """
    monkeypatch.setattr(limits, "_PATIENCE", 0.2)
    held: list[tuple[str, object]] = []
    line = QueuePlaces(events=lambda: held)

    async def come(key: str, function: int) -> str:
        try:
            async with line.place(key, function):
                await asyncio.sleep(0.01)
                held.append((key, function))
        except Crowded:
            return f"{key}{function} refused"
        return f"{key}{function}"

    async def told() -> list[str]:
        table, ask = [come("a", 20) for _ in range(5)], [come("a", 0), come("b", 20)]
        said = await asyncio.gather(*table, *ask)
        later = asyncio.create_task(come("a", 20))
        await asyncio.sleep(0.05)
        held.remove(("a", 20))
        return [*said, await later, *(await asyncio.gather(*(come("a", n) for n in range(1, 30))))]

    said = asyncio.run(told())
    assert said[:7] == ["a20"] * 3 + ["a20 refused"] * 2 + ["a0", "b20"]
    assert said[7] == "a20"
    assert sum("refused" not in one for one in said[8:]) == line.most - 4
    assert line._coming == []


@pytest.mark.parametrize("path", ["/api/v1/documents", "/source/x", "/gradio_api/queue/data"])
def test_a_crowd_of_one_address_is_told_to_wait(path: str, tmp_path: Path) -> None:
    """In plain text, and to programs as a problem; what costs little goes on."""

    async def page(scope: Any, _: Any, send: Any) -> None:
        if scope["path"] != "/":
            await asyncio.sleep(60)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})

    async def statuses() -> dict[str, int]:
        guarded = Guard(page, door(tmp_path, computing=Turns(1), streams=Turns(1)))
        seen: dict[str, int] = {}

        async def ask(path: str, client: str, name: str) -> None:
            async def send(message: Any) -> None:
                seen.setdefault(name, message.get("status", 0))

            async def nothing() -> dict[str, Any]:
                await asyncio.Event().wait()
                return {}

            scope = {"type": "http", "method": "GET", "path": path, "client": (client, 1)}
            await guarded({**scope, "headers": [HERE]}, nothing, send)

        first = asyncio.create_task(ask(path, "10.0.0.7", "first"))
        await asyncio.sleep(0.01)
        await ask(path, "10.0.0.7", "second")
        await ask("/", "10.0.0.7", "cheap")
        other = asyncio.create_task(ask(path, "10.0.0.8", "other"))
        await asyncio.sleep(0.01)
        for task in (first, other):
            assert not task.done()
            task.cancel()
        return seen

    assert asyncio.run(statuses()) == {"second": 429, "cheap": 200}


def test_a_machine_has_all_addresses_of_its_network() -> None:
    """Who has a /64 of IPv6 is one; IPv4 in the form of IPv6 is IPv4."""
    given = ("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:10.0.0.7", "10.0.0.7")
    found = [client_of({"client": (one, 1)}) for one in given]
    assert found[0] == found[1] != found[2]
    assert found[3] == found[4] == "10.0.0.7"
    assert [client_of({"client": None}), client_of({"client": ("unix", 0)})] == ["", "unix"]


def drained(receive: Any) -> list[str]:
    """The kinds of the messages of a body, up to its end."""

    async def all_of_it() -> list[str]:
        kinds: list[str] = []
        while not kinds or kinds[-1] == "http.request":
            kinds.append((await receive())["type"])
        return kinds

    return asyncio.run(all_of_it())


def test_an_upload_that_trickles_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps no connection: it ends as if the sender had gone."""
    monkeypatch.setattr(body, "SECONDS", 0.1)

    async def trickle() -> Any:
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"x", "more_body": True}

    began = time.monotonic()
    assert drained(uploaded(trickle, 1000, tmp_path))[-1] == "http.disconnect"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("seconds", "length"), [(5.0, 0), (0.0, 5 * body.SLOWEST)])
def test_an_upload_has_the_time_that_all_have_and_that_of_its_length(
    seconds: float, length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either is enough for a part that comes at once."""
    monkeypatch.setattr(body, "SECONDS", seconds)

    async def last() -> Any:
        await asyncio.sleep(0.01)
        return {"type": "http.response", "body": b"x"}

    assert ["http.response"] == drained(uploaded(last, length, tmp_path))


def test_a_body_is_all_of_its_parts_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part may say nothing; one that does not say that more comes is the last."""
    monkeypatch.setattr(body, "LARGEST", 4)
    parts: list[Any] = [{"body": b"ab", "more_body": True}, {"more_body": True}, {"body": b"cd"}]
    coming = iter(parts)

    async def given() -> Any:
        return {"type": "http.request", **next(coming)}

    assert b"abcd" == asyncio.run(body.whole(given))


def test_uploads_end_where_others_have_filled_the_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many that begin together cannot have more than the room between them."""
    monkeypatch.setattr(body, "_LOOKED", 10)
    monkeypatch.setattr(body, "MOST_UPLOADED", 30)

    async def part() -> Any:
        with (tmp_path / "x").open("ab") as file:
            file.write(b"12345678")
        return {"type": "http.request", "body": b"12345678", "more_body": True}

    assert drained(uploaded(part, 1000, tmp_path))[-1] == "http.disconnect"
    assert 30 < (tmp_path / "x").stat().st_size <= 48


def test_what_was_uploaded_and_not_taken_makes_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where the room is needed, and only after an hour."""
    monkeypatch.setattr(body, "MOST_UPLOADED", 10)
    old, new = tmp_path / "a" / "old", tmp_path / "new"
    old.parent.mkdir()
    for file, data in ((old, b"12345678"), (new, b"12")):
        file.write_bytes(data)
    os.utime(old, (time.time() - 3700,) * 2)
    assert room(tmp_path)
    assert old.exists()
    new.write_bytes(b"123")
    assert room(tmp_path)
    assert (old.exists(), new.exists()) == (False, True)
    new.write_bytes(b"12345678901")
    assert not room(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a " * 200_000, "a " * 4999 + "b"), ("ab " * 130_000, "ab " * 3333 + "a"),
        ("a" * 400_000, "a" * 9999), ("\u2019 " * 200_000, "' " * 4000 + "a"),
    ],
)  # fmt: skip
def test_very_words_are_found_in_time(text: str, words: str) -> None:
    """Words that nearly stand everywhere cost no square (it took minutes)."""
    began = time.process_time()
    assert list(places(text, words)) == []
    assert time.process_time() - began < 3


def test_forms_are_worked_on_beside_the_loop() -> None:
    """Keeping and removing read files and may wait for models; meanwhile others are answered."""
    seen: list[bool] = []

    def noted(*_: object) -> None:
        seen.append(threading.current_thread() is threading.main_thread())
        raise QuothError("no document")

    desk: Any = SimpleNamespace(document=noted, known=SimpleNamespace(remove=noted))
    pages = Pages(desk, ResultStore())
    kept: Any = _of_form(_titled("Not kept", pages.keep))
    removed: Any = _of_form(pages.remove_known)

    async def given(form: dict[str, str]) -> Any:
        body = [{"type": "http.request", "body": urlencode(form).encode()}]
        kind = (b"content-type", b"application/x-www-form-urlencoded")
        scope = {"type": "http", "headers": [kind], "path_params": {"doc_id": "x"}}
        return Request(scope, AsyncMock(side_effect=body))

    async def sent() -> None:
        assert (await kept(await given({"question": "Who?"}))).status_code == 404
        with pytest.raises(QuothError, match="no document"):
            await removed(await given({"id": "x"}))

    asyncio.run(sent())
    assert seen == [False, False]
