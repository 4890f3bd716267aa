"""The shipped documents printed otherwise: what the layout loses or changes must not change what is read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from refgraph.core import assets
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode

NAMES = ("000_400e290180d10368.txt", "002_680993158fc6d417.txt")
CODED = re.compile(r"^( ?)C(\d+) ?\(B\d[.-](\d+)\)(?: –)?", re.MULTILINE)
BULLET = re.compile(r"^( *)- ", re.MULTILINE)

VARIATIONS: dict[str, Callable[[str], str]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no trailing spaces": lambda text: re.sub(r"[ ]+$", "", text, flags=re.MULTILINE),
    "one blank line for several": lambda text: re.sub(r"\n(?:[ ]*\n){2,}", "\n\n", text),
    "blank lines of one space": lambda text: re.sub(r"\n(?:[ ]*\n)+", "\n \n", text),
    "form feeds": lambda text: re.sub(r"^ (?=BLOC|REF|A6|C12|Les mod)", "\f", text, flags=re.MULTILINE),
    "code and colon": lambda text: CODED.sub(r"\1C\2 :", text),
    "dotted code": lambda text: CODED.sub(r"\1C.\2", text),
    "bare code": lambda text: CODED.sub(r"\1C\2", text),
    "worded code": lambda text: CODED.sub(r"\1Compétence \2 :", text),
    "codes that begin anew in each bloc": lambda text: CODED.sub(r"\1C\3", text),
    "round bullets": lambda text: BULLET.sub(r"\1• ", text),
    "en dashes": lambda text: BULLET.sub(r"\1– ", text),
    "circles": lambda text: BULLET.sub(r"\1o ", text),
    "private-use bullets": lambda text: BULLET.sub("\\1\uf0a7 ", text),
    "headings without bullets": lambda text: text.replace("\uf0b7 ", ""),
    "bloc and title on one line": lambda text: re.sub(r"BLOC n°(\d)\s*\n\s*", r"Bloc \1 : ", text),
    "bloc de compétences": lambda text: text.replace("BLOC n°", "BLOC DE COMPETENCES N° "),
    "bloc codes": lambda text: text.replace("BLOC n°", "BC0"),
}


def read(name: str, change: Callable[[str], str] = str) -> Reading:
    text = (assets.data() / "sources" / name).read_bytes().decode("utf-8")
    return registry.read_document(decode(change(text).encode(), name))


def content(reading: Reading) -> list[object]:
    """What is said, without codes and places."""
    texts = {item.id: item.text for item in reading.activities}
    order = {item.id: number for number, item in enumerate(reading.competences)}
    return [
        [bloc.text for bloc in reading.blocs],
        [(item.text, texts.get(item.parent or "")) for item in reading.activities],
        [(item.statement, item.bloc, [texts[link] for link in item.activities]) for item in reading.competences],
        [(item.text, [order[link] for link in item.competences]) for item in reading.modalities],
        [
            (item.text, [criterion.text for criterion in item.criteria], [order[link] for link in item.competences])
            for item in reading.criteria_groups
        ],
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variation", VARIATIONS)
def test_another_printing_says_the_same(name: str, variation: str) -> None:
    """Codes, bullets, blank lines and line ends differ between documents of the family."""
    assert content(read(name, VARIATIONS[variation])) == content(read(name))


def _uncoded(match: re.Match[str]) -> str:
    return match[1] + match[4].upper()


@pytest.mark.parametrize("name", NAMES)
def test_competences_without_codes(name: str) -> None:
    """Competences without any code are found by their place and their infinitive, and named by their order."""
    found = read(name, lambda text: re.sub(CODED.pattern + r" (\w)", _uncoded, text, flags=re.MULTILINE))
    expected = [item.statement for item in read(name).competences]
    assert [item.statement.lower() for item in found.competences] == [statement.lower() for statement in expected]
    assert [item.code for item in found.competences] == [None] * len(expected)
    assert found.competences[0].id == "bloc/1/competence/k01"


def test_bullets_without_end_on_a_line_add_nothing() -> None:
    """99,000 bullets on one line held the reader for more than a minute in the search for running titles."""
    text = (assets.data() / "sources" / NAMES[0]).read_text("utf-8")
    found = registry.read_document(decode(f"{text}\n{'• ' * 49_000}\n".encode(), NAMES[0]))
    assert len(found.competences) == 20
