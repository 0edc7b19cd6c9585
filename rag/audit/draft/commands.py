"""LaTeX's commands of quotation as quotation marks, each character of the draft in its place."""

import re
from collections.abc import Callable

FILL = "\u2060"
"""What a hidden character becomes: one that shows nothing and parts no words."""
_QUOTED = re.compile(
    r"\\(?P<name>(?:hyphen|foreign)?(?:en|text|block)c?quote\w?)\*?(?P<args>(?:\[[^\]]{0,1000}\])*)(?=\{)"
)
_KEYED = re.compile(r"(?:foreign|hyphen)|cquote")
"""Those that have a language or a key in braces before the words."""
_BRACE = re.compile(r"(?<!\\)[{}]")
_SINGLE = re.compile(r"(?<![`\w])`(?P<in>[^`\n]{1,400}?)'(?![\w'])")
_SIGNS = {
    "glqq": "„", "flqq": "«", "glq": "‚", "textquotedblleft": "“", "quotedblbase": "„",
    "grqq": "“", "frqq": "»", "grq": "‘", "textquotedblright": "”",
}  # fmt: skip
_SIGN = re.compile(rf"\\(?P<name>{'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}|[ ](?=\w))?")
_LOW = re.compile(
    r"(?:(?<!,),,|\"`)(?=\w)(?P<in>(?:(?!\n[ \t]*\n|,,|\"`).){1,4000}?)(?:``|''|\"')", re.S
)
"""German marks as they are typed: ,,so`` and "`so"'."""
_ANGLED = re.compile(
    r"(?<![<\w])<<(?=[^\s<>])(?P<in>(?:(?!\n[ \t]*\n)[^<>]){1,4000})(?<!\s)>>(?!>)"
)
"""Guillemets as they are typed: <<so>>."""


def quote_commands(text: str) -> str:
    r"""The text with `\enquote{…}` and its kin, and `X', as quotation marks."""
    if "\\" in text and "quote" in text:
        text = braced(text, _QUOTED, _named, "”")
    text = _SIGN.sub(_sign, text) if "\\" in text else text
    if "`" in text or ",," in text:
        text = _LOW.sub(lambda match: f"{FILL}„{match['in']}“{FILL}", text)
    if "<<" in text:
        text = _ANGLED.sub(lambda match: f"{FILL}«{match['in']}»{FILL}", text)
    return _SINGLE.sub(lambda match: f"‘{match['in']}’", text) if "`" in text else text


def _sign(match: re.Match[str]) -> str:
    """A mark beside the words that it opens or closes."""
    sign, size = _SIGNS[match["name"]], len(match.group())
    opens = sign in "„«‚" or match["name"].endswith("left")
    return sign.rjust(size, FILL) if opens else sign.ljust(size, FILL)


def _named(match: re.Match[str]) -> str:
    """What stands before the words: the mark, and before it who is cited in square brackets."""
    who = re.sub(r"[\[\]]+", " ", match["args"]).strip()
    return f" {who}: “" if who and who[:1].isupper() else "“"


def braced(
    text: str, command: re.Pattern[str], before: Callable[[re.Match[str]], str], closing: str
) -> str:
    """The text with a command's braces as other signs."""
    chars, closed = list(text), _closed(text)
    for match in command.finditer(text):
        opening = match.end()
        if "name" in match.groupdict() and _KEYED.search(match["name"]):
            key = closed.get(opening)
            opening = key + 1 if key and text[key + 1 : key + 2] == "{" else opening
        end = closed.get(opening)
        if end is None:
            continue
        signs = before(match)
        size = opening + 1 - match.start()
        chars[match.start() : opening + 1] = list(signs[-size:].rjust(size, FILL))
        chars[end] = closing
    return "".join(chars)


def _closed(text: str) -> dict[int, int]:
    """Where each brace of the text is closed, by where it opens."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for sign in _BRACE.finditer(text):
        if sign.group() == "{":
            opened.append(sign.start())
        elif opened:
            closed[opened.pop()] = sign.start()
    return closed
