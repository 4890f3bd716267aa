"""A record file is what people review: stable to the byte, editable by hand, with errors that name the slip."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.model.records import (
    Basis,
    Bloc,
    Certification,
    Competence,
    CriteriaGroup,
    Criterion,
    DocumentInfo,
    Fact,
    Modality,
    Passage,
    Reading,
)
from refgraph.reading.recordfile import differences, dump, load, mark_typed, parse


def passage(start: int, quote: str) -> Passage:
    return Passage(start=start, end=start + len(quote), line=1, quote=quote)


def reading() -> Reading:
    return Reading(
        document=DocumentInfo(name="d.txt", sha256="0" * 64, family="colonnes"),
        certification=Certification(id="soudeur", title=Fact(text="Soudeur", source=passage(0, "Soudeur"))),
        blocs=(Bloc(id="bloc/1", number=1, text="Souder « à plat »", code="1", source=passage(8, "Souder")),),
        competences=(
            Competence(
                id="bloc/1/competence/C1",
                bloc="bloc/1",
                statement="Souder.",
                order=1,
                code="C1",
                source=passage(8, "Souder."),
            ),
            Competence(
                id="bloc/1/competence/C2",
                bloc="bloc/1",
                statement="Meuler.",
                order=2,
                code="C2",
                source=passage(16, "Meuler."),
            ),
        ),
        modalities=(
            Modality(
                id="bloc/1/modality/m01",
                bloc="bloc/1",
                text="Épreuve",
                weight=Decimal("0.80"),
                source=passage(24, "Épreuve"),
            ),
        ),
        criteria_groups=(
            CriteriaGroup(
                id="bloc/1/criteria/g01",
                bloc="bloc/1",
                competences=("bloc/1/competence/C1",),
                criteria=(
                    Criterion(id="bloc/1/criteria/g01/01", text="Le cordon est net", source=passage(32, "Le cordon")),
                    Criterion(
                        id="bloc/1/criteria/g01/02",
                        text="60 %",
                        minimum_ratio=Decimal("0.60"),
                        source=passage(42, "60 %"),
                    ),
                ),
                source=passage(32, "Le cordon"),
            ),
        ),
    )


def edited(**changes: tuple[str, str]) -> Reading:
    text = dump(reading()).decode()
    for before, after in changes.values():
        assert text.count(before) == 1
        text = text.replace(before, after)
    return parse(text.encode(), "soudeur.json")


def test_the_same_reading_gives_the_same_bytes_and_comes_back() -> None:
    """Git shows a change only where someone changed something; weights keep their two figures."""
    raw = dump(reading())
    assert parse(raw, "f") == reading()
    assert dump(parse(raw, "f")) == raw
    assert b'"weight": 0.80' in raw
    assert "« à plat »".encode() in raw
    assert b'"source": {"start": 8, "end": 14, "line": 1, "quote": "Souder", "basis": "extrait"}' in raw
    assert raw.endswith(b"}\n")


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        (
            '"number": 1',
            '"number": "un"',
            "f.json, bloc 1, champ « number »",
            "un nombre entier est attendu, le fichier donne un texte",
        ),
        ('"number": 1,', "", "f.json, bloc 1", "il manque le champ « number »"),
        ('"number": 1', '"numero": 1', "f.json, bloc 1", "n’est pas connu"),
        ('"Meuler.",', '"Meuler."', "f.json, ligne 69", "JSON est mal formé"),
        (
            '"order": 2',
            '"order": null',
            "f.json, compétence 2, champ « order »",
            "un nombre entier est attendu, le fichier donne null",
        ),
    ],
)
def test_a_slip_of_the_hand_is_named_with_its_place(before: str, after: str, place: str, words: str) -> None:
    """Someone who edits a record without knowing JSON is told where and what, in French."""
    text = dump(reading()).decode().replace(before, after, 1)
    with pytest.raises(RecordError) as caught:
        parse(text.encode(), "f.json")
    assert (caught.value.place or "").startswith(place)
    assert words in caught.value.message


def test_a_truncated_or_missing_file_is_an_error(tmp_path: Path) -> None:
    """A half-copied record is never taken for a shorter référentiel."""
    with pytest.raises(RecordError, match="mal formé"):
        parse(dump(reading())[:300], "f.json")
    with pytest.raises(RecordError, match="ne peut pas être ouverte"):
        load(tmp_path / "absent.json")


def test_what_a_person_changed_is_said_in_french() -> None:
    """The build tells what the record says otherwise than the document."""
    kept = edited(
        a=('"statement": "Meuler."', '"statement": "Meuler le cordon."'), b=('"weight": 0.80', '"weight": 0.70')
    )
    assert [found.sentence for found in differences(reading(), kept)] == [
        "la compétence bloc/1/competence/C2\u00a0: l’énoncé a changé (« Meuler. » → « Meuler le cordon. »)",
        "la modalité bloc/1/modality/m01\u00a0: le poids a changé (« 0.80 » → « 0.70 »)",
    ]
    fewer = msgspec.structs.replace(reading(), competences=reading().competences[:1])
    assert [found.sentence for found in differences(reading(), fewer)] == [
        "la compétence bloc/1/competence/C2 a été retiré(e)"
    ]
    assert differences(fewer, reading())[0].sentence.endswith("a été ajouté(e)")
    assert differences(reading(), reading()) == []


def test_only_what_a_person_changed_is_known_as_typed() -> None:
    """A corrected statement is « saisi »; the criteria beside a corrected criterion stay « extrait »."""
    kept = edited(
        a=('"statement": "Meuler."', '"statement": "Meuler le cordon."'),
        b=('"Le cordon est net"', '"Le cordon est propre"'),
        c=('"text": "Soudeur"', '"text": "Soudeuse"'),
    )
    marked = mark_typed(reading(), kept)
    assert [item.source.basis for item in marked.competences] == [Basis.EXTRAIT, Basis.SAISI]
    assert [item.source.basis for item in marked.criteria_groups[0].criteria] == [Basis.SAISI, Basis.EXTRAIT]
    assert marked.criteria_groups[0].source.basis == Basis.EXTRAIT
    assert marked.certification.title.source.basis == Basis.SAISI
    assert mark_typed(reading(), marked) == marked
    assert differences(reading(), marked) == differences(reading(), kept)
