"""A connection to PostgreSQL, for many threads; what it raises is said in Quoth's words."""

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import RLock
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from weakref import finalize

import psycopg
from psycopg import sql

from rag.errors import QuothError

Row = tuple[Any, ...]
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
WRITER = 0
"""The key of the writer's lock; a reader's is the number of its generation."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database, and the name of the index in it: its schema, and what its collections begin with.

    >>> Place.read("postgresql://db/quoth#letters").name
    'letters'
    """

    url: str
    name: str

    @classmethod
    def read(cls, store: str) -> "Place":
        """From a URL, whose fragment is the name (`quoth` without one)."""
        parts = urlsplit(store)
        name = unquote(parts.fragment) or "quoth"
        if parts.scheme not in ("postgresql", "postgres") or not _NAME.fullmatch(name):
            raise QuothError(
                f"{_shown(store)!r} names no catalogue; expected postgresql://HOST/DATABASE, and "
                "after a # the index's name (small letters, figures and _, up to 31)."
            )
        return cls(urlunsplit(parts._replace(fragment="")), name)

    def __str__(self) -> str:
        return f"{_shown(self.url)}#{self.name}"


def _shown(url: str) -> str:
    """The URL without its password."""
    return re.sub(r"(//[^:/@]*):[^@/]*@", r"\1:***@", url)


class Session:
    """One connection, opened when it is first used. Thread-safe.

    Statements are committed one by one, but inside of `transaction`. A reader's is opened again
    when it was lost (`again`); a writer's lock and transaction would not come back with it.
    """

    def __init__(self, place: Place, again: bool = False) -> None:
        self.place, self._may_reopen = place, again
        self._guard = RLock()
        self._open: psycopg.Connection[Row] | None = None
        self._held: set[int] = set()

    def all(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a statement gives."""
        with self._guard, self._saying():
            try:
                return self._rows(query, values)
            except psycopg.OperationalError:
                if not self._may_reopen or self._open is None or not self._open.closed:
                    raise
                self._again()
                return self._rows(query, values)

    def run(self, query: str, values: Sequence[Any] = ()) -> int:
        """Carry a statement out; how many rows it has changed."""
        with self._guard, self._saying():
            return self._connection.execute(query, values).rowcount

    def many(self, query: str, values: Sequence[Sequence[Any]]) -> None:
        """Carry a statement out for each of these."""
        with self._guard, self._saying(), self._connection.cursor() as cursor:
            cursor.executemany(query, values)

    def stream(self, query: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a large result, a few at a time; inside of `transaction` alone."""
        with self._saying(), self._connection.cursor(name="stream") as cursor:
            cursor.itersize = 2000
            cursor.execute(query, values)
            yield from cursor

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self._guard, self._saying(), self._connection.transaction():
            yield

    def hold(self, key: int) -> None:
        """Share a lock until this connection ends, however it ends."""
        self.all("SELECT pg_advisory_lock_shared(%s, %s)", (self._space, key))
        self._held.add(key)

    def let_go(self, key: int) -> None:
        """Give a lock back that `hold` has taken."""
        self._held.discard(key)
        self.all("SELECT pg_advisory_unlock_shared(%s, %s)", (self._space, key))

    def take(self, key: int) -> bool:
        """Have a lock alone, if nobody holds it; `give` gives it back."""
        return bool(self.all("SELECT pg_try_advisory_lock(%s, %s)", (self._space, key))[0][0])

    def give(self, key: int) -> None:
        """Give back what `take` has taken."""
        self.all("SELECT pg_advisory_unlock(%s, %s)", (self._space, key))

    def close(self) -> None:
        """End the connection, and with it every lock."""
        with self._guard:
            if self._open is not None:
                with suppress(psycopg.Error):  # the server may notice the end a moment later
                    self._open.execute("SELECT pg_advisory_unlock_all()")
                self._open.close()
            self._open = None

    @property
    def _space(self) -> int:
        return zlib.crc32(f"quoth {self.place.name}".encode()) - 2**31

    @property
    def _connection(self) -> psycopg.Connection[Row]:
        if self._open is None:
            made = psycopg.connect(self.place.url, autocommit=True, application_name="quoth")
            name = sql.Identifier(self.place.name)
            made.execute(sql.SQL("SET search_path TO {}").format(name))
            self._open = made
            finalize(self, made.close)  # whoever forgets to close leaves no connection behind
        return self._open

    def _rows(self, query: str, values: Sequence[Any]) -> list[Row]:
        found = self._connection.execute(query, values)
        return found.fetchall() if found.description else []

    def _again(self) -> None:
        """Connect anew with the same shared locks, if what they hold is still there."""
        self._open = None
        for key in self._held:
            self._rows("SELECT pg_advisory_lock_shared(%s, %s)", (self._space, key))
            if not self._rows("SELECT 1 FROM generation WHERE number = %s", (key,)):
                raise QuothError(
                    f"generation {key} of the index at {self.place} went while the connection was "
                    "lost. Open the index again."
                )

    @contextmanager
    def _saying(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            what = " ".join(str(error).split())
            raise QuothError(
                f"the catalogue at {self.place} does not answer: {what}. Nothing was changed. "
                "See that PostgreSQL runs and that the URL of --store is right, then try again."
            ) from error
