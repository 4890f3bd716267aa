"""The desk on which a person corrects: what it shows, what it writes, and what it refuses, word for word."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.core.exports import FORMATS
from refgraph.reading.corrections import ITEM, Correction, Status, apply
from refgraph.reading.corrections.correction import QuoteSelector
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.settling import Edit, Signed
from refgraph.reading.corrections.table import corrections_table
from tests.florist import C1, C2, C3, HEAD, PRACTICE, ROWS, TEXT, correction, read

TOLD, SHOWN = (Path(__file__).with_name(name) for name in ("told.md", "shown.txt"))
ADA = Signed("Ada", date(2026, 12, 1), "relu")
STATEMENT = "Recouper les tiges en biais avant leur mise en eau"
REWORDED = correction("competence", C2, "statement", STATEMENT, "Tailler les tiges")
ADDED = correction(
    "competence",
    "en respectant la commande",
    ITEM,
    after='{"statement": "Respecter la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": "C5", '
    '"activities": ["A1. Préparer les fleurs"]}',
)
FIRST_BLOC = "| BLOC 1 – Composer des bouquets | | | |\n"


def desk(*corrections: Correction) -> Desk:
    return Desk(*read(), corrections)


def wrote(edit: Edit) -> tuple[str, ...]:
    one = edit.correction
    return (one.kind, one.quote, one.near, one.field, one.before, one.after)


def checked(said: str, golden: Path) -> None:
    if os.environ.get("REWRITE_GOLDENS"):
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")


def test_what_became_of_corrections_is_told_word_for_word() -> None:
    """A line of each state: what it is about, read then, corrected, read now, why, and by whom (`told.md`)."""
    text = HEAD + FIRST_BLOC + "".join(ROWS)
    corrections = [
        REWORDED,
        correction("competence", "C9. Peindre un pot en terre", ITEM, "Peindre", ""),
        correction("competence", C3, "statement", "Lier un bouquet", "Lier un bouquet carré"),
        correction("modality", PRACTICE, "weight", "", "0.5", near=C2),
        correction("modality", PRACTICE, "competences", C1, "", near=C1),
        msgspec.structs.replace(correction("competence", C1, ITEM, "Trier les tiges selon leur fraîcheur"), author=""),
        correction("competence", "C9. Peindre", ITEM, after='{"statement": "Peindre"}'),
        correction("certification.certifiers", "Fleuriste", ITEM, after='{"text": "Les fleuristes réunis"}'),
    ]
    outcomes = apply(*read(text), corrections).outcomes
    assert {outcome.status for outcome in outcomes} == set(Status)
    table = corrections_table(outcomes, [msgspec.structs.replace(REWORDED, certification="boulanger")])
    checked(FORMATS["md"].write(table).decode(), TOLD)
    assert table.names == (
        "reference", "certification", "subject", "read", "corrected", "now", "status", "author", "day", "reason",
    )  # fmt: skip


def test_each_item_shows_what_is_read_and_what_counts() -> None:
    """Every field of every item that has a value, with the value read where another counts (`shown.txt`)."""
    one = desk(REWORDED, ADDED, correction("modality", PRACTICE, "is_individual", "", "oui", near=C1))
    said = [
        f"{node.kind.key} {getattr(node.record, 'id', '')} {each.field.name}: {' ; '.join(each.now)}"
        + ("" if each.now == each.read else f" [{' ; '.join(each.read)}]")
        for node in one.nodes()
        for each in one.values(node)
        if each.now or each.read
    ]
    checked("\n".join(said), SHOWN)


def test_facts_are_those_of_the_certification() -> None:
    """Nothing of a bloc stands among what is said of the whole."""
    assert [node.kind.key for node in desk().facts()] == ["certification.title", "certification.kind"]
    found = desk().by_id("bloc/1/competence/C2")
    assert found
    assert found.quote == C2
    assert desk().by_id("bloc/9") is None


def test_a_change_holds_what_was_read() -> None:
    """A plain field, one of many values, a link by the name of its item, a passage, and no value any more."""
    one = desk()
    c2 = one.item("C2")
    assert wrote(one.change(c2, "code", " C7 ", "", ADA)) == ("competence", C2, "", "code", "C2", "C7")
    assert wrote(one.change(c2, "code", "", "", ADA)) == ("competence", C2, "", "code", "C2", "")
    assert wrote(one.change(c2, "activities", "A1", "A2", ADA)) == (
        "competence", C2, "", "activities", "A2. Mettre en eau", "A1. Préparer les fleurs",
    )  # fmt: skip
    edit = one.change(c2, "source", "en biais", "", ADA)
    assert wrote(edit)[3:] == ("source", C2, "en biais")
    assert (edit.correction.author, edit.correction.day, edit.correction.reason) == ("Ada", date(2026, 12, 1), "relu")
    assert edit.instead_of == ()


def test_what_a_person_added_is_changed_where_it_was_told() -> None:
    """The correction that adds the item is written anew, instead of the old one; nothing is said twice."""
    one = desk(ADDED)
    c5 = one.item("C5")
    changes = {
        "statement": one.change(c5, "statement", "Tenir la commande", "", ADA),
        "code": one.change(c5, "code", "", "", ADA),
        "activities": one.change(c5, "activities", "A2", "A1", ADA),
    }
    assert {edit.instead_of for edit in changes.values()} == {(ADDED.key,)}
    assert {name: msgspec.json.decode(edit.correction.after) for name, edit in changes.items()} == {
        "statement": {"statement": "Tenir la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": "C5",
                      "activities": ["A1. Préparer les fleurs"]},
        "code": {"statement": "Respecter la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": None,
                 "activities": ["A1. Préparer les fleurs"]},
        "activities": {"statement": "Respecter la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": "C5",
                       "activities": ["A2. Mettre en eau"]},
    }  # fmt: skip
    moved = one.change(c5, "source", "la commande", "", ADA)
    assert (moved.correction.quote, moved.correction.after) == ("la commande", ADDED.after)


def test_removing_and_recasting() -> None:
    """What is taken out is named by its words; what comes in its place stands on the same words, code and bloc."""
    one = desk()
    assert wrote(one.remove(one.item("C2"), ADA)) == ("competence", C2, "", ITEM, STATEMENT, "")
    taken, new = one.recast(one.item("C2"), "activity", ADA)
    assert wrote(taken) == ("competence", C2, "", ITEM, STATEMENT, "")
    assert wrote(new)[:4] == ("activity", C2, "", ITEM)
    assert msgspec.json.decode(new.correction.after) == {
        "text": STATEMENT, "code": "C2", "bloc": "BLOC 1 – Composer des bouquets",
    }  # fmt: skip


def test_a_new_item_names_its_owner_and_links_as_people_do() -> None:
    """Ids and codes become the words of the items that they name."""
    told: dict[str, str | list[str]] = {"text": "L’eau est froide", "in": "bloc/1/criteria/g02"}
    edit = desk().new("criterion", QuoteSelector("L'eau"), told, ADA)
    assert wrote(edit)[:4] == ("criterion", "L'eau", "", ITEM)
    assert msgspec.json.decode(edit.correction.after) == {"text": "L’eau est froide", "in": "L'eau est propre"}
    linked = desk().new("competence", QuoteSelector("en biais"), {"statement": "X", "activities": ["A1", "A2"]}, ADA)
    assert msgspec.json.decode(linked.correction.after) == {
        "statement": "X", "activities": ["A1. Préparer les fleurs", "A2. Mettre en eau"],
    }  # fmt: skip


def test_settling_takes_the_place_of_rivals() -> None:
    """Of two people who contradict each other one is kept, on what is read now, instead of both."""
    other = msgspec.structs.replace(REWORDED, after="Couper les tiges", author="Grace")
    one = desk(REWORDED, other)
    edit = one.settle(one.outcomes[1], ADA)
    assert wrote(edit) == ("competence", C2, "", "statement", STATEMENT, "Couper les tiges")
    assert set(edit.instead_of) == {REWORDED.key, other.key}
    assert one.tried(edit).status is Status.APPLIED


REFUSED: dict[str, tuple[Callable[[Desk], object], str, str]] = {
    "no field": (
        lambda one: one.change(one.item("C2"), "colour", "x", "", ADA),
        "« colour » n’est pas un champ de la compétence.",
        "Ses champs sont\u00a0: source, other_sources, ",
    ),
    "empty": (
        lambda one: one.change(one.item("C2"), "statement", " ", "", ADA),
        "l’énoncé ne peut pas être vide.",
        "Pour retirer tout l’élément, retirez-le.",
    ),
    "needless": (
        lambda one: one.change(one.item("C2"), "code", "C2", "", ADA),
        "c’est déjà ce qui est lu\u00a0: il n’y a rien à corriger.",
        "Pour revenir sur une correction, reprenez-la\u00a0: « refgraph correct take-back ».",
    ),
    "link to another kind": (
        lambda one: one.change(one.item("C2"), "activities", "C1", "", ADA),
        "l’activité liée\u00a0: « C1 » n’est pas l’activité.",
        "",
    ),
    "no number": (
        lambda one: one.change(one.item("bloc/1/modality/m03"), "duration_minutes", "une heure", "", ADA),
        "la durée en minutes\u00a0: « une heure » n’est pas un nombre.",
        "Corrigez la valeur.",
    ),
    "added": (
        lambda one: one.remove(one.item("C5"), ADA),
        "cet élément a été ajouté par une correction.",
        f"Reprenez-la\u00a0: « refgraph correct take-back {ADDED.key} ».",
    ),
    "no such kind to become": (
        lambda one: one.recast(one.item("C2"), "fleur", ADA),
        "la compétence ne peut pas devenir «\u00a0fleur\u00a0».",
        "Ces sortes se changent\u00a0: l’activité, la compétence, la modalité.",
    ),
    "kind that is not recast": (
        lambda one: one.recast(one.item("C2"), "bloc", ADA),
        "la compétence ne peut pas devenir le bloc.",
        "Ces sortes se changent\u00a0: l’activité, la compétence, la modalité.",
    ),
    "the kind it is": (
        lambda one: one.recast(one.item("C2"), "competence", ADA),
        "la compétence ne peut pas devenir la compétence.",
        "Ces sortes se changent\u00a0: l’activité, la compétence, la modalité.",
    ),
    "no kind": (
        lambda one: one.new("fleur", QuoteSelector("x"), {}, ADA),
        "« fleur » n’est pas une sorte d’élément.",
        "Choisissez parmi certification.title, certification.kind, ",
    ),
    "no name": (
        lambda one: one.item("C99"),
        "« C99 » ne désigne aucun élément de cette certification.",
        "Donnez son identifiant (bloc/1/competence/C2), son code, ou des mots de son passage.",
    ),
    "several": (
        lambda one: one.item("les tiges"),
        "« les tiges » désigne 4 éléments.",
        "Nommez-le par son identifiant\u00a0: bloc/1/competence/C1 ; bloc/1/competence/C2 ; ",
    ),
    "does not fit": (
        lambda one: one.tried(Edit(correction("competence", "C9. Peindre", "code", "C9", "C8"))),
        "cette correction ne convient pas\u00a0: ",
        "la compétence «\u00a0C9. Peindre\u00a0», le code\u00a0: lu «\u00a0C9\u00a0», corrigé en «\u00a0C8\u00a0»",
    ),
    "said already": (
        lambda one: one.tried(Edit(correction("competence", C2, "activities", "", "A2. Mettre en eau"))),
        "c’est déjà ce qui est lu\u00a0: il n’y a rien à corriger.",
        "Pour revenir sur une correction",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_corrected_says_why_and_what_to_do(case: str) -> None:
    """Each refusal in its words, with its remedy."""
    act, message, remedy = REFUSED[case]
    with pytest.raises(RecordError) as caught:
        act(desk(ADDED))
    assert caught.value.message.startswith(message)
    assert (caught.value.remedy or "").startswith(remedy)
    assert message.endswith("\u00a0: ") or caught.value.message == message


def test_an_item_corrected_and_taken_out_is_told_so() -> None:
    """What is taken out goes last: a correction of its words still finds it, in whatever order they stand."""
    gone = correction("competence", C2, ITEM, STATEMENT, "")
    for corrections in ([REWORDED, gone], [gone, REWORDED]):
        applied = apply(*read(TEXT), corrections)
        assert [outcome.status for outcome in applied.outcomes] == [Status.APPLIED, Status.APPLIED]
        assert [each.code for each in applied.record.competences] == ["C1", "C3", "C4"]
