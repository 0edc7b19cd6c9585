"""Which tests run on one core after another, where several cores share the suite (pytest-xdist)."""

from xdist.scheduler import LoadFileScheduling

_BROWSER = "tests/web/browser/"


class FilesAndTheBrowser(LoadFileScheduling):  # type: ignore[misc]  # untyped
    """A file's tests run on one core, so that its library is made once; all of a browser's, too."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(_BROWSER):
            return _BROWSER
        return str(super()._split_scope(nodeid))
