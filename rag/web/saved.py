"""The saved questions of a desk, for API, assistants and page: what `quoth questions` says."""

from contextlib import suppress
from typing import TYPE_CHECKING

from rag.answers.news import (
    NewsRecord,
    SavedRecord,
    ask_again,
    look_again,
    news_json,
    save_and_ask,
    saved_json,
)
from rag.answers.saved_questions import forget_question, read_questions
from rag.errors import QuothError

if TYPE_CHECKING:
    from rag.web.desk import Desk


class SavedQuestions:
    """The questions beside the index of a desk. Only `ask`, `save` and `forget` change them."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk

    def listed(self) -> list[SavedRecord]:
        """What `quoth questions --json` writes."""
        return [saved_json(one) for one in read_questions(self.desk.directory)]

    def look(self) -> list[NewsRecord]:
        """What is new since they were asked last; the next time it is still new."""
        every = read_questions(self.desk.directory)
        return [news_json(one) for one in look_again(self.desk.engine, every)] if every else []

    def changed(self) -> list[str]:
        """The questions whose answers have something new; none where they cannot be asked."""
        with suppress(QuothError):  # their own page says why
            return [one["question"] for one in self.look() if one["new"] or one["gone"]]
        return []

    def ask(self) -> list[NewsRecord]:
        """What `quoth questions ask --json` writes; it is not new any more then."""
        every = read_questions(self.desk.directory)
        if not every:
            return []
        return [news_json(one) for one in ask_again(self.desk.engine, self.desk.directory, every)]

    def save(self, question: str, where: str | None = None) -> NewsRecord:
        """What `quoth questions add --json` writes."""
        return news_json(save_and_ask(self.desk.engine, self.desk.directory, question, where))

    def forget(self, question: str) -> list[SavedRecord]:
        """Forget a question; gives those that are left."""
        forget_question(self.desk.directory, question)
        return self.listed()
