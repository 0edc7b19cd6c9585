"""Questions that are asked again when documents come, and what is new in their answers.

They lie beside the index, in its name with `-questions.jsonl` behind it, and outlive it: one line
of JSON a question, with the quotes that its last answer had.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rag.answers.record import AnswerRecord
from rag.errors import IndexRefused, QuestionError
from rag.files import write_whole
from rag.quotes.record import QuoteRecord
from rag.search.locks import portalocker

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class EarlierQuote:
    """A quote of an earlier answer: the path of its document, and its words."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with its filter, and the status and the quotes of its last answer."""

    question: str
    where: str | None = None
    status: str = "new"
    quotes: tuple[EarlierQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What an answer says that the one before it did not, and which of its quotes are gone."""

    saved: SavedQuestion
    record: AnswerRecord
    new: tuple[QuoteRecord, ...] = ()
    gone: tuple[EarlierQuote, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is to be said."""
        return bool(self.new or self.gone or self.saved.status != self.record["status"])


def questions_file(directory: Path) -> Path:
    """Where the saved questions of the index in `directory` are kept."""
    whole = directory.resolve()
    return whole.parent / f"{whole.name}-questions.jsonl"


def read_questions(directory: Path) -> list[SavedQuestion]:
    """The saved questions, in the order in which they came; raises IndexRefused for damage."""
    path = questions_file(directory)
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return list(_read(path, lines))


def _read(path: Path, lines: Sequence[bytes]) -> Iterator[SavedQuestion]:
    for number, line in enumerate(lines, 1):
        try:
            yield msgspec.json.decode(line, type=SavedQuestion)
        except msgspec.MsgspecError as error:
            raise IndexRefused(
                f"line {number} of {str(path)!r} is damaged ({error}); expected an object with "
                "question, where, status and quotes. Mend the line, or delete it."
            ) from error


def new_question(question: str, where: str | None = None) -> SavedQuestion:
    """A question that was never asked; raises QuestionError for one that is none."""
    made = SavedQuestion(" ".join(question.split()), where)
    if not made.question or len(made.question) > _LONGEST:
        raise QuestionError(f"expected a question of 1 to {_LONGEST:,} characters")
    return made


def save_question(directory: Path, saved: SavedQuestion) -> None:
    """Keep a question; raises QuestionError for one that is kept already."""

    def add(every: list[SavedQuestion]) -> list[SavedQuestion]:
        if any(_key(one) == _key(saved) for one in every):
            raise QuestionError(f"{saved.question!r} is saved already. See: quoth questions")
        return [*every, saved]

    _rewritten(directory, add)


def forget_question(directory: Path, question: str) -> None:
    """Keep a question no longer, with whatever filter; raises QuestionError if it is not kept."""
    wanted = " ".join(question.split()).casefold()

    def drop(every: list[SavedQuestion]) -> list[SavedQuestion]:
        left = [one for one in every if one.question.casefold() != wanted]
        if len(left) == len(every):
            raise QuestionError(f"{question!r} is not saved. See: quoth questions")
        return left

    _rewritten(directory, drop)


def news(saved: SavedQuestion, record: AnswerRecord) -> News:
    """What has changed since a question was asked last; a quote is known by document and words."""
    before = set(saved.quotes)
    now = {_shown(quote) for quote in record["quotes"]}
    new = tuple(quote for quote in record["quotes"] if _shown(quote) not in before)
    return News(saved, record, new, tuple(one for one in saved.quotes if one not in now))


def keep_answers(directory: Path, answered: Sequence[News]) -> None:
    """Keep what was answered, so that the next time only what is new is told.

    A question that somebody has removed meanwhile stays removed.
    """
    made = {
        _key(one.saved): SavedQuestion(
            one.saved.question, one.saved.where, one.record["status"],
            tuple(_shown(quote) for quote in one.record["quotes"]),
        )
        for one in answered
    }  # fmt: skip
    _rewritten(directory, lambda every: [made.get(_key(one), one) for one in every])


def _shown(quote: QuoteRecord) -> EarlierQuote:
    return EarlierQuote(quote["document"]["path"], quote["text"])


def _key(one: SavedQuestion) -> tuple[str, str]:
    return one.question.casefold(), one.where or ""


def _rewritten(
    directory: Path, change: Callable[[list[SavedQuestion]], list[SavedQuestion]]
) -> None:
    """Have the questions changed, one writer at a time."""
    path = questions_file(directory)
    with portalocker.Lock(f"{path}.lock", "a", timeout=20):
        write_whole(path, msgspec.json.Encoder().encode_lines(change(read_questions(directory))))
