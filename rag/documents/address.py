"""Web addresses as files state their own."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}]+", re.I)


def web_address(stated: str) -> str | None:
    """The address, if what is stated is one of the web and nothing else.

    >>> web_address(" https://example.org/a_b "), web_address("javascript:alert(1)")
    ('https://example.org/a_b', None)
    """
    address = stated.strip().removeprefix("<").removesuffix(">").strip("\"'")
    return address if _ADDRESS.fullmatch(address) else None
