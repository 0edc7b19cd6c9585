"""Filters in words: what they mean, what they refuse, and that ranking knows nothing else."""

from pathlib import Path
from random import Random

import pytest

from rag.answers.confidence import UNCALIBRATED
from rag.answers.engine import Answer, Engine
from rag.errors import IndexRefused, QuestionError
from rag.search import Index, subset, update_index
from rag.search.facets import choose, facets_json
from rag.search.labels import change_labels, labels_file, read_labels
from rag.search.where import read_where
from tests.support.indexing import EMBEDDER, opened, write
from tests.support.web_stand import WordReader

HARBOUR = {
    "title": ("The harbours of Skagen",),
    "author": ("José Müller-Lund and Anne Berg",),
    "date": ("1907-05",),
    "kind": ("pdf",),
    "folder": ("north/ports", "papers/north/ports"),
    "tag": ("To read", "sea"),
    "collection": ("Thesis",),
}


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("kind:epub,pdf -kind:text", True),
        ("author:berg", True),
        ("author:BERG title:skagen", True),
        ("author:ber", False),
        ("author:jose", True),
        ('author:"Muller Lund"', True),
        ('author:"Berg, Anne"', True),
        ("author:anne-berg", True),
        ('author:"Anne Müller"', False),
        ("author:berg title:kabul", False),
        ("author:nobody,berg", True),
        ("-author:berg", False),
        ("-author:nobody", True),
        ("author:*", True),
        ("-date:*", False),
        ("date:1907", True),
        ("date:1907-05", True),
        ("date:1907-05-12", False),
        ("date:1900..1910", True),
        ("date:..1907-04", False),
        ("date:1907-05..", True),
        ("date:1908,1907", True),
        ("kind:pdf", True),
        ("kind:.PDF", True),
        ("kind:md,epub", False),
        ("folder:north", True),
        ("folder:papers/north/", True),
        ("folder:nor", False),
        ("folder:ports", False),
        ('tag:"to  READ"', True),
        ("tag:read", False),
        ("tag:“to read”", True),
        ("tag:sea -tag:land collection:thesis", True),
    ],
)
def test_a_filter_means_what_it_says(words: str, fits: bool) -> None:
    """Names by whole words, labels whole, dates by what they surely are, folders by their parts."""
    assert fits == read_where(words).fits(HARBOUR)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("rashid", "cannot be read at 'rashid'"),
        ("author: rashid", "cannot be read at 'author: rashid'"),
        ('author:"rashid', "cannot be read"),
        ("writer:rashid", "no field 'writer'"),
        ('author:""', "empty value"),
        ("tag:a,,b", "empty value"),
        ("date:96", "date '96' is none"),
        ("date:1996-13", "is none"),
        ("date:2002..1996", "ends before it begins"),
        ("date:..", "is none"),
        ("kind:odt", "expected one of text, html"),
    ],
)
def test_what_is_no_filter_is_refused_with_a_way_out(words: str, said: str) -> None:
    """A slip is never read as something else."""
    with pytest.raises(QuestionError, match=said):
        read_where(words)


TEXTS = {
    "gates/north.md": "# The gate\n\nBy Mina Karimi\n\n3 May 1931\n\nThe masons built the northern "
    "gate of the town in nine weeks. The gate was of cedar.\n",
    "gates/south.md": "# The south gate\n\nBy Mina Karimi\n\nJune 1934\n\nNo mason built the south "
    "gate. The town had the carpenters do it, and the gate burnt.\n",
    "rivers.md": "# Rivers and gates\n\nBy Ann Author\n\n"
    + "The river gate was the oldest. A gate is a door. Gates rust, and the masons knew it.\n\n"
    * 9,
    "market.txt": "The market of the town stood at a wall. Masons sold lime there.\n",
}
QUESTIONS = ("Who built the northern gate?", "masons town", "Which gate burnt?", "lime of the wall")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of four documents in two folders."""
    folder = tmp_path_factory.mktemp("where")
    update_index(folder / "index", [write(folder / "library", TEXTS)], EMBEDDER)
    return folder / "index"


@pytest.mark.parametrize(
    "where",
    ["author:karimi", "folder:gates", "-kind:txt", "title:gate", "date:1930..1934", "tag:lime",
     "collection:walls -tag:lime"],
)  # fmt: skip
def test_a_filter_ranks_like_a_library_of_what_fits(
    made: Path, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Order and scores are those of an index that never held the others; by other counts not."""
    with opened(made) as whole:
        first = whole.documents()[:3]
        change_labels(made, {row.doc_id: row.path for row in first}, ["+collection:Walls"])
        change_labels(made, {first[0].doc_id: first[0].path}, ["+Lime"])
        ids = choose(whole, where).ids
        assert 0 < len(ids) < len(TEXTS)
        labelled = {row.doc_id: row.path for row in whole.documents()}
        change_labels(made, labelled, ["-lime", "-collection:walls"])
        paths = [row.path for row in whole.documents() if row.doc_id in ids]
        write(tmp_path / "library", {path: TEXTS[path] for path in paths})
        update_index(tmp_path / "index", [tmp_path / "library"], EMBEDDER)
        with opened(tmp_path / "index") as small:
            for question in QUESTIONS:
                found = [(h.passage.text, h.bm25) for h in whole.search(question, 10, ids)]
                alone = [(h.passage.text, h.bm25) for h in small.search(question, 10)]
                assert found == alone
    monkeypatch.setattr(subset, "LARGEST", 0)
    with opened(made) as whole:
        counted = [h.bm25 for h in whole.search(QUESTIONS[0], 10, ids)]
    assert counted != [bm25 for _, bm25 in _alone(tmp_path / "index")]


WORDS = (
    "gate mason town wall river lime cedar ferry bridge market tower road bell grain tax".split()
)

NAMES = ("Anna Berg", "Nils Lund", "Karin Holm", "Olaf Dahl")


def _library(random: Random) -> dict[str, str]:
    """Nine documents of uneven length and vocabulary, so that words are rare in some choices."""
    made = {}
    for n in range(9):
        some = random.sample(WORDS, random.randint(3, len(WORDS)))
        sentences = (
            f"In {random.randint(1700, 1999)} the {' '.join(random.choices(some, k=4))} was built."
            for _ in range(random.randint(1, 30))
        )
        made[f"part{n % 3}/text{n}.md"] = f"# Text {n}\n\nBy {NAMES[n % 4]}\n\n" + "\n\n".join(
            sentences
        )
    return made


@pytest.mark.parametrize("seed", range(4))
def test_any_choice_is_answered_like_a_library_of_it_alone(tmp_path: Path, seed: int) -> None:
    """The first ten, their scores, the answer and its confidence, in libraries made by chance."""
    random = Random(seed)
    texts = _library(random)
    update_index(tmp_path / "index", [write(tmp_path / "all", texts)], EMBEDDER)
    where = random.choice(
        ["author:berg,lund", "folder:part1", "title:text -author:holm", "title:3,4,5,6"]
    )
    with opened(tmp_path / "index") as whole:
        ids = choose(whole, where).ids
        paths = {row.path for row in whole.documents() if row.doc_id in ids}
        assert 0 < len(paths) < len(texts)
        chosen = {path: text for path, text in texts.items() if path in paths}
        update_index(tmp_path / "small", [write(tmp_path / "some", chosen)], EMBEDDER)
        with opened(tmp_path / "small") as small:
            for _ in range(12):
                question = f"When was the {' '.join(random.sample(WORDS, 3))} built?"
                assert _found(whole, question, ids) == _found(small, question, None)


def _found(index: Index, question: str, ids: frozenset[str] | None) -> tuple[object, ...]:
    """The first ten with their scores, and what the engine makes of them."""
    result = Engine(index, WordReader(), UNCALIBRATED, EMBEDDER).ask(question, documents=ids)
    shown = result.quotes if isinstance(result, Answer) else result.nearest
    hits = [(hit.passage.text, hit.bm25, hit.score) for hit in index.search(question, 10, ids)]
    return hits, type(result), result.confidence, [(q.document.path, q.text) for q in shown]


def _alone(directory: Path) -> list[tuple[str, float | None]]:
    with opened(directory) as small:
        return [(h.passage.text, h.bm25) for h in small.search(QUESTIONS[0], 10)]


def test_choices_that_stay_in_memory_are_bounded(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice that was thrown out is made again, and finds the same."""
    monkeypatch.setattr(subset, "_CACHED", 1)
    with opened(made) as index:
        each = [frozenset({row.doc_id}) for row in index.documents()]
        once, again = ([index.search("gate", 5, one) for one in each] for _ in range(2))
        assert once == again
        assert 1 == len(index._engines.chosen._made)


def test_a_filter_that_nothing_fits_is_an_error_and_what_is_unknown_is_told(made: Path) -> None:
    """A slip must not look like documents that do not say; a document without a date is named."""
    with opened(made) as index:
        with pytest.raises(QuestionError, match=r"author: the documents have Ann Author, Mina"):
            choose(index, "author:carimi")
        with pytest.raises(QuestionError, match="none all of them"):
            choose(index, "author:karimi kind:txt")
        chosen = choose(index, "date:1931")
        assert ("2 documents are left out for having no date, or one less exact than the filter",
                ) == chosen.remarks  # fmt: skip
        vague = choose(index, "author:karimi date:1931-05..1934-06-03")
        assert (1, 1) == (len(vague.ids), len(vague.remarks))


def test_labels_are_given_taken_and_outlive_the_index(made: Path) -> None:
    """They are found by the filter, kept beside the index, and go with their last one."""
    with opened(made) as index:
        row = index.documents()[0]
        change_labels(made, {row.doc_id: row.path}, ["+To read", "+collection:Thesis", "+sea"])
        assert {row.doc_id} == choose(index, "tag:sea collection:thesis").ids
        labels = change_labels(made, {row.doc_id: row.path}, ["-SEA", "+to  READ"])
        assert ("to READ",) == labels[row.doc_id].tags
        facets = facets_json(row, read_labels(made)[row.doc_id])
        assert [{"value": "to READ", "from": "hand"}] == facets["tag"]
        assert [{"value": "1931-05-03", "from": "file"}] == facets["date"]
        assert [{"value": "gates", "from": "path"}] == facets["folder"]
        change_labels(made, {row.doc_id: row.path}, ["-to read", "-collection:thesis"])
    assert b"" == labels_file(made).read_bytes()


@pytest.mark.parametrize("change", ["sea", "+", "+ ", "+a,b", '-"x"', "+collection:", "+a\x00b"])
def test_what_is_no_label_is_refused(made: Path, change: str) -> None:
    """A label must be something that a filter can ask for; nothing is written."""
    with pytest.raises(QuestionError, match="no change of a tag"):
        change_labels(made, {"id": "path"}, ["+good", change])
    assert "id" not in read_labels(made)


def test_a_damaged_file_of_labels_is_refused(tmp_path: Path) -> None:
    """The line is named; labels are a person's work and are not thrown away."""
    labels_file(tmp_path).write_text('{"id": "x", "path": "p", "tags": "sea"}\n', encoding="utf-8")
    with pytest.raises(IndexRefused, match="line 1 of"):
        read_labels(tmp_path)
