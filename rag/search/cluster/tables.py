"""The tables of the catalogue, in a schema of the index's name.

A row is there for the generations from `born` up to, not including, `died`; a generation is there
once its row in `generation` is committed. So a write adds and marks, and never changes what an
older generation says. Both layers of a document's text, its regions and its notes are one record,
byte for byte what a local index keeps; a passage's text is stored as bytes, because PostgreSQL's
own text type cannot hold every character.
"""

from psycopg import sql

from rag.search.cluster.session import Session

_LIFE = "born integer NOT NULL, died integer"
TABLES = f"""
CREATE TABLE IF NOT EXISTS generation (
  number integer PRIMARY KEY, collection text NOT NULL, embedder text NOT NULL,
  dim integer NOT NULL, made_by text NOT NULL, documents bigint NOT NULL, passages bigint NOT NULL,
  tokens bigint[] NOT NULL, average double precision[] NOT NULL, dead integer[] NOT NULL,
  last_document integer NOT NULL, last_passage bigint NOT NULL, rules integer NOT NULL,
  published timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS root (path text PRIMARY KEY, {_LIFE});
CREATE TABLE IF NOT EXISTS document (
  id integer NOT NULL, doc_id text NOT NULL, path text NOT NULL, root text NOT NULL,
  relative text NOT NULL, sha256 text NOT NULL, made_by text NOT NULL, extractor text NOT NULL,
  title text, author text, date text, characters integer NOT NULL, passages integer NOT NULL,
  at text NOT NULL, {_LIFE}, PRIMARY KEY (id, born));
ALTER TABLE document ADD COLUMN IF NOT EXISTS keywords text;
CREATE INDEX IF NOT EXISTS document_doc_id ON document (doc_id);
CREATE INDEX IF NOT EXISTS document_path ON document (path);
CREATE TABLE IF NOT EXISTS version (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, doc_id text NOT NULL, sha256 text NOT NULL,
  made_by text NOT NULL, record bytea NOT NULL, {_LIFE});
CREATE INDEX IF NOT EXISTS version_doc_id ON version (doc_id, sha256);
CREATE TABLE IF NOT EXISTS passage (
  id bigint PRIMARY KEY, document integer NOT NULL, doc_id text NOT NULL, ordinal integer NOT NULL,
  first integer NOT NULL, past integer NOT NULL, text bytea NOT NULL, sentences bytea NOT NULL,
  spans bytea NOT NULL, kind text NOT NULL, section bytea NOT NULL, speaker bytea,
  title text, counts bytea NOT NULL, {_LIFE});
CREATE INDEX IF NOT EXISTS passage_document ON passage (document, ordinal);
CREATE INDEX IF NOT EXISTS passage_born ON passage (born);
CREATE INDEX IF NOT EXISTS passage_died ON passage (died);
CREATE TABLE IF NOT EXISTS vector (passage bigint PRIMARY KEY, half bytea NOT NULL);
CREATE TABLE IF NOT EXISTS stem (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stem text NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS frequency (
  term bigint NOT NULL, generation integer NOT NULL, change bigint NOT NULL,
  PRIMARY KEY (term, generation));
CREATE TABLE IF NOT EXISTS staged (
  key text PRIMARY KEY, data bytea NOT NULL, at timestamptz NOT NULL DEFAULT now());
"""
RULES = 1
"""What the columns mean; an index of other rules is made anew."""


def make_tables(session: Session) -> None:
    """Make what is not there yet."""
    schema = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(session.place.name))
    with session.transaction():
        session.run(schema.as_string())
        session.run(TABLES)


def there(session: Session) -> bool:
    """Whether an index of this name was ever begun."""
    found = session.all("SELECT to_regclass('generation')")
    return found[0][0] is not None
