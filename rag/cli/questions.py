"""`quoth questions`: questions that are asked again when documents come."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.errors import QuestionError, QuothError

if TYPE_CHECKING:
    from rag.answers.saved_questions import News, SavedQuestion

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


def register(commands: terminal.Commands) -> None:
    """Add the command to the parser."""
    from rag.cli import add_index
    from rag.cli.answering import add_where

    parser = commands.add_parser(
        "questions",
        help="save questions, and hear what is new when documents come",
        description="Keeps questions, and says what is new in their answers.",
        epilog=EXAMPLE,
    )
    parser.add_argument("do", choices=("list", "add", "remove", "ask"), nargs="?", default="list")
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    parser.add_argument("--json", action="store_true", help="one object a question")
    add_where(parser)
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """List, save, forget or ask."""
    from rag.answers.saved_questions import forget_question, read_questions, save_question

    question = " ".join(arguments.question)
    if bool(question) != (arguments.do in ("add", "remove")):
        expected = "a QUESTION" if not question else "no QUESTION"
        raise QuestionError(f"quoth questions {arguments.do}: expected {expected}")
    if arguments.do == "add":
        saved = [save_question(arguments.index, question, arguments.where)]
        try:
            return _ask(arguments, saved)
        except QuothError:
            forget_question(arguments.index, question)
            raise
    if arguments.do == "remove":
        forget_question(arguments.index, question)
        return 0
    if arguments.do == "ask":
        return _ask(arguments, read_questions(arguments.index))
    _list(read_questions(arguments.index), arguments.json)
    return 0


def _list(every: "Sequence[SavedQuestion]", as_json: bool) -> None:
    from rag.views.escape import escaped

    if as_json:
        terminal.put_json(
            {"question": q.question, "where": q.where, "status": q.status, "quotes": len(q.quotes)}
            for q in every
        )
        return
    for one in every:
        filtered = f"  (--where {one.where!r})" if one.where else ""
        said = f"{one.status}, {len(one.quotes)} quotes"
        terminal.put(f"{escaped(one.question)}{escaped(filtered)}  {said}")
    if not every:
        terminal.say('no questions yet. Next: quoth questions add "QUESTION"')


def _ask(arguments: argparse.Namespace, every: "Sequence[SavedQuestion]") -> int:
    """Ask, say what is new, and keep it; 1 if a question could not be asked."""
    news = answer_again(arguments, every)
    if arguments.json:
        terminal.put_json(
            {
                "question": one.saved.question, "where": one.saved.where,
                "before": one.saved.status, "status": one.record["status"],
                "new": one.new, "gone": [{"path": p, "text": t} for p, t in one.gone],
            }
            for one in news
        )  # fmt: skip
    else:
        for one in news:
            if one.changed:
                terminal.put("\n".join(said_of(one)))
        if every and not any(one.changed for one in news):
            terminal.say("nothing is new")
    if not every:
        terminal.say('no questions yet. Next: quoth questions add "QUESTION"')
    return 1 if len(news) < len(every) else 0


def answer_again(arguments: argparse.Namespace, every: "Sequence[SavedQuestion]") -> "list[News]":
    """What is new in the answers to saved questions, which is kept.

    A question whose filter fits no document any more is named on stderr and left as it is.
    """
    from rag.answers.answerer import answerer
    from rag.answers.saved_questions import keep_answers, news
    from rag.cli.answering import chosen_documents
    from rag.views.escape import escaped

    if not every:
        return []
    engine = arguments.load_engine(arguments.place)
    answered = []
    for number, one in enumerate(every, 1):
        try:
            documents = chosen_documents(engine.index, None, one.where)
        except QuestionError as error:
            terminal.say(f"not asked: {escaped(one.question)}: {error}")
            continue
        answered.append(news(one, answerer(engine, documents=documents)(number, one.question)))
    keep_answers(arguments.index, answered)
    return answered


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
    lines += [f"  gone: “{escaped(text)}” ({escaped(path)})" for path, text in one.gone]
    return lines
