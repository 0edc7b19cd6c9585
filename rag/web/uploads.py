"""The folder of files that are being uploaded; it goes at every end of the server.

A server that was killed leaves its own behind; the next one that starts deletes it.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

_NAMED = re.compile(r"quoth-uploads-(\d+)-")


def uploads_folder() -> Path:
    """A new folder for this process alone, after those of processes that are gone are deleted."""
    for folder in Path(tempfile.gettempdir()).glob("quoth-uploads-*-*"):
        match = _NAMED.match(folder.name)
        if match and not folder.is_symlink() and not _runs(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"quoth-uploads-{os.getpid()}-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _runs(process: int) -> bool:
    """Whether a process of this number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
