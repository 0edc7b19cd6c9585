"""Every error that Quoth raises on purpose, in one tree.

Each message says what was found, what was expected and what to do next. A failure is
never turned into an abstention: an abstention is an answer, an error is not.

    QuothError
    ├── SpanError            a span that does not lie in its text
    ├── SourceError          one file cannot be read; the others go on
    │   └── UnsupportedSource   a type that Quoth does not read
    ├── IndexMissing         there is no index where one was expected
    ├── IndexRefused         the index is damaged, or was made by other models or another format
    ├── IndexBusy            another process is writing to the index
    ├── NoThread             the system starts no further thread or process
    ├── ModelError           a model file is missing or is not the pinned one
    ├── QuestionError        a line of a question file that is no question
    └── CitationError        a citation that its source does not bear out
"""

import re

_SCARCE = re.compile("start new thread|PosixThread|Failed to spawn|temporarily unavailable")


class QuothError(Exception):
    """Base of all errors that Quoth raises on purpose; its text is meant for users."""


class SpanError(QuothError, ValueError):
    """A span that is empty, reversed, negative or outside of its text."""


class SourceError(QuothError):
    """A file that cannot be read as a document. The rest of a batch goes on."""

    def __init__(self, path: str, found: str, remedy: str = "") -> None:
        self.path, self.found, self.remedy = path, found, remedy
        super().__init__(f"{path!r}: {found}" + (f" {remedy}" if remedy else ""))


class UnsupportedSource(SourceError):
    """A file of a type that Quoth does not read."""


class IndexMissing(QuothError):
    """No index lies at the given place."""


class IndexRefused(QuothError):
    """An index that must not be used: damaged, of another format, or of other models."""


class IndexBusy(QuothError):
    """Another process holds the writer's lock."""


class NoThread(QuothError):
    """The system starts no further thread or process."""

    def __init__(self) -> None:
        super().__init__(
            "no further thread can be started; a limit of the shell (ulimit -u) may be too low"
        )

    @staticmethod
    def caused(error: BaseException) -> bool:
        """Whether an error means this; each library has its own words for it."""
        return isinstance(error, NoThread) or _SCARCE.search(str(error)) is not None


class ModelError(QuothError):
    """A model file that is missing or differs from its pinned SHA-256."""


class QuestionError(QuothError):
    """A line of a question file that cannot be read as a question."""


class CitationError(QuothError):
    """A citation that its source does not bear out."""
