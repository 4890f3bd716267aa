"""Corrections on a reading: what counts, what is no longer needed, what waits for someone, and what stops nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.model.records import Assertion, Basis, Competence, Reading
from refgraph.reading.corrections import ITEM, Correction, CorrectionOutcome, Status, apply, diff, sentence
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.settling import Signed
from refgraph.reading.shared.integrity import items
from tests.florist import C1, C2, C3, FIRST_BLOC, HEAD, PRACTICE, ROWS, SECOND_BLOC, TEXT, correction, read

replace = msgspec.structs.replace
STATEMENT = "Recouper les tiges en biais avant leur mise en eau"
BETTER = "Recouper les tiges en biais, sous l’eau"
REWORDED = correction("competence", C2, "statement", STATEMENT, BETTER)


def outcomes_on(text: str, *corrections: Correction) -> tuple[Reading, list[CorrectionOutcome]]:
    applied = apply(*read(text), corrections)
    return applied.record, list(applied.outcomes)


def statuses(text: str, *corrections: Correction) -> list[Status]:
    return [outcome.status for outcome in outcomes_on(text, *corrections)[1]]


def typed(record: Reading) -> list[str]:
    """The items that are known as typed."""
    return [item.id for item in items(record) if item.source.basis is Basis.SAISI]


def competence(record: Reading, code: str) -> Competence:
    return next(each for each in record.competences if each.code == code)


def test_a_reading_without_corrections_is_the_record() -> None:
    """Nothing is done, and nobody is told to have corrected anything."""
    document, reading = read()
    applied = apply(document, reading, [])
    assert applied.record is reading
    assert applied.outcomes == ()


def test_a_corrected_statement_counts_and_is_typed() -> None:
    """The record says what the person wrote; that item alone is « saisi », and its passage stays."""
    record, [outcome] = outcomes_on(TEXT, REWORDED)
    assert outcome.status is Status.APPLIED
    assert competence(record, "C2").statement == BETTER
    assert competence(record, "C2").source.quote == C2
    assert typed(record) == ["bloc/1/competence/C2"]


def test_values_of_each_form() -> None:
    """Numbers, yes or no, a jury, a mode and a link are corrected as what they are, never as text."""
    entretien = "Entretien avec un jury de deux professionnels"
    record, outcomes = outcomes_on(
        TEXT,
        correction("modality", entretien, "duration_minutes", "", "45"),
        correction("modality", entretien, "weight", "", "0.30"),
        correction("modality", entretien, "is_individual", "", "oui"),
        correction("modality", entretien, "jury.member_count", "2", "3"),
        correction("modality", entretien, "delivery_modes", "", "oral"),
        correction("modality", entretien, "competences", "", C1),
        correction("modality", entretien, "competences", C3, ""),
    )
    assert {outcome.status for outcome in outcomes} == {Status.APPLIED}
    [modality] = [each for each in record.modalities if each.text == entretien]
    assert (modality.duration_minutes, modality.weight, modality.is_individual) == (45, Decimal("0.30"), True)
    assert modality.jury is not None
    assert modality.jury.member_count == 3
    assert modality.delivery_modes == ("oral",)
    assert modality.competences == ("bloc/1/competence/C1",)
    assert typed(record) == ["bloc/1/modality/m03"]


def test_a_link_is_known_by_who_typed_it() -> None:
    """A link that a person makes is hers, with the day, and the one that she takes away leaves no evidence behind."""
    entretien = "Entretien avec un jury de deux professionnels"
    _, reading = read()
    before = {(each.subject, each.relation, each.object) for each in reading.links}
    record, _ = outcomes_on(
        TEXT,
        replace(correction("modality", entretien, "competences", "", C1), author="Ada", day=date(2026, 11, 21)),
        correction("modality", entretien, "competences", C3, ""),
    )
    made = Assertion(
        subject="bloc/1/competence/C1",
        relation="isAssessedBy",
        object="bloc/1/modality/m03",
        basis=Basis.SAISI,
        author="Ada",
        date="2026-11-21",
    )
    assert [each for each in record.links if each.basis is Basis.SAISI] == [made]
    kept = {(each.subject, each.relation, each.object) for each in record.links if each.basis is Basis.DEDUIT}
    assert kept == {link for link in before if link[2] != "bloc/1/modality/m03"}


def test_an_added_item_is_typed_and_leads_to_its_passage() -> None:
    """What a person adds is never shown as read: it is « saisi », on words that the document prints."""
    added = correction(
        "competence",
        "en respectant la commande",
        ITEM,
        after='{"statement": "Respecter la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": "C5"}',
    )
    record, [outcome] = outcomes_on(TEXT, added)
    assert outcome.status is Status.APPLIED
    new = competence(record, "C5")
    assert new.id == "bloc/1/competence/C5"
    assert (new.order, new.bloc) == (4, "bloc/1")
    assert new.source.quote == TEXT[new.source.start : new.source.end] == "en respectant la commande"
    assert typed(record) == ["bloc/1/competence/C5"]


def test_added_parts_facts_and_mentions_are_typed() -> None:
    """A criterion, a certifier, a mention and a component that a person adds are « saisi » too."""
    owner = '"in": "L\'eau est propre"'
    record, outcomes = outcomes_on(
        TEXT,
        correction("criterion", "L'eau", ITEM, after=f'{{"text": "L’eau est froide", {owner}}}'),
        correction("certification.certifiers", "Fleuriste", ITEM, after='{"text": "Les fleuristes réunis"}'),
        correction("mention", "le code de commerce", ITEM, after='{"text": "le code"}'),
        correction(
            "component",
            "Quiz",
            ITEM,
            after='{"text": "Quiz", "methods": ["questionnaire"], "in": "Questionnaire"}',
        ),
    )
    assert [outcome.why for outcome in outcomes if outcome.status is not Status.APPLIED] == []
    criteria = [criterion for group in record.criteria_groups for criterion in group.criteria]
    assert [each.text for each in criteria if each.source.basis is Basis.SAISI] == ["L’eau est froide"]
    assert [(each.text, each.source.basis) for each in record.certification.certifiers] == [
        ("Les fleuristes réunis", Basis.SAISI)
    ]
    assert [each.source.basis for each in record.mentions if each.text == "le code"] == [Basis.SAISI]
    assert record.modalities[3].components[1].text == "Quiz"
    assert record.modalities[3].source.basis is Basis.SAISI


def test_a_removed_item_takes_its_links_and_mentions_along() -> None:
    """No link leads to what a person took out, and no text is cited by it."""
    gone = correction("competence", "C4. Conseiller le client selon l'occasion et le code de commerce", ITEM)
    gone = replace(gone, before="Conseiller le client selon l'occasion et le code de commerce")
    record, [outcome] = outcomes_on(TEXT, gone)
    assert outcome.status is Status.APPLIED
    assert [each.code for each in record.competences] == ["C1", "C2", "C3"]
    assert record.modalities[3].competences == ()
    assert record.mentions == ()
    assert typed(record) == ["bloc/2/modality/m01", "bloc/2/criteria/g01"]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("selon leur fraîcheur", "selon leur âge").replace("# CQP", "\n\n# CQP"),
        HEAD + FIRST_BLOC + ROWS[2] + ROWS[1] + ROWS[0] + SECOND_BLOC,
        HEAD + SECOND_BLOC.replace("BLOC 2", "BLOC 1") + FIRST_BLOC.replace("BLOC 1", "BLOC 2") + "".join(ROWS),
        TEXT.replace("en biais", "en\u00a0biais").replace("C2. ", "C2.\u202f"),
    ],
    ids=["edited elsewhere", "lines moved", "blocs exchanged", "other typography"],
)
def test_a_document_that_changed_elsewhere_keeps_its_correction(text: str) -> None:
    """An item is found by its words, wherever they stand now."""
    record, [outcome] = outcomes_on(text, REWORDED)
    assert outcome.status is Status.APPLIED
    assert competence(record, "C2").statement == BETTER


def test_a_document_that_changed_there_too_is_told_with_three_values() -> None:
    """Read then, corrected, read now: the person decides, nothing is applied, and nothing else stops."""
    other = correction("competence", C1, "statement", "Trier les tiges selon leur fraîcheur", "Trier les tiges")
    text = TEXT.replace("avant leur mise en eau", "puis les mettre en eau")
    record, [outcome, applied] = outcomes_on(text, REWORDED, other)
    assert (outcome.status, applied.status) == (Status.UNFIT, Status.APPLIED)
    assert competence(record, "C2").statement == "Recouper les tiges en biais puis les mettre en eau"
    assert competence(record, "C1").statement == "Trier les tiges"
    assert sentence(outcome) == (
        "la compétence «\u00a0C2. Recouper les tiges en biais avant leur mise en eau\u00a0», l’énoncé\u00a0: "
        "lu «\u00a0Recouper les tiges en biais avant leur mise en eau\u00a0», "
        "corrigé en «\u00a0Recouper les tiges en biais, sous l’eau\u00a0», "
        "lu maintenant «\u00a0Recouper les tiges en biais puis les mettre en eau\u00a0» – le passage a changé"
    )


def test_what_the_reading_says_now_needs_no_correction() -> None:
    """A reader that got better, or a document that was mended, is not typed by anybody."""
    document, reading = read()
    better = replace(competence(reading, "C2"), statement=BETTER)
    reading = replace(reading, competences=tuple(better if each.code == "C2" else each for each in reading.competences))
    applied = apply(document, reading, [REWORDED])
    assert [outcome.status for outcome in applied.outcomes] == [Status.NEEDLESS]
    assert typed(applied.record) == []


def test_a_reader_that_reads_other_fields_better_reaches_a_corrected_item() -> None:
    """A correction holds one field: what a new reader finds in the others is there at once."""
    document, reading = read()
    longer = tuple(replace(each, duration_minutes=150) for each in reading.modalities)
    entretien = correction("modality", "Entretien avec un jury de deux professionnels", "is_individual", "", "oui")
    record = apply(document, replace(reading, modalities=longer), [entretien]).record
    assert [(each.duration_minutes, each.is_individual) for each in record.modalities[2:3]] == [(150, True)]


def test_a_reader_that_takes_a_longer_passage_still_finds_the_item() -> None:
    """A wider or narrower passage is the same item where it still says what was read then."""
    narrower = correction("competence", STATEMENT, "statement", STATEMENT, BETTER)
    record, [outcome] = outcomes_on(TEXT, narrower)
    assert outcome.status is Status.APPLIED
    assert competence(record, "C2").statement == BETTER
    stranger = correction("competence", STATEMENT, "code", "C9", "C8")
    assert statuses(TEXT, stranger) == [Status.UNFIT]


def test_two_items_of_the_same_words_are_told_apart_by_what_stands_near() -> None:
    """A correction never lands on the twin: without « near » it is told, with it the right one is found."""
    blind = correction("modality", PRACTICE, "weight", "", "0.5")
    assert statuses(TEXT, blind) == [Status.UNFIT]
    record, [outcome] = outcomes_on(TEXT, replace(blind, near=C2))
    assert outcome.status is Status.APPLIED
    assert [each.weight for each in record.modalities] == [None, Decimal("0.5"), None, None]
    moved = HEAD + FIRST_BLOC + ROWS[1] + ROWS[2] + ROWS[0] + SECOND_BLOC
    record, [outcome] = outcomes_on(moved, replace(blind, near=C2))
    assert [each.weight for each in record.modalities] == [Decimal("0.5"), None, None, None]
    assert statuses(HEAD + FIRST_BLOC + ROWS[0] + SECOND_BLOC, replace(blind, near=C2)) == [Status.UNFIT]


def test_a_fifth_of_the_lines_moved() -> None:
    """Forty items, each corrected; eight lines of forty stand elsewhere: every correction is found again."""
    rows = [
        f"| A{n}. Tenir le poste {n} | C{n}. Préparer la commande numéro {n} | Mise en situation "
        f"| La commande est prête |\n"
        for n in range(1, 41)
    ]
    document, reading = read(HEAD + FIRST_BLOC + "".join(rows))
    edited = replace(
        reading,
        competences=tuple(replace(each, statement=f"{each.statement} !") for each in reading.competences),
        modalities=tuple(replace(each, duration_minutes=30) for each in reading.modalities),
    )
    signed = [replace(each.correction, author="Ada") for each in diff(document, reading, edited)]
    assert len(signed) == 80
    moved = [rows[at] for at in range(2, 40, 5)]
    kept = [row for row in rows if row not in moved]
    text = HEAD + FIRST_BLOC + "".join(kept[:10] + moved[::-1] + kept[10:])
    record, outcomes = outcomes_on(text, *signed)
    assert [sentence(each) for each in outcomes if each.status is not Status.APPLIED] == []
    assert {each.duration_minutes for each in record.modalities} == {30}
    assert all(each.statement.endswith(" !") for each in record.competences)


def test_contradictory_corrections_wait_for_someone() -> None:
    """Two people corrected one field otherwise: neither wins in silence; the same correction twice counts once."""
    other = replace(REWORDED, after="Recouper les tiges", author="Grace")
    record, outcomes = outcomes_on(TEXT, REWORDED, other)
    assert [each.why for each in outcomes] == ["deux corrections de ce champ se contredisent"] * 2
    assert competence(record, "C2").statement == STATEMENT
    twice = replace(REWORDED, author="Grace")
    assert statuses(TEXT, REWORDED, twice) == [Status.APPLIED, Status.APPLIED]
    new = correction("mention", "C1.", ITEM, after='{"text": "C1"}')
    record, _ = outcomes_on(TEXT, new, replace(new, author="Grace"))
    assert [each.text for each in record.mentions] == ["C1", "code de commerce"]


def test_a_correction_that_breaks_the_record_is_told_and_left_out() -> None:
    """A code given twice, a bloc emptied of its bloc: the record holds together without it, and the rest counts."""
    twice = correction("competence", C1, "code", "C1", "C2")
    record, outcomes = outcomes_on(TEXT, twice, REWORDED)
    assert [each.status for each in outcomes] == [Status.UNFIT, Status.APPLIED]
    assert "C2 désigne deux compétences" in outcomes[0].why
    assert [each.code for each in record.competences] == ["C1", "C2", "C3", "C4"]
    exchanged = correction("competence", C2, "code", "C2", "C1")
    assert statuses(TEXT, twice, exchanged) == [Status.APPLIED, Status.APPLIED]
    bloc = correction("bloc", "BLOC 2 – Vendre en boutique", ITEM, "Vendre en boutique")
    record, [outcome] = outcomes_on(TEXT, bloc)
    assert outcome.status is Status.UNFIT
    assert len(record.blocs) == 2


def test_an_unsigned_correction_changes_nothing() -> None:
    """What nobody decided is a question, and is told as one."""
    question = replace(REWORDED, author="", day=None)
    record, [outcome] = outcomes_on(TEXT, question)
    assert outcome.status is Status.UNDECIDED
    assert (outcome.now, typed(record)) == (STATEMENT, [])


@pytest.mark.parametrize(
    ("told", "status", "why"),
    [
        (
            correction("competence", "C9. Peindre", ITEM, after='{"statement": "Peindre"}'),
            Status.UNFIT,
            "imprime",
        ),
        (correction("competence", "les tiges", ITEM, after='{"statement": "Peindre"}'), Status.UNFIT, "3 fois"),
        (
            correction("competence", C2, "activities", "", "A9. Peindre"),
            Status.UNFIT,
            "« A9. Peindre » est introu",
        ),
        (correction("competence", C2, ITEM, after=f'{{"statement": "{STATEMENT}"}}'), Status.NEEDLESS, ""),
        (correction("competence", C2, ITEM, after='{"statement": "Tailler"}'), Status.UNFIT, "a changé"),
        (correction("competence", C2, ITEM, "Recouper les roses", ""), Status.UNFIT, "a changé"),
        (correction("competence", "C9. Peindre un pot en terre", ITEM, "Peindre", ""), Status.NEEDLESS, ""),
        (correction("competence", "C9. Peindre un pot", "code", "C9", "C8"), Status.UNFIT, "n’est plus lu"),
        (correction("certification.title", "CQP Fleuriste", ITEM, "CQP Fleuriste", ""), Status.UNFIT, "toujours"),
        (correction("competence", C2, "activities", "A1. Préparer les fleurs", ""), Status.NEEDLESS, ""),
        (correction("competence", C2, "activities", "", "A2. Mettre en eau"), Status.NEEDLESS, ""),
    ],
)
def test_what_does_not_fit_is_told_with_its_reason(told: Correction, status: Status, why: str) -> None:
    """Words that are not printed, or several times; a link to nothing; what is there, or gone, already."""
    document, reading = read()
    applied = apply(document, reading, [told])
    assert [(outcome.status, why in outcome.why) for outcome in applied.outcomes] == [(status, True)]
    assert applied.record == reading


def test_the_order_of_the_corrections_does_not_matter() -> None:
    """Lines of a file can be sorted, merged and moved."""
    corrections = [
        REWORDED,
        correction("competence", C3, "activities", "", "A1. Préparer les fleurs"),
        correction("competence", C1, ITEM, "Trier les tiges selon leur fraîcheur", ""),
        correction("mention", "C2.", ITEM, after=f'{{"text": "C2", "owner": "{C2}"}}'),
    ]
    assert outcomes_on(TEXT, *corrections)[0] == outcomes_on(TEXT, *reversed(corrections))[0]


def test_corrections_of_another_certification_are_left_alone() -> None:
    """A file serves all documents of a folder."""
    assert statuses(TEXT, replace(REWORDED, certification="boulanger")) == []


def test_an_item_becomes_one_of_another_kind() -> None:
    """A competence that is an activity: the words, the code, the bloc and the passage stay, both corrections count."""
    document, reading = read()
    desk = Desk(document, reading, [])
    edits = desk.recast(desk.item("C2"), "activity", Signed("Ada", date(2026, 12, 1), "une activité"))
    applied = apply(document, reading, [edit.correction for edit in edits])
    assert [each.status for each in applied.outcomes] == [Status.APPLIED, Status.APPLIED]
    assert [each.code for each in applied.record.competences] == ["C1", "C3", "C4"]
    activity = applied.record.activities[2]
    assert (activity.text, activity.code, activity.bloc) == (
        "Recouper les tiges en biais avant leur mise en eau",
        "C2",
        "bloc/1",
    )
    assert (activity.source.quote, activity.source.basis) == (C2, Basis.SAISI)
    with pytest.raises(RecordError, match="ne peut pas devenir"):
        desk.recast(desk.item("C2"), "bloc", Signed("Ada", date(2026, 12, 1), "x"))
