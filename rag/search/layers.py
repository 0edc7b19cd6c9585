"""The two files of a catalog: a large one that never changes, and what was changed since.

    catalog.sqlite    hard-linked from generation to generation
    changes.sqlite    copied; once it is large, both become one new catalog.sqlite

Whoever reads sees one catalog: views of the names `document`, `version`, `dated`, `root`, and
`entry` (passages beside their documents) hide what was removed or replaced. `main` holds changes.
"""

import shutil
import sqlite3
from collections.abc import Collection
from functools import partial
from pathlib import Path
from urllib.parse import quote

from rag.search.manifest import CATALOG, CHANGES

FOLDED = 1 / 16
"""Share of the large file's size from which on the changes are put into it."""
_TABLES = """
CREATE TABLE IF NOT EXISTS {0}.root (path TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS {0}.document (
  id INTEGER PRIMARY KEY AUTOINCREMENT, doc_id TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE,
  root TEXT NOT NULL, relative TEXT NOT NULL, sha256 TEXT NOT NULL, made_by TEXT NOT NULL,
  extractor TEXT NOT NULL, title TEXT, author TEXT, date TEXT, characters INTEGER NOT NULL,
  passages INTEGER NOT NULL, keywords TEXT, UNIQUE (root, relative));
CREATE TABLE IF NOT EXISTS {0}.version (
  doc_id TEXT NOT NULL, sha256 TEXT NOT NULL, made_by TEXT NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (doc_id, sha256, made_by));
CREATE TABLE IF NOT EXISTS {0}.passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, section TEXT NOT NULL,
  speaker TEXT, text TEXT NOT NULL, sentences BLOB NOT NULL, spans BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS {0}.passage_document ON passage (document, ordinal);
CREATE TABLE IF NOT EXISTS {0}.dated (doc_id TEXT PRIMARY KEY, at TEXT NOT NULL);
"""
_HIDING = """
CREATE TABLE IF NOT EXISTS main.removed (id INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS main.hidden (
  doc_id TEXT, sha256 TEXT, made_by TEXT, PRIMARY KEY (doc_id, sha256, made_by));
"""
"""Rows of documents of the large file that are gone, and versions that are replaced."""
_SAME = "x.doc_id = v.doc_id AND x.sha256 = v.sha256 AND x.made_by = v.made_by"
_ENTRY = """
  SELECT p.*, d.doc_id, d.path, d.title FROM {0}.passage p JOIN {0}.document d ON d.id = p.document
"""
_VIEWS = f"""
CREATE TEMP VIEW root AS SELECT path FROM base.root UNION SELECT path FROM main.root;
CREATE TEMP VIEW document AS
  SELECT * FROM base.document d WHERE NOT EXISTS (SELECT 1 FROM main.removed x WHERE x.id = d.id)
    AND NOT EXISTS (SELECT 1 FROM main.document x WHERE x.id = d.id)
  UNION ALL SELECT * FROM main.document;
CREATE TEMP VIEW version AS
  SELECT *, 0 AS layer, rowid AS place FROM base.version v
    WHERE NOT EXISTS (SELECT 1 FROM main.hidden x WHERE {_SAME})
    AND NOT EXISTS (SELECT 1 FROM main.version x WHERE {_SAME})
  UNION ALL SELECT *, 1, rowid FROM main.version;
CREATE TEMP VIEW entry AS
  {_ENTRY.format("base")} WHERE NOT EXISTS (SELECT 1 FROM main.removed x WHERE x.id = p.document)
  UNION ALL {_ENTRY.format("main")};
CREATE TEMP VIEW dated AS
  SELECT * FROM base.dated d WHERE NOT EXISTS (SELECT 1 FROM main.dated x WHERE x.doc_id = d.doc_id)
  UNION ALL SELECT * FROM main.dated;
"""
_FOLD = f"""
DELETE FROM passage WHERE document IN (SELECT id FROM changes.removed);
DELETE FROM document WHERE id IN (SELECT id FROM changes.removed);
DELETE FROM version AS v WHERE EXISTS (SELECT 1 FROM changes.hidden x WHERE {_SAME});
INSERT OR REPLACE INTO document SELECT * FROM changes.document;
INSERT INTO passage SELECT * FROM changes.passage;
INSERT OR REPLACE INTO version SELECT * FROM changes.version ORDER BY rowid;
INSERT OR REPLACE INTO dated SELECT * FROM changes.dated;
INSERT OR IGNORE INTO root SELECT * FROM changes.root;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence SELECT * FROM changes.sqlite_sequence;
"""


def reading(folder: Path) -> sqlite3.Connection:
    """A published catalog; raises sqlite3.Error if it is none."""
    changes = folder / CHANGES
    main = _uri(changes, "mode=ro&immutable=1") if changes.exists() else ":memory:"
    db = sqlite3.connect(main, uri=True, check_same_thread=False)
    if not changes.exists():
        _make(db, _HIDING)
    _attach(db, folder / CATALOG)
    return db


def writing(folder: Path) -> sqlite3.Connection:
    """A catalog that nobody reads yet; all that is written goes into the changes."""
    db = sqlite3.connect(_uri(folder / CHANGES, "mode=rwc"), uri=True)
    _unsafe(db)
    new = not db.execute("SELECT 1 FROM main.sqlite_master").fetchone()
    _make(db, _HIDING)
    _attach(db, folder / CATALOG)
    if new:  # no number is given twice
        db.execute("INSERT INTO main.sqlite_sequence SELECT * FROM base.sqlite_sequence")
        db.commit()
    return db


def _attach(db: sqlite3.Connection, catalog: Path) -> None:
    """Show the large file (or an empty one) and the changes as one."""
    there = catalog.exists()
    db.execute("ATTACH ? AS base", (_uri(catalog, "mode=ro&immutable=1") if there else ":memory:",))
    views = _VIEWS
    if not there:
        db.executescript(_TABLES.format("base"))
    elif not db.execute("SELECT 1 FROM base.sqlite_master WHERE name = 'dated'").fetchone():
        views = views.replace("base.dated", "main.dated")  # version 0.1 kept no dates
    for layer in filter(partial(_lacks_keywords, db), ("base", "main")):
        all_of, named = f"SELECT * FROM {layer}.document", f"FROM {layer}.document"
        views = views.replace(all_of, f"SELECT *, NULL AS keywords {named}")
    db.executescript(views)


def _make(db: sqlite3.Connection, more: str = "") -> None:
    """Make the tables that are missing, and the column that version 0.1 had not."""
    db.executescript(_TABLES.format("main") + more)
    if _lacks_keywords(db, "main"):
        db.execute("ALTER TABLE main.document ADD COLUMN keywords TEXT")


def _lacks_keywords(db: sqlite3.Connection, layer: str) -> bool:
    columns = db.execute(f"PRAGMA {layer}.table_info(document)")
    return all(name != "keywords" for _, name, *_ in columns)


def due(folder: Path, forgotten: Collection[str]) -> bool:
    """Whether both files are to become one: the changes are large, or something is forgotten."""
    catalog, changes = folder / CATALOG, folder / CHANGES
    if forgotten or not catalog.exists():
        return True
    return changes.stat().st_size > FOLDED * catalog.stat().st_size


def fold(folder: Path, forgotten: Collection[str]) -> None:
    """Make one new file of both; nothing of a forgotten document stays, even in unused pages."""
    catalog, changes, gone = folder / CATALOG, folder / CHANGES, [(key,) for key in forgotten]
    if not catalog.exists():
        changes.replace(catalog)
        return
    copy = folder / f"{CATALOG}.new"
    shutil.copyfile(catalog, copy)
    copy.replace(catalog)
    db = sqlite3.connect(_uri(catalog, "mode=rw"), uri=True)
    try:
        _unsafe(db)
        _make(db)
        db.execute("ATTACH ? AS changes", (_uri(changes, "mode=ro&immutable=1"),))
        db.executescript(f"BEGIN; {_FOLD} COMMIT;")
        for table in ("version", "dated"):
            db.executemany(f"DELETE FROM {table} WHERE doc_id = ?", gone)
        db.commit()
    finally:
        db.close()
    changes.unlink()


def _unsafe(db: sqlite3.Connection) -> None:
    """A draft that dies is thrown away whole, so no journal is needed."""
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA secure_delete = ON")


def _uri(path: Path, how: str) -> str:
    return f"file:{quote(str(path.resolve()))}?{how}"
