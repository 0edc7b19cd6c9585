"""The bill of materials in CycloneDX 1.6, from the lock files: `make sbom`.

Every package that `make run` installs, with the SHA-256 of each file that may be taken and the
licence that the installed one states; and the packaged models with theirs. The same lock files and
models give the same bill, byte for byte.
"""

from collections.abc import Iterator
from importlib import metadata
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

import rag
from rag.measure.licences import licence_of
from rag.models import pins
from supply.lock import FOLDER, Pin, read

SHIPPED = ("run", "torch")
"""The lock files of what a user has; torch-cpu and cuda are two ways to the same torch."""


def bill() -> Bom:
    """The bill of what a user of this version has."""
    pins = [pin for name in SHIPPED for pin in read(FOLDER / f"{name}.txt")]
    bom = Bom(components=[*map(_package, pins), *_models()])
    own = Component(
        name="quoth", version=rag.__version__, type=ComponentType.APPLICATION, bom_ref="quoth",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
    )  # fmt: skip
    bom.metadata.component = own
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the same each time
    bom.serial_number = uuid5(NAMESPACE_URL, "\n".join(map(str, pins)))
    bom.register_dependency(own, bom.components)
    return bom


def _package(pin: Pin) -> Component:
    """A locked package; each of its files is a distribution with its hash."""
    url = PackageURL("pypi", name=pin.name, version=pin.version)
    files = [
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION, url=XsUri(f"{url}#{one[-64:][:12]}"),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one[-64:])],
        )
        for one in pin.hashes
    ]  # fmt: skip
    return Component(
        name=pin.name, version=pin.version, purl=url, bom_ref=str(url), type=ComponentType.LIBRARY,
        licenses=_licence(pin.name), external_references=files,
    )  # fmt: skip


def _licence(name: str) -> list[License]:
    try:
        stated = licence_of(metadata.distribution(name))
    except metadata.PackageNotFoundError:  # another system's
        return []
    return [LicenseFactory().make_from_string(stated)] if stated else []


def _models() -> Iterator[Component]:
    """What of the models folder is data that decides answers, with its SHA-256."""
    for name, digest in sorted(pins().items()):
        yield Component(
            name=name, version=digest[:12], type=ComponentType.MACHINE_LEARNING_MODEL,
            bom_ref=f"model:{name}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )  # fmt: skip


def as_json() -> str:
    """The bill as CycloneDX JSON."""
    return JsonV1Dot6(bill()).output_as_string(indent=2)


if __name__ == "__main__":
    print(as_json())
