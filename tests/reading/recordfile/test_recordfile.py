"""A reading as text: stable to the byte, and read back with errors that name the slip, whatever version wrote it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from refgraph.core.errors import RecordError
from refgraph.model.records import (
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
from refgraph.reading.recordfile import Unknown, dump, load, load_older, parse


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
        ('"Meuler.",', '"Meuler."', "f.json, ligne 87", "JSON est mal formé"),
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


def test_a_record_that_another_version_wrote_is_read(tmp_path: Path) -> None:
    """A field that this version does not know is told with its place, and the rest of the record is read."""
    path = tmp_path / "soudeur.json"
    text = dump(reading()).decode().replace('"number": 1,', '"number": 1, "ects": null,')
    path.write_text(text.replace('"weight": 0.80,', '"weight": 0.80, "heures": {"total": 14},'), "utf-8")
    assert load_older(path) == (
        reading(),
        [Unknown("bloc 1", "ects", "null"), Unknown("modalité 1", "heures", '{"total": 14}')],
    )
    with pytest.raises(RecordError, match="n’est pas connu"):
        load(path)
    path.write_text(text.replace('"blocs": [', '"blocs" ['), "utf-8")
    with pytest.raises(RecordError, match="mal formé"):
        load_older(path)
