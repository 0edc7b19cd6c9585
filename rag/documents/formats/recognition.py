"""Whether pages that are pictures can be read: which Tesseract is installed, if any."""

import re
import subprocess
from functools import cache

OCR = "+tesseract/"
"""What stands before Tesseract's version in the name of an extractor that has used it."""


@cache
def version() -> str | None:
    """Tesseract's version, or None where it, or its data for English, is not installed."""
    said, languages = (_said(("tesseract", flag)) for flag in ("--version", "--list-langs"))
    match = re.match(r"tesseract v?(\d[\w.-]*)", said)
    return match[1] if match and "eng" in languages.split() else None


def name() -> str:
    """What it adds to an extractor's name; "" where there is none."""
    return f"{OCR}{installed}" if (installed := version()) else ""


def _said(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")
