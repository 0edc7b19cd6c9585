"""One person's conversation: turns with their footnote numbers, which never change."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.answers.result import Abstention, Answer
from rag.quotes.quote import Quote
from rag.web.answer_html import result_html

if TYPE_CHECKING:
    from rag.answers.followup import Rewritten
    from rag.answers.followup import Turn as Heard


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A question's result, the first of its footnote numbers, and its HTML.

    `typed` is what the user typed, where it is not the question that was asked.
    """

    result: Answer | Abstention
    first: int
    html: Markup
    typed: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns, oldest first. `key` is the secret part of its addresses for exports."""

    turns: tuple[ShownTurn, ...] = ()
    key: str = ""

    def __deepcopy__(self, memo: object) -> "Conversation":
        return self  # frozen: Gradio copies the state that a session starts with

    @property
    def next_number(self) -> int:
        """The number of the next footnote, from 1."""
        return 1 + sum(len(_quotes(turn.result)) for turn in self.turns)

    def standalone(self, question: str) -> "Rewritten":
        """The question as it reads by itself after what was said here."""
        from rag.answers.followup import rewrite

        return rewrite(question, [_heard(turn) for turn in self.turns])

    def after(
        self,
        result: Answer | Abstention,
        typed: str = "",
        seconds: float = 0.0,
        searched: str = "",
    ) -> "Conversation":
        """The conversation with one more turn; `searched` says what was looked through."""
        first, turn = self.next_number, len(self.turns) + 1
        html = result_html(result, first, turn, typed, searched)
        return replace(self, turns=(*self.turns, ShownTurn(result, first, html, typed, seconds)))

    def to_html(self) -> Markup:
        """All turns, the newest first."""
        return Markup().join(turn.html for turn in reversed(self.turns))


def _quotes(result: Answer | Abstention) -> tuple[Quote, ...]:
    return result.quotes if isinstance(result, Answer) else ()


def _heard(turn: ShownTurn) -> "Heard":
    from rag.answers.followup import Turn as Heard

    quotes = _quotes(turn.result)
    speakers = [quote.voice.speaker for quote in quotes if quote.voice.speaker]
    return Heard(
        turn.result.question,
        " ".join(quote.text for quote in quotes),
        tuple(dict.fromkeys(speakers)),
    )
