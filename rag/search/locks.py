"""portalocker, which asks for a folder for temporary files as it loads, also where there is none.

Asking needs no write access: whoever then wants to write a temporary file is told.
"""

import tempfile
from contextlib import suppress

with suppress(FileNotFoundError):
    tempfile.gettempdir()
tempfile.tempdir = tempfile.tempdir or "/tmp"

import portalocker as portalocker  # noqa: E402
