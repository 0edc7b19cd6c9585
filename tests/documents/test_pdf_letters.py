"""PDFs whose fonts map their letters to other letters: no false letter is quoted."""

import random
from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

TRUE = [
    "The elder brother sold his share to the bank of Mora, and the younger",
    "one was killed by a falling stone in the spring of the following year.",
]
LANGUAGES = {
    "German": "Der ältere Bruder verkaufte seinen Anteil an die Bank und der jüngere wurde "
    "von einem fallenden Stein im Steinbruch erschlagen, als er allein dort war.",
    "Polish": "Starszy brat sprzedał swój udział bankowi, a młodszy zginął od spadającego "
    "kamienia w kamieniołomie, kiedy wracał sam do domu na wsi.",
    "Turkish": "Ağabeyi hissesini bankaya sattı ve küçük kardeş ilkbaharda ocakta düşen "
    "bir taş yüzünden öldü, annesi ise evde tek başına kaldı.",
    "Finnish": "Vanhempi veli myi osuutensa pankille ja nuorempi kuoli keväällä putoavan "
    "kiven alle louhoksella, kun hän oli siellä yksin.",
}


def _map(pairs: dict[str, str]) -> str:
    """A ToUnicode map that gives letters for letters."""
    lines = "\n".join(f"<{ord(a):02x}> <{ord(b):04x}>" for a, b in pairs.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(pairs)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )


def _pdf(lines: list[str], pairs: dict[str, str]) -> bytes:
    sheet = Sheet().put(40, 550, "The quarry of Sorn was opened by two brothers named Falk.")
    for order, line in enumerate(lines):
        sheet.put(40, 500 - 14 * order, line, font="F9")
    font = "/F9 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 3 0 R >> "
    return written(sheet, fonts=font, streams=[_map(pairs)])


def _shuffled(seed: int) -> dict[str, str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    mixed = list(letters)
    random.Random(seed).shuffle(mixed)
    return dict(zip(letters, mixed, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_false_letters_are_unread_where_nobody_can_look(seed: int) -> None:
    """However the letters are mixed, none is quoted; what else stands on the page is."""
    extraction = extract(_pdf(TRUE, _shuffled(seed)), Path("a.pdf"))
    assert "opened by two brothers named Falk." in extraction.text
    assert not set("aeiou") & set(extraction.text.partition("Falk.")[2])
    (loss,) = extraction.losses
    assert loss.page == "1"
    assert loss.signs > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_not_english_is_read(language: str) -> None:
    """Letters in the order of another language are no false ones."""
    words = LANGUAGES[language]
    codes = {
        char: chr(0xA1 + n) for n, char in enumerate(sorted(set(words) - set(map(chr, range(127)))))
    }
    said = "".join(codes.get(char, char) for char in words)
    pairs = {code: char for char, code in codes.items()} | {"a": "a"}
    lines = [" ".join(said.split()[at : at + 8]) for at in range(0, len(said.split()), 8)]
    found = extract(_pdf(lines, pairs), Path("a.pdf"))
    assert words in document_from(found, "a.pdf", "").reading.text.replace("\n\n", " ")


def test_true_letters_with_a_map_are_read() -> None:
    """A map that says what is there changes nothing."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = extract(_pdf(TRUE, dict(zip(letters, letters, strict=True))), Path("a.pdf"))
    assert " ".join(TRUE) in document_from(found, "a.pdf", "").reading.text
    assert not found.losses
