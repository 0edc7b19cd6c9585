"""A conversation as files. Every quote is checked once more on its way out (rag/answer_json.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from rag.answer_json import to_json
from rag.render.markdown import answer_markdown
from rag.web.conversation import Conversation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export: its name for people, media type, and how it is written."""

    name: str
    media: str
    write: Callable[[list[Json]], bytes]


def _markdown(records: list[Json]) -> bytes:
    return "\n".join(answer_markdown(record) for record in records).encode("utf-8")


def _lines(records: list[Json]) -> bytes:
    return b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records)


FORMS: Mapping[str, Form] = {
    "md": Form("Markdown", "text/markdown; charset=utf-8", _markdown),
    "jsonl": Form("JSON Lines", "application/jsonl", _lines),
}
"""The forms by suffix."""


def records(talk: Conversation, index: Mapping[str, Any]) -> list[Json]:
    """The answers of a conversation in the JSON contract, oldest first.

    Footnotes keep the numbers that they were shown with. Raises CitationError if a quote is not
    its source's own words.
    """
    found = []
    for number, turn in enumerate(talk.turns, 1):
        record = to_json(turn.result, id=number, seconds=turn.seconds, index=index)
        for at, quote in enumerate(record["quotes"]):
            quote["number"] = turn.first + at
        found.append(record)
    return found
