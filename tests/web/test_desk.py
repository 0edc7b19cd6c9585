"""What stands behind the page: loading, asking, uploads, and the swap to a new generation."""

import re
from pathlib import Path

import pytest

from rag.answers.engine import Abstention, Answer
from rag.errors import QuothError
from rag.search import update_index
from rag.web.desk import Desk
from rag.web.stores.limits import RateLimit
from rag.web.tabs.library import added
from tests.support.web_stand import EMBEDDER, desk_over, load


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that has indexed its corpus and is ready."""
    desk = desk_over(tmp_path)
    desk.start()
    assert desk.ready.wait(60)
    assert desk.problem is None
    return desk


def test_the_desk_indexes_its_corpus_and_answers(desk: Desk) -> None:
    """After the start there are documents, answers and abstentions."""
    assert 3 == len(desk.documents())
    assert isinstance(desk.ask("When did the Taliban take Herat?", 0.3, None), Answer)
    assert isinstance(desk.ask("Who grows violet orchids?", None, None), Abstention)


def test_an_upload_is_kept_indexed_and_asked_at_once(desk: Desk, tmp_path: Path) -> None:
    """The file is copied beside the index, progress is told, and the next answer knows it."""
    file = tmp_path / "bamyan.md"
    file.write_text("# Bamyan\n\nThe orchard keeper Rustam grows violet orchids.\n")
    told = [html for html, _ in added(desk, [str(file)])]
    assert "<progress" in told[0]
    assert "One file added" in told[-1]
    assert not file.exists()
    assert (desk.uploads / "bamyan.md").exists()
    answer = desk.ask("Who grows violet orchids?", 0.3, None)
    assert isinstance(answer, Answer)
    assert "Rustam" in answer.quotes[0].text


def test_a_bad_file_says_why_and_the_others_go_on(desk: Desk, tmp_path: Path) -> None:
    """Each file that cannot be read is named with its reason; the good one is added."""
    names = {
        "good.md": b"# Good\n\nAll is well here.\n",
        "bad.pdf": b"%PDF-1.4 and no more",
        "no.exe": b"MZ",
    }
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    last = [html for html, _ in added(desk, [str(tmp_path / name) for name in names])][-1]
    assert "One file added, two files not" in last
    rows = re.findall(r'<tr class="(\w+)">.*?<bdi>(.*?)</bdi>', last)
    assert [("done", "good.md"), ("failed", "bad.pdf"), ("failed", "no.exe")] == rows
    assert 2 == last.count("<td>not added: ")
    assert {".docx", ".epub"} <= set(re.findall(r"\.\w+", last))


def test_each_file_is_told_of_while_it_is_read(desk: Desk, tmp_path: Path) -> None:
    """All wait; each is read in turn; at the end each is indexed."""
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"# {name}\n\nThe gardener of {name} is well.\n")
    told = [html for html, _ in added(desk, [str(tmp_path / n) for n in ("one.md", "two.md")])]
    states = [re.findall(r'<tr class="(\w+)">', html) for html in told]
    assert ["waiting", "waiting"] == states[0]
    assert ["busy", "waiting"] in states
    assert ["read", "busy"] in states
    assert ["done", "done"] == states[-1]


def test_two_files_of_one_name_are_not_mixed_up(desk: Desk, tmp_path: Path) -> None:
    """The first is taken, the second refused with its reason, and neither copy stays behind."""
    paths = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "same.md")
        paths[-1].write_text(f"# Same\n\nThe weaver of house {folder} sings.\n")
    last = [html for html, _ in added(desk, [str(path) for path in paths])][-1]
    assert "another file has this name" in last
    assert [False, False] == [path.exists() for path in paths]
    (row,) = [row for row in desk.documents() if row.path == "same.md"]
    assert "house a" in desk.document(row.doc_id).text


def test_too_many_files_are_refused(desk: Desk) -> None:
    """More files than a person means to add at once are not begun."""
    said, done = next(added(desk, ["/nowhere"] * 51))
    assert done
    assert "Add at most 50 at a time" in said


def test_a_generation_published_beside_it_is_asked_at_once(desk: Desk, tmp_path: Path) -> None:
    """`quoth index` in a terminal is seen by the next question."""
    (tmp_path / "corpus" / "new.md").write_text("# New\n\nThe ferry at Sherkhan sank in August.\n")
    update_index(desk.directory, [tmp_path / "corpus"], EMBEDDER)
    assert isinstance(desk.ask("When did the ferry at Sherkhan sink?", 0.3, None), Answer)


def test_removing_an_upload_forgets_its_copy(desk: Desk, tmp_path: Path) -> None:
    """A removed document is neither found nor kept."""
    (tmp_path / "gone.md").write_text("# Gone\n\nThe tailor Anders sews green coats.\n")
    list(added(desk, [str(tmp_path / "gone.md")]))
    row = next(row for row in desk.documents() if row.path == "gone.md")
    desk.remove([row.doc_id])
    assert not (desk.uploads / "gone.md").exists()
    assert isinstance(desk.ask("Which coats does Anders sew?", 0.3, None), Abstention)


def test_a_desk_without_documents_says_what_to_do(tmp_path: Path) -> None:
    """An empty index is made, and abstains for that reason."""
    desk = Desk(tmp_path / "index", None, load, EMBEDDER)
    desk.start()
    assert desk.ready.wait(60)
    result = desk.ask("Anything at all?", None, None)
    assert isinstance(result, Abstention)
    assert "empty_index" == result.reason


def test_a_wrong_corpus_is_told_and_files_can_still_be_added(tmp_path: Path) -> None:
    """The page says which folder is missing, makes no index of nothing, and takes uploads."""
    (tmp_path / "corpus").mkdir()
    desk = Desk(tmp_path / "index", tmp_path / "corpsu", load, EMBEDDER)
    desk.start()
    assert desk.ready.wait(60)
    assert "no 'corpsu' in" in (desk.problem or "")
    assert "Is 'corpus' meant?" in (desk.problem or "")
    file = tmp_path / "bamyan.md"
    file.write_text("# Bamyan\n\nThe orchard keeper Rustam grows violet orchids.\n")
    assert "One file added" in [html for html, _ in added(desk, [str(file)])][-1]
    assert isinstance(desk.ask("Who grows violet orchids?", 0.3, None), Answer)


def test_a_damaged_index_is_a_problem_and_no_abstention(tmp_path: Path) -> None:
    """The desk gets ready, says what is wrong, and raises when asked."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_text("nonsense\n")
    desk = Desk(tmp_path / "index", None, load, EMBEDDER)
    desk.start()
    assert desk.ready.wait(60)
    assert desk.problem is not None
    with pytest.raises(QuothError):
        desk.ask("Anything at all?", None, None)


def test_a_visitor_may_ask_only_so_often() -> None:
    """The limit counts each visitor alone and forgets with time."""
    now = [0.0]
    limit = RateLimit(2, 60.0, lambda: now[0])
    assert [0.0, 0.0, 60.0] == [limit.wait("a") for _ in range(3)]
    assert 0.0 == limit.wait("b")
    now[0] = 61.0
    assert 0.0 == limit.wait("a")


def test_kept_answers_are_lines_that_eval_reads(desk: Desk) -> None:
    """A kept answer and a kept abstention are read back, and their gold fits the index."""
    from rag.measure import Library, read_known, stale
    from rag.web.stores.known import answerable, unanswerable

    answer = desk.ask("When did the Taliban take Herat?", 0.3, None)
    assert isinstance(answer, Answer)
    quote = answer.quotes[0]
    desk.known.keep(answerable(answer.question, quote.document, [quote.spans], every=False))
    desk.known.keep(unanswerable("Who grows violet orchids?"))
    desk.known.keep(unanswerable("Who  grows violet Orchids?"))
    known = read_known(desk.known.path)
    assert [True, False] == [one.answerable for one in known]
    assert {} == stale(known, Library(desk.engine.index))
