"""What a running Zotero says of its library, by its local API; nothing is written there.

Zotero answers at port 23119 of this machine where "Allow other applications on this computer to
communicate with Zotero" is on. No other machine is asked: an address that is not this one's is
refused, proxies are passed by, and redirections are not followed.
https://www.zotero.org/support/dev/web_api/v3/local_api
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote, urlsplit

from rag.bibliography.catalogued import CatalogueEntry, csl_entry
from rag.documents.formats import supported
from rag.errors import SourceError
from rag.files import parse_json

ADDRESS = "http://127.0.0.1:23119"
_HERE = ("127.0.0.1", "localhost", "::1")
_LIBRARY = "/api/users/0"
_PAGE = 100
_MOST = 64 * 1024 * 1024  # bytes of one answer
_SECONDS = 30
_HOW = (
    "Start Zotero, and in its settings under Advanced allow other applications on this computer "
    "to communicate with it; or export the library and name the file."
)


def read_zotero(address: str = ADDRESS, collection: str = "") -> list[CatalogueEntry]:
    """The works of the library (or of one collection, by its key), with their attached files.

    Each has Zotero's own CSL-JSON and the key of its item. Raises SourceError where no Zotero
    answers, or not in the form that its documentation has.
    """
    where = urlsplit(address)
    if where.scheme != "http" or where.hostname not in _HERE:
        raise SourceError(address, "is not this machine.", f"Expected {ADDRESS}.")
    path = f"/collections/{quote(collection, safe='')}" if collection else ""
    try:
        zotero = _Zotero(where.hostname, where.port or 23119)
        return list(_entries(zotero, list(_items(zotero, _LIBRARY + path))))
    except (OSError, HTTPException) as error:
        raise SourceError(address, f"does not answer: {error}.", _HOW) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(address, f"answers, but not as Zotero does: {error!r}.", _HOW) from error


def _items(zotero: "_Zotero", path: str) -> Iterator[Mapping[str, Any]]:
    start = 0
    while True:
        options = f"?format=json&include=data,csljson&limit={_PAGE}&start={start}"
        page = parse_json(zotero.get(f"{path}/items{options}"))
        if not isinstance(page, list):
            raise TypeError("expected a list of items")
        yield from page
        start += _PAGE
        if len(page) < _PAGE:
            return


@dataclass(frozen=True, slots=True)
class _Zotero:
    host: str
    port: int

    def get(self, path: str) -> str:
        """The body of an answer; raises OSError for a status other than 200 or one too large."""
        connection = HTTPConnection(self.host, self.port, timeout=_SECONDS)
        try:
            connection.request("GET", path, headers={"Zotero-API-Version": "3"})
            answer = connection.getresponse()
            body = answer.read(_MOST + 1)
        finally:
            connection.close()
        if answer.status != 200 or len(body) > _MOST:
            raise OSError(f"status {answer.status} with {len(body):,} bytes for {path}")
        return body.decode("utf-8")


def _entries(zotero: _Zotero, every: Sequence[Mapping[str, Any]]) -> Iterator[CatalogueEntry]:
    """The works, each with the files that are attached to it."""
    files: dict[str, list[str]] = {}
    for item in every:
        if item["data"]["itemType"] == "attachment" and (path := _file(zotero, item)):
            files.setdefault(str(item["data"].get("parentItem")), []).append(path)
    for item in every:
        data = item["data"]
        if data["itemType"] in ("attachment", "note", "annotation"):
            continue
        key = str(item["key"])
        entry = csl_entry({**item["csljson"], "id": _address(item)})
        tags = tuple(str(one["tag"]) for one in data.get("tags") or ())
        yield replace(entry, tags=tags, files=tuple(files.get(key, ())))


def _file(zotero: _Zotero, item: Mapping[str, Any]) -> str:
    """The file: address of an attached file that Quoth reads; "" where it is not on this disk."""
    data = item["data"]
    name = str(data.get("filename") or data.get("path") or "")
    if not name.lower().endswith(tuple(supported())):
        return ""
    try:
        key = quote(str(item["key"]), safe="")
        return zotero.get(f"{_LIBRARY}/items/{key}/file/view/url").strip()
    except OSError:
        return ""  # not synchronised to this machine; its work goes by its title


def _address(item: Mapping[str, Any]) -> str:
    """The address that Zotero gives an item, also in its exports; no request goes there."""
    library = item.get("library") or {}
    kind = "groups" if library.get("type") == "group" else "users"
    return f"http://zotero.org/{kind}/{library.get('id') or 0}/items/{item['key']}"
