"""What has become of texts of several trades at several days, and how the watch says it."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.knowledge.regulations import Change, Register, findings_of, read_register, register_of
from refgraph.knowledge.regulations.editions import findings_of_edition
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


@pytest.mark.parametrize(
    ("key", "printed", "change", "advice"),
    [
        ("rgaa", "3.0", Change.REMPLACE, "RGAA 4.1.2"),
        ("rgaa", "4.1", Change.REMPLACE, "RGAA 4.1.2"),
        ("wcag", "2.0", Change.REMPLACE, "WCAG 2.2"),
        ("iso-14001", "2015", Change.REMPLACE, "ISO 14001:2026"),
        ("iso-22000", "2005", Change.REMPLACE, "ISO 22000:2018"),
        ("iso-27001", "2013", Change.REMPLACE, "ISO/IEC 27001:2022"),
        ("nf-c-15-100", "2002", Change.REMPLACE, "NF C 15-100:2024"),
        ("rgaa", "2019", Change.REMPLACE, "RGAA 4.1.2"),
        ("rgaa", "5", Change.NON_ETABLI, "Vérifier la référence auprès de la source officielle"),
    ],
)
def test_the_edition_that_is_printed_is_judged(
    register: Register, key: str, printed: str, change: Change, advice: str
) -> None:
    """An edition behind which the register has another one is replaced by the last, be the text itself in force."""
    (found,) = findings_of_edition(key, printed, register, date(2026, 11, 30))
    assert (found.change, instead([found], register, date(2026, 11, 30))) == (change, advice)


def test_the_last_edition_and_an_unknown_one(register: Register) -> None:
    """The last edition may stay, alone or as its series; one that the register lacks is to be verified, never right."""
    day = date(2026, 11, 30)
    assert findings_of_edition("iso-27001", "2022", register, day) == []
    assert [found.change for found in findings_of_edition("rgaa", "4", register, day)] == [Change.BIENTOT]
    assert findings_of_edition("rgaa", "3.0", register, date(2016, 1, 1)) == []
    (unknown,) = findings_of_edition("iso-9001", "1987", register, day)
    assert (unknown.change, unknown.is_sure) == (Change.NON_ETABLI, False)
    assert "le registre ne connaît pas l’édition citée" in happened([unknown], register)
    assert "ISO 9001:2015" in instead([unknown], register, day)
    (unknown,) = findings_of_edition("haccp", "2003", register, day)
    assert happened([unknown], register).endswith("ni la date d’aucune autre. À vérifier.")
    assert "Rien" not in instead([unknown], register, day)
