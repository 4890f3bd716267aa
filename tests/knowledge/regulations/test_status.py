"""What has become of texts of several trades at several days, and how the watch says it."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.knowledge.regulations import Change, Register, findings_of, read_register, register_of
from refgraph.knowledge.regulations.sentences import happened, instead


@pytest.fixture(scope="module")
def register() -> Register:
    return register_of(read_register())


def told(key: str, day: date, register: Register) -> list[tuple[Change, str, str]]:
    findings = findings_of(key, register, day)
    return [
        (
            finding.change,
            happened([finding], register).replace("\u00a0", " "),
            instead([finding], register, day).replace("\u00a0", " "),
        )
        for finding in findings
    ]


def test_a_text_to_come_gives_way_to_the_one_in_force(register: Register) -> None:
    """Before the RGPD was signed it did not exist, once signed it waited for its day; the directive of 1995 stood."""
    (unborn,) = told("rgpd", date(2015, 6, 1), register)
    assert unborn[0] is Change.FUTUR
    assert "n’existe pas encore à la date choisie (première date connue : 27 avril 2016)" in unborn[1]
    assert unborn[2] == "À la date choisie : Directive 95/46/CE"
    (signed,) = told("rgpd", date(2016, 5, 10), register)
    assert "existe déjà à la date choisie, mais n’entre en vigueur que le 24 mai 2016" in signed[1]


def test_a_text_in_force_that_does_not_apply_yet_is_told_however_far_the_day(register: Register) -> None:
    """On 1 June 2016 the RGPD is in force and applies in two years; within a year of that day it changes soon."""
    assert [change for change, *_ in told("rgpd", date(2016, 6, 1), register)] == [Change.INAPPLICABLE]
    assert [change for change, *_ in told("rgpd", date(2018, 1, 1), register)] == [Change.BIENTOT]
    assert told("rgpd", date(2018, 5, 25), register) == []


def test_the_successor_is_the_one_in_force_on_that_day(register: Register) -> None:
    """The Code des marchés publics gives way to the ordonnance of 2015, and since April 2019 to the new code."""
    assert told("code-marches-publics", date(2017, 1, 1), register)[0][2] == (
        "Ordonnance n° 2015-899 du 23 juillet 2015"
    )
    assert told("code-marches-publics", date(2026, 11, 21), register)[0][2] == "Code de la commande publique"


def test_a_replacement_without_a_day_is_told_as_not_established(register: Register) -> None:
    """The RE2020 takes the place of the RT 2012 by steps: the watch says both, and states no end."""
    assert told("decret-2010-1269", date(2020, 1, 1), register) == []
    ((change, said, advice),) = told("decret-2010-1269", date(2026, 11, 21), register)
    assert change is Change.NON_ETABLI
    assert "Décret n° 2021-1004 du 29 juillet 2021 prend sa place" in said
    assert advice.startswith("Vérifier lequel des deux textes s’applique")


def test_a_version_of_which_only_the_date_is_known_is_not_said_to_be_in_force(register: Register) -> None:
    """The erratum of the RGAA is dated; the amended instruction of the AMF has its day of entry into force."""
    rgaa = told("rgaa", date(2025, 1, 1), register)
    assert "RGAA 4.1.2, datée du 18 avril 2023" in rgaa[0][1]
    instruction = told("amf-doc-2010-09", date(2025, 1, 1), register)
    assert "version du 25 juin 2019, en vigueur le 1er janvier 2020" in instruction[0][1]


def test_the_next_edition_of_a_text_that_changes_every_two_years(register: Register) -> None:
    """Six weeks before the ADR of 2027, a document that cites the ADR learns it."""
    changes = told("adr", date(2026, 11, 21), register)
    assert [change for change, *_ in changes] == [Change.BIENTOT, Change.MODIFIE]
    assert any("nouvelle version : ADR 2027, en vigueur le 1er janvier 2027" in said for _, said, _ in changes)
