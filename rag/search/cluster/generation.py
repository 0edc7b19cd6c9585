"""Which generation is published, who holds it, and what goes when nobody does."""

from dataclasses import dataclass
from typing import Any

from rag.errors import IndexMissing, IndexRefused
from rag.search.cluster.session import Session
from rag.search.cluster.tables import RULES, there

_COLUMNS = (
    "number, collection, embedder, dim, documents, passages, tokens, average, dead, last_document, "
    "last_passage, rules, published > now() - interval '1 minute'"
)


@dataclass(frozen=True, slots=True)
class Generation:
    """One row of `generation`.

    `tokens` are the words of each field in all passages; `average` is what the collection's rows
    were weighed with; `dead` are documents whose passages the collection still holds; `young`
    tells that it was published within the last minute.
    """

    number: int = 0
    collection: str = ""
    embedder: str = ""
    dim: int = 0
    documents: int = 0
    passages: int = 0
    tokens: tuple[int, ...] = (0, 0, 0)
    average: tuple[float, ...] = (0.0, 0.0, 0.0)
    dead: tuple[int, ...] = ()
    last_document: int = 0
    last_passage: int = 0
    young: bool = False

    @property
    def visible(self) -> str:
        """An engine's filter for what this generation has."""
        dead = f" and document not in {list(self.dead)}" if self.dead else ""
        return f"born <= {self.number}{dead}"


def current(session: Session) -> Generation:
    """The published generation; raises IndexMissing if there is none."""
    rows = []
    if there(session):
        rows = session.all(f"SELECT {_COLUMNS} FROM generation ORDER BY number DESC LIMIT 1")
    if not rows:
        raise IndexMissing(
            f"there is no index at {session.place}. Next: quoth index PATH --store … --engine …"
        )
    known, (rules, young) = rows[0][:-2], rows[0][-2:]
    if rules != RULES:
        raise IndexRefused(
            f"the index at {session.place} was made by rules {rules}, this Quoth has {RULES}. "
            "Name another index (postgresql://…#name) and index your files again."
        )
    values: list[Any] = [tuple(v) if isinstance(v, list) else v for v in (*known, young)]
    return Generation(*values)


def hold(session: Session) -> Generation:
    """The published generation, held against deletion while the session's connection lives."""
    while True:
        found = current(session)
        session.hold(found.number)
        if session.all("SELECT 1 FROM generation WHERE number = %s", (found.number,)):
            return found
        session.let_go(found.number)  # it went between the two


def retire(session: Session) -> list[str]:
    """Forget the old generations that nobody holds; gives the collections still in use.

    The caller has the writer's lock.
    """
    numbers = [n for (n,) in session.all("SELECT number FROM generation ORDER BY number")]
    for number in numbers[:-1]:
        if session.take(number):
            session.run("DELETE FROM generation WHERE number = %s", (number,))
            session.give(number)
    oldest = session.all("SELECT min(number) FROM generation")[0][0] or 0
    with session.transaction():
        session.run(
            "WITH gone AS (DELETE FROM passage WHERE died <= %s RETURNING id) "
            "DELETE FROM vector USING gone WHERE vector.passage = gone.id",
            (oldest,),
        )
        for table in ("document", "version", "root"):
            session.run(f"DELETE FROM {table} WHERE died <= %s", (oldest,))
        _fold(session, oldest)
    return [name for (name,) in session.all("SELECT DISTINCT collection FROM generation")]


_FOLDED = 16  # generations whose changes a question's term is summed over


def _fold(session: Session, oldest: int) -> None:
    """Sum up the frequencies of generations that nobody can ask for."""
    behind = session.all(
        "SELECT count(DISTINCT generation) FROM frequency WHERE generation <= %s", (oldest,)
    )[0][0]
    if behind > _FOLDED:
        session.run(
            "WITH old AS (DELETE FROM frequency WHERE generation <= %(o)s RETURNING term, change) "
            "INSERT INTO frequency SELECT term, %(o)s, sum(change) FROM old GROUP BY term "
            "HAVING sum(change) <> 0",
            {"o": oldest},  # type: ignore[arg-type]
        )
