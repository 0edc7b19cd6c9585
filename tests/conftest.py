"""Fixtures for tests of the command line: a working folder, and a way to run commands in it."""

import gc
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from rag.cli import main

if TYPE_CHECKING:
    from rag.answers.engine import Engine
    from tests.support.workers import FilesAndTheBrowser

# What a busy machine is slow at is no fault of the code.
hypothesis_settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("busy")
LONGEST = ("tests/web/browser/", "tests/documents/test_growth.py", "tests/audit/", "tests/cli/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "FilesAndTheBrowser":
    """Hand out files, not tests."""
    from tests.support.workers import FilesAndTheBrowser

    return FilesAndTheBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes longest: what came last would leave the other cores idle."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """What stands until the end is not looked through for garbage again: a tenth of the time."""
    gc.collect()
    gc.freeze()


Run = Callable[..., tuple[int, str, str]]
DRAFT = "The record is plain: “Ismail Khan fled to Iran with 8,000 men.”"
BIBTEX = """@book{khan01, title = {The {Fall} of Herat}, author = {Doe, Jane and M{\\"u}ller, Max},
  date = {2001-05}, keywords = {war, Afghan cities}, file = {Herat\\: a:corpus/herat.md:text/plain}}
@misc{gone, title = {Gone}, year = 1999, file = {:gone.pdf:PDF}}
"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def write_docx(path: Path, text: str) -> None:
    """The smallest DOCX file that holds one paragraph."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t>'
        "</w:r></w:p></w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a corpus, questions, passages and a title in the way of a terminal."""
    from tests.support.known import line
    from tests.support.standin import HERAT, KABUL

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "herat.md").write_text(HERAT, encoding="utf-8")
    (corpus / "kabul.md").write_text(KABUL, encoding="utf-8")
    (corpus / "timeline.md").write_text("# Red \u202e title\n\nKhan left.\n", encoding="utf-8")
    asked = [line(id=n, question="When did the Taliban take Herat?") for n in range(30)]
    (tmp_path / "questions.jsonl").write_text("\n".join(asked) + "\n", encoding="utf-8")
    turns = [json.loads(asked[0]), json.loads(asked[0]) | {"standalone": "When?", "fresh": True}]
    (tmp_path / "dialogues.jsonl").write_text(json.dumps({"turns": turns}), encoding="utf-8")
    passage = {"id": "p", "question": "When did Herat fall?", "context": "Herat fell in 1995."}
    (tmp_path / "passages.jsonl").write_text(json.dumps(passage) + "\n", encoding="utf-8")
    (tmp_path / "library.bib").write_text(BIBTEX, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT + "\n", encoding="utf-8")
    write_docx(tmp_path / "report.docx", DRAFT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUOTH_INDEX", raising=False)
    return tmp_path


@pytest.fixture
def run(workplace: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in the working folder: exit status, stdout, stderr."""
    from tests.support.standin import load

    assert Path.cwd() == workplace

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words, load_engine=load)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def indexed(run: Run) -> Run:
    """The same, with the corpus indexed."""
    assert 0 == run("index", "corpus")[0]
    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Engine]":
    """The sample library, indexed with the packaged models; once a process."""
    from contextlib import closing

    from tests.support.building import engine_over

    corpus = Path(__file__).parents[1] / "corpus"
    engine = engine_over(corpus, tmp_path_factory.mktemp("sample"))
    with closing(engine.index):
        yield engine
