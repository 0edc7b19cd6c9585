"""The one place where text becomes HTML: nothing from outside reaches a page in another way."""

from urllib.parse import quote as percent

from rag.render.safe import as_html, escaped


def esc(text: object) -> str:
    """Text for an HTML element or a quoted attribute.

    Mark-up is escaped, control and reordering characters are written out.
    """
    return as_html(str(text))


def isolated(text: object) -> str:
    """Text of any direction on one line, which cannot reorder what stands around it."""
    return f"<bdi>{esc(escaped(str(text)))}</bdi>"


def attributes(**values: object) -> str:
    """HTML attributes with a space before each; None is left out, `_` in a name means `-`.

    >>> attributes(id="q1", class_="quote", hidden=None)
    ' id="q1" class="quote"'
    """
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items())
    return "".join(f' {name}="{esc(value)}"' for name, value in named if value is not None)


def in_path(text: str) -> str:
    """Text as one part of a URL's path or query."""
    return percent(text, safe="")
