"""Front matter: what a text states of itself at its very top, as YAML between `---` and `---`.

As TOML it stands between `+++` and `+++`, and Pandoc has up to three lines that begin with `%`.

Also the notices around a book of Project Gutenberg, which state its title and its author.

Values are taken as they are written: a date stays the words of the file, `No` and `1984` are
titles, and nothing is constructed. What cannot be read as YAML is named with
its line and read line by line instead.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import yaml

_OPENS = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_LONGEST = 20_000  # code points; what is longer is a text between two rules
_KEY = re.compile(r"[A-Za-z][\w .:/-]{0,40}")
_ENTRY = re.compile(rf"['\"]?({_KEY.pattern}?)['\"]?[ \t]*:(?!\S)(.*)")
_OTHER_LINE = re.compile(r"[ \t]*#|[ \t]+\S|- ?|[\]}]")
_SENTENCE = re.compile(r"\A\s*+\S++\s++\S++\s++(?=\S)(?s:.*)[.!?][\"'”’)]*+\s*+$")
_USUAL = frozenset({"title", "author", "authors", "date", "layout", "tags"})
_NAMES = ("name", "literal", "text", "main", "full name")
_PARTS = ("given", "given names", "first", "particle", "last", "family", "surname")
_DEEPEST = 4
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\n((?:(?!\+\+\+).*\n){1,200})\+\+\+[ \t]*(?:\n|\Z)")
_PERCENT = re.compile(
    r"\ufeff?%[ \t]+(\S.*(?:\n[ \t]+\S.*)*)\n%[ \t]*(.*(?:\n[ \t]+\S.*)*)\n"
    r"(?:%[ \t]*(.*)\n)?(?=[ \t]*\n)"
)
_GUTENBERG = re.compile(
    r"^\*{2,3}[ \t]*(START|END) OF (?:THE|THIS) PROJECT GUTENBERG E-?BOOK.*", re.M
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Front matter up to `end`, behind its closing line; 0 where there is none.

    `close` is where a notice behind the text begins, 0 where there is none. `stated` has each key
    (lower case, `_` and `-` as spaces) with its values as they are written; None where the block
    cannot be read as YAML. `problems` name lines of the file.
    """

    end: int = 0
    stated: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    close: int = 0


def find_matter(text: str) -> Matter:
    r"""The front matter of a text; of a text that merely begins with a rule there is none.

    >>> find_matter("---\ntitle: 'Rivers: a life'\nauthors: [A. Lane, B. Lane]\n---\n").stated
    {'title': ('Rivers: a life',), 'authors': ('A. Lane', 'B. Lane')}
    """
    for found in (_toml(text), _percent(text)):
        if found.end:
            return found
    opened = _OPENS.match(text)
    closed = _CLOSES.search(text, opened.end(), opened.end() + _LONGEST) if opened else None
    if opened is None or closed is None:
        return _gutenberg(text)
    block, end = text[opened.end() : closed.start()], closed.end()
    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return Matter(end, None, (_problem(error),)) if _in_lines(block) else Matter()
    if not isinstance(node, yaml.MappingNode) or not _states([*_written(node)]):
        return Matter()
    stated, problems = _read(node)
    return Matter(end, stated, problems)


def _toml(text: str) -> Matter:
    """Front matter in TOML; a table in it states nothing."""
    block = _TOML.match(text)
    try:
        found = tomllib.loads(block[1]) if block else {}
    except tomllib.TOMLDecodeError:
        found = {}
    if block is None or not found:
        return Matter()
    stated: dict[str, tuple[str, ...]] = {}
    for key, value in found.items():
        values = value if isinstance(value, list) else [value]
        stated[_plain(key)] = tuple(
            one.strftime("%Y-%m-%d") if isinstance(one, date) else str(one)
            for one in values
            if not isinstance(one, dict)
        )
    return Matter(block.end(), stated)


def _percent(text: str) -> Matter:
    """Pandoc's lines of title, authors and date."""
    block = _PERCENT.match(text)
    if block is None:
        return Matter()
    title, authors, day = (" ".join((part or "").split()) for part in block.groups())
    people = tuple(name.strip() for name in authors.split(";") if name.strip())
    return Matter(block.end(), {"title": (title,), "authors": people, "date": (day,)})


def _gutenberg(text: str) -> Matter:
    """The notices before and behind the two lines between which a book of Gutenberg stands."""
    lines = {match[1]: match for match in _GUTENBERG.finditer(text)}
    if "START" not in lines:
        return Matter()
    close = lines["END"].start() if "END" in lines else 0
    return Matter(lines["START"].end(), None, close=close)


def _in_lines(block: str) -> bool:
    """Whether every line is one as YAML has them, so that somebody meant it as such."""
    lines = [line for line in block.splitlines() if line.strip()]
    entries = [_ENTRY.match(line) for line in lines]
    whole = all(m or _OTHER_LINE.match(line) for m, line in zip(entries, lines, strict=True))
    return whole and _states([(entry[1], entry[2]) for entry in entries if entry])


def _written(node: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    """Keys with their values, "" for what is neither."""
    for pair in node.value:
        key, value = (n.value if isinstance(n, yaml.ScalarNode) else "" for n in pair)
        yield key, value


def _states(entries: Sequence[tuple[str, str]]) -> bool:
    """Whether these state things of a text: a dialogue between two rules has the same form."""
    keys = [key for key, _ in entries]
    if not keys or not all(map(_KEY.fullmatch, keys)):
        return False
    said = any(_SENTENCE.search(value) for _, value in entries)
    return not said or not _USUAL.isdisjoint(map(_plain, keys))


def _read(node: yaml.MappingNode) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Each key's values, and what is wrong; of a key that stands twice the first place counts."""
    stated: dict[str, tuple[str, ...]] = {}
    problems = []
    for key, value in node.value:
        name = _plain(key.value)
        if name in stated:
            line = _line(key.start_mark)
            problems.append(f"front matter, line {line}: {key.value!r} stands there twice; the "
                            "first is taken")  # fmt: skip
            continue
        stated[name] = tuple(dict.fromkeys(_values(value)))
    return stated, tuple(problems)


def _values(node: yaml.Node, depth: int = 0) -> Iterator[str]:
    """What a value says: itself, each item of a list, the name in a mapping that has one."""
    if isinstance(node, yaml.ScalarNode):
        if value := " ".join(node.value.split()):
            yield value
    elif isinstance(node, yaml.SequenceNode) and depth < _DEEPEST:
        for item in node.value:
            yield from _values(item, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        parts = {
            _plain(key.value): " ".join(value.value.split())
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        }
        whole = next((parts[name] for name in _NAMES if parts.get(name)), "")
        said = whole or " ".join(parts[name] for name in _PARTS if parts.get(name))
        if said:
            yield said


def _plain(key: str) -> str:
    return " ".join(re.split(r"[\s_-]+", key.strip().lower()))


def _problem(error: Exception) -> str:
    """What is wrong with the block, and in which line of the file."""
    mark = getattr(error, "problem_mark", None)
    said = (getattr(error, name, None) for name in ("problem", "reason"))
    why = next(filter(None, said), "it is nested too deeply")
    where = f"line {_line(mark)}" if mark is not None else "at the top"
    return f"front matter, {where}: no YAML ({why}); it was read line by line"


def _line(mark: yaml.Mark) -> int:
    """The line of the file, from 1; the first is the opening rule."""
    return int(mark.line) + 2
