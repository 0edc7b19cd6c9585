"""The rules of a style sheet that hold on a screen of usual size."""

import re
from collections.abc import Iterator

_BLOCK = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?|[{};]""", re.S)
_AT_RULE = re.compile(r"(?:\s|/\*.*?\*/|<!--|-->)*+@", re.S)  # what alone a semicolon ends
_OTHER_MEDIA = re.compile(
    r"\b(?:print|speech|aural|braille|tty|amzn-\w+)\b|max-(?:device-)?(?:width|height)"
)
_MIN_WIDTH = re.compile(r"min-width\s*:\s*0*(\d{1,9})\d*(px|em|rem)")
_WIDEST = 1300  # px: what is shown on wider screens only is no rule


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that hold on a screen and could tell something."""
    preludes: list[str] = []
    start, at_rule = 0, _AT_RULE.match(css) is not None
    for match in _BLOCK.finditer(css):
        sign = match.group()
        if sign.startswith("/*"):
            continue
        if sign == "{":
            preludes.append(
                re.sub(r"/\*.*?(?:\*/|\Z)", "", css[start : match.start()], flags=re.S).strip()
            )
        elif sign == "}":
            prelude = preludes.pop() if preludes else ""
            body = css[start : match.start()]
            applies = all(_at_rule_holds(outer) for outer in preludes)
            if applies and prelude and not prelude.startswith("@"):
                yield prelude, body
        elif sign == ";" and not at_rule:
            continue  # it ends a declaration; a selector that holds one is none
        if sign in "{};":
            start = match.end()
            at_rule = _AT_RULE.match(css, start) is not None


def _at_rule_holds(prelude: str) -> bool:
    """Whether what stands inside of an at-rule is shown on a screen of usual size."""
    name, _, condition = prelude.partition(" ")
    if name.casefold() == "@media":
        return for_screen(condition)
    return name.casefold() in ("@supports", "@layer", "@container") or not name.startswith("@")


def for_screen(media: str) -> bool:
    """Whether any of the media queries (parted by commas) holds for a screen of usual size."""
    return any(_holds(query) for query in media.casefold().split(","))


def _holds(query: str) -> bool:
    if query.strip().startswith("not"):
        return not _holds(query.strip().removeprefix("not"))
    wide = _MIN_WIDTH.search(query)
    if wide and int(wide.group(1)) * (1 if wide.group(2) == "px" else 16) > _WIDEST:
        return False
    return not _OTHER_MEDIA.search(query)
