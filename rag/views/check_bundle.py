"""Checks an evidence bundle of Quoth, offline, with nothing but Python's standard library.

    python check.py                    in the unpacked bundle, or beside the zip: check.py X.zip
    python check.py --sources FOLDER   also against the source files themselves

It was written apart from Quoth's own checks and shares no code with them. For each quote it
follows the stored passage of the source character by character: mark-up, note marks, soft
hyphens and line ends may be left out of a quote, everything else must be there. Exit status: 0
if all holds, 1 if anything does not, 2 if there is no bundle.
"""

import argparse
import hashlib
import html
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HIDING = (
    "none", "hidden", "collapse", "transparent", "line-through", "white", "#fff", "opacity", "clip",
    "mask", "font", "width", "height", "scale", "zoom", r"-\d",
)  # fmt: skip
"""What a style says that takes words from sight."""
OPTIONAL = re.compile(
    r"(?P<gap>!\[\[[^\[\]\n]{1,500}\]\]|\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}|<img\b[^<>]{0,2000}>)"
    r"|<(?P<gone>del|s|strike|script|style|template)\b[^<>]{0,2000}>(?P<struck>.{0,9999}?)</(?P=gone)\s*>"
    r"|<(?P<tag>[a-z][a-z0-9-]*)\b(?=[^<>]{0,2000}(?:\shidden\b|color\s*="
    rf"|style\s*=[^<>]{{0,2000}}(?:{'|'.join(HIDING)})))"
    r"[^<>]{0,2000}>(?P<styled>.{0,9999}?)</(?P=tag)\s*>"
    r"|<dialog\b[^<>]{0,2000}>(?P<dialog>.{0,9999}?)</dialog\s*>"
    r"|~~(?=\S)(?P<crossed>[^~\n]{1,2000})~~|\{--(?P<cut>.{0,2000}?)--\}|\{>>.{0,2000}?<<\}"
    r"|\{~~.{0,2000}?~>|~~\}|\{\+\+|\+\+\}|\{==|==\}?|%%.{0,2000}?%%|\{%-?\s*(?:end)?raw\s*-?%\}"
    r"|\[\[(?:[^\[\]|\n]{0,500}\|)?|\]\]|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|<sup>[^<]{0,40}</sup>|</?[a-z][^<>]{0,2000}>|<!--.{0,2000}?-->|\[\^[^\]\n]{1,12}\]"
    r"|\[\d{1,3}\]|!?\[(?=[^\n]{0,2000}\][(\[])|(?P<link>\](?=\())|\]\[[^\[\]]{0,999}\]"
    r"|\\(?=[!-/:-@\[-`{-~])|[*_`|<>]"
    r"|^[ \t]*(?:#{1,6}(?=\s)|>|[-+](?=\s))|\u00ad|-(?=\s*\n)",
    re.M | re.S | re.I,
)
INNER = ("struck", "styled", "dialog", "crossed", "cut")


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(char for char in text if not char.isspace())


def bears_out(raw: str, shown: str) -> bool:
    """Whether `shown` is `raw` with nothing but mark-up left out and nothing put in."""
    shown = squeezed(shown)
    return bool(shown) and len(shown) in follow(raw, shown, {0})


def follow(raw: str, shown: str, places: set[int]) -> set[int]:
    """The places of `shown` up to which `raw` can lead from the given ones."""
    at = 0
    for match in [*OPTIONAL.finditer(raw), None]:
        plain = squeezed(raw[at : match.start() if match else len(raw)])
        places = {n + len(plain) for n in places if shown.startswith(plain, n)}
        if match and match.start() >= at:
            at = link_end(raw, match.end()) if match.group("link") else match.end()
            places = beyond(match, squeezed(raw[match.start() : at]), shown, places)
    return places


def beyond(match: re.Match[str], mark: str, shown: str, places: set[int]) -> set[int]:
    """The places behind mark-up: shown as it is, left out, or with the words inside of it."""
    result = {n + len(mark) for n in places if shown.startswith(mark, n)}
    if match.group("gap"):
        result |= {n + 1 for n in places if shown.startswith("\ufffd", n)}
    if match.group("entity"):
        sign = squeezed(html.unescape(match.group()))
        return result | {n + len(sign) for n in places if shown.startswith(sign, n)}
    for name in INNER:
        if match.group(name):
            result |= follow(match.group(name), shown, places)
    return result | places


def link_end(raw: str, at: int) -> int:
    """Where `(address "title")` ends that begins at `at`; `at` where it does not."""
    depth, end, inside = 0, at, ""
    while end < len(raw):
        char = raw[end]
        if inside:
            inside = "" if char == inside else inside
        elif char == "<" and raw[at + 1 : end].strip() == "":
            inside = ">"
        elif char in "\"'" and raw[end - 1].isspace():
            inside = char
        else:
            depth += {"(": 1, ")": -1}.get(char, 0)
            if depth == 0:
                return end + 1
        end += 2 if char == "\\" else 1
    return at


def read(folder: Path) -> Callable[[str], bytes]:
    """A function from a member's name to its bytes: of a folder or of a zip file."""
    if folder.is_dir():
        return lambda name: (folder / name).read_bytes()
    archive = zipfile.ZipFile(folder)
    return archive.read


def lines(data: bytes) -> list[dict[str, Any]]:
    """The JSON objects of a JSON Lines file."""
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]


def check(member: Callable[[str], bytes], sources: Path | None = None) -> list[str]:
    """Every fault found, as a sentence; empty if all holds."""
    faults: list[str] = []
    manifest = json.loads(member("manifest.json"))
    for name, digest in manifest["members"].items():
        if hashlib.sha256(member(name)).hexdigest() != digest:
            faults.append(f"{name}: has changed since the bundle was made")
    hashes = {source["path"]: source for source in manifest["sources"]}
    quotes = [q for answer in lines(member("answers.jsonl")) for q in answer.get("quotes") or ()]
    passages = lines(member("passages.jsonl"))
    if len(passages) != len(quotes):
        faults.append(f"{len(quotes)} quotes, but {len(passages)} passages")
    for number, (quote, passage) in enumerate(zip(quotes, passages, strict=False), 1):
        document = quote["document"]
        same = passage["path"] == document["path"] and passage["spans"] == quote["spans"]
        if not same or hashes.get(document["path"], {}).get("sha256") != document["sha256"]:
            faults.append(f"quote {number}: passage, source and quote do not belong together")
            continue
        faults += [f"quote {number}: {fault}" for fault in check_quote(quote, passage)]
        if sources is not None:
            faults += [f"quote {number}: {f}" for f in check_source(quote, hashes, sources)]
    return faults


def check_quote(quote: dict[str, Any], passage: dict[str, Any]) -> list[str]:
    """The faults of one quote against its stored passage."""
    start, text, last, raw = passage["start"], passage["text"], -1, []
    for span in quote["spans"]:
        a, b = span["start"] - start, span["end"] - start
        if not (0 <= a < b <= len(text)) or span["start"] < last:
            return ["a span lies outside of its passage"]
        last = span["end"]
        raw.append(text[a:b])
    if not bears_out("\n".join(raw), quote["text"]):
        return ["the source has other words at this place"]
    return []


def check_source(quote: dict[str, Any], hashes: dict[str, Any], sources: Path) -> list[str]:
    """The faults of one quote against the source file itself."""
    path = sources / quote["document"]["path"]
    if not path.resolve().is_relative_to(sources.resolve()) or not path.is_file():
        return [f"{path} is not there"]
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != quote["document"]["sha256"]:
        return [f"{path} is not the version that was cited"]
    if hashes[quote["document"]["path"]]["layer_1"] != "file":
        return []  # the text that spans refer to is what an extractor made of the file
    text = data.decode("utf-8")
    return check_quote(quote, {"start": 0, "text": text})


def main(arguments: list[str] | None = None) -> int:
    """Check one bundle and say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--sources", type=Path, help="folder that the documents' paths refer to")
    options = parser.parse_args(arguments)
    try:
        faults = check(read(options.bundle), options.sources)
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        print(f"{options.bundle}: no whole evidence bundle: {error!r}", file=sys.stderr)
        return 2
    for fault in faults:
        print("".join(c if unicodedata.category(c)[0] != "C" else "?" for c in fault))
    print(f"{len(faults)} faults" if faults else "every quote holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
