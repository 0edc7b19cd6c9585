"""One person's conversation: turns with their footnote numbers, which never change."""

from dataclasses import dataclass, replace

from rag.answer import Abstention, Answer
from rag.web.quote_html import result_html


@dataclass(frozen=True, slots=True)
class Turn:
    """A question's result, the first of its footnote numbers, and its HTML.

    `typed` is what the user typed, where it is not the question that was asked.
    """

    result: Answer | Abstention
    first: int
    html: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    def __deepcopy__(self, memo: object) -> "Conversation":
        return self  # frozen: Gradio copies the state that a session starts with

    @property
    def next_number(self) -> int:
        """The number of the next footnote, from 1."""
        return 1 + sum(
            len(turn.result.quotes) for turn in self.turns if isinstance(turn.result, Answer)
        )

    def after(self, result: Answer | Abstention, typed: str = "") -> "Conversation":
        """The conversation with one more turn."""
        first, turn = self.next_number, len(self.turns) + 1
        html = result_html(result, first, turn, typed)
        return replace(self, turns=(*self.turns, Turn(result, first, html, typed)))

    def to_html(self) -> str:
        """All turns, the newest first."""
        return "".join(turn.html for turn in reversed(self.turns))
