"""`quoth questions`: questions that are asked again when documents come."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.cli.answering import add_where, chosen_documents
from rag.errors import QuestionError

if TYPE_CHECKING:
    from rag.answers.news import NotAsked
    from rag.answers.saved_questions import News, SavedQuestion
    from rag.search import Index

HELP = "save questions, and hear what is new when documents come"
EXAMPLE = """\
Saved questions are asked again whenever `quoth index` has found something new, and what is new in
their answers is said; `quoth questions ask` asks them at any time. They are kept beside the index,
in its name with -questions.jsonl behind it. With --where a question looks only into documents that
fit. A quote is new if its document did not say these words in the answer before.

Examples:
  quoth questions add "Who led the Northern Alliance?"
  quoth questions add "Who fled to Iran?"
  quoth questions ask
  quoth questions
  quoth questions remove "Who fled to Iran?"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("do", choices=("list", "add", "remove", "ask"), nargs="?", default="list")
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    parser.add_argument("--json", action="store_true", help="one object a question")
    add_where(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, save, forget or ask."""
    from rag.answers.saved_questions import forget_question, read_questions

    question = " ".join(arguments.question)
    if bool(question) != (arguments.do in ("add", "remove")):
        expected = "a QUESTION" if not question else "no QUESTION"
        raise QuestionError(f"quoth questions {arguments.do}: expected {expected}")
    if arguments.do == "add":
        from rag.answers.news import save_and_ask

        engine = arguments.load_engine(arguments.place)
        made = save_and_ask(engine, arguments.index, question, arguments.where, _fitting)
        return _tell([made], arguments.json)
    if arguments.do == "remove":
        forget_question(arguments.index, question)
        return 0
    every = read_questions(arguments.index)
    if not every:
        terminal.say('no questions yet. Next: quoth questions add "QUESTION"')
    elif arguments.do == "ask":
        return _tell(answer_again(arguments, every), arguments.json)
    else:
        _list(every, arguments.json)
    return 0


def _list(every: "Sequence[SavedQuestion]", as_json: bool) -> None:
    from rag.answers.news import saved_json
    from rag.views.escape import escaped

    if as_json:
        terminal.put_json(map(saved_json, every))
        return
    for one in every:
        filtered = f"  (--where {one.where!r})" if one.where else ""
        said = f"{one.status}, {len(one.quotes)} quotes"
        terminal.put(f"{escaped(one.question)}{escaped(filtered)}  {said}")


def _fitting(index: "Index", where: str) -> frozenset[str]:
    return chosen_documents(index, None, where) or frozenset()


def _tell(found: "Sequence[News | NotAsked]", as_json: bool) -> int:
    """Say what is new; 1 if a question could not be asked."""
    from rag.answers.news import NotAsked, news_json

    news = [one for one in found if not isinstance(one, NotAsked)]
    if as_json:
        terminal.put_json(map(news_json, found))
    else:
        for one in news:
            if one.changed:
                terminal.put("\n".join(said_of(one)))
        if not any(one.changed for one in news):
            terminal.say("nothing is new")
    return 1 if len(news) < len(found) else 0


def answer_again(
    arguments: argparse.Namespace, every: "Sequence[SavedQuestion]"
) -> "list[News | NotAsked]":
    """What is new in the answers to saved questions, which is kept.

    A question whose filter fits no document any more is named on stderr and left as it is.
    """
    from rag.answers.news import NotAsked, ask_again
    from rag.views.escape import escaped

    if not every:
        return []
    engine = arguments.load_engine(arguments.place)
    found = ask_again(engine, arguments.index, every, _fitting)
    for one in found:
        if isinstance(one, NotAsked):
            terminal.say(f"not asked: {escaped(one.saved.question)}: {one.why}")
    return found


def said_of(one: "News") -> list[str]:
    """The question, whether there is an answer now, the new quotes, and those that are gone."""
    from rag.views.checked import where
    from rag.views.escape import escaped
    from rag.views.words import no_answer_words

    lines = [escaped(one.saved.question)]
    if one.record["status"] != "answered":
        lines.append(f"  {no_answer_words(one.record['reason'])}")
    for quote in one.new:
        lines += [f"  new: “{escaped(quote['text'])}”", f"       {escaped(where(quote))}"]
    lines += [f"  gone: “{escaped(old.text)}” ({escaped(old.path)})" for old in one.gone]
    return lines
