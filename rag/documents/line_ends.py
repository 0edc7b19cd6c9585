"""Old and foreign line ends, and byte order marks, as the rules for text know them."""

import re

_LONE = re.compile("\r(?!\n)|[\u2028\u2029]")


def plain_lines(text: str) -> str:
    """The text, of the same length, with line feeds for lone carriage returns and line separators.

    A byte order mark at its head becomes a space. Offsets stay what they are.
    """
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    return _LONE.sub("\n", text)
