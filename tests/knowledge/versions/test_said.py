"""What a person says that a competence comes from counts in place of its words, and is kept by these words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from refgraph.core import files
from refgraph.core.errors import MappingError
from refgraph.knowledge.versions import (
    Descent,
    Version,
    VersionKind,
    compare,
    item_named,
    read_descents,
    say,
    version_of,
)
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode
from tests.florist import TEXT


def version(text: str, name: str) -> Version:
    record: Reading = registry.read_document(decode(text.encode(), name))
    return version_of(record)


OLD = version(TEXT, "fleuriste.md")
NEW = version(
    TEXT.replace("C1. Trier les tiges selon leur fraîcheur", "C8. Accueillir la clientèle avec courtoisie"),
    "fleuriste-2.md",
)
SORT, GREET = "Trier les tiges selon leur fraîcheur", "Accueillir la clientèle avec courtoisie"
CUT = "Recouper les tiges en biais avant leur mise en eau"


def told(before: str, after: str, author: str = "Ada") -> Descent:
    return Descent("fleuriste", "fleuriste-2", before, after, author, "2026-12-01")


def fates(*said: Descent) -> dict[str, str]:
    """What became of each competence, by the words that it has now, or had."""
    found = compare(OLD, NEW, said).of(VersionKind.COMPETENCE)
    return {(each.new.text if each.new else f"- {each.old[0].text}"): each.word for each in found}


def test_a_person_s_word_counts_in_place_of_the_rules() -> None:
    """A link that the words do not show, one that they show and is none, and a merge of two."""
    others = {CUT: "identique", "Lier un bouquet rond en respectant la commande": "identique"}
    assert {**others, GREET: "nouvelle", f"- {SORT}": "supprimée"}.items() <= fates().items()
    assert {**others, GREET: "reformulée"}.items() <= fates(told(SORT, GREET)).items()
    assert f"- {SORT}" not in fates(told(SORT, GREET))
    assert {CUT: "nouvelle", f"- {CUT}": "supprimée"}.items() <= fates(told("", CUT)).items()
    assert {CUT: "nouvelle", f"- {CUT}": "supprimée"}.items() <= fates(told(CUT, "")).items()
    assert fates(told(SORT, CUT), told(CUT, CUT))[CUT] == "fusionnée"


def test_it_is_about_these_two_versions_and_these_words() -> None:
    """Said of other versions, or of words that are there no more, it changes nothing."""
    assert fates(Descent("fleuriste", "autre", SORT, GREET, "Ada", "2026-12-01")) == fates()
    assert fates(told("Arroser", GREET)) == fates()
    assert fates(told(SORT.upper().replace("Î", "î"), GREET)) == fates(told(SORT, GREET))


def test_it_is_kept_signed_the_last_word_standing(tmp_path: Path) -> None:
    """Written and read again; nobody says it unsigned, and what is said again takes the place of what was said."""
    path = tmp_path / "mappings" / "versions.tsv"
    assert read_descents(path) == []
    with pytest.raises(MappingError, match="n’est pas signée"):
        say(path, told(SORT, GREET, author=" "))
    say(path, told(SORT, GREET))
    say(path, told(CUT, ""))
    assert read_descents(path) == [told(SORT, GREET), told(CUT, "")]
    say(path, told("", GREET, author="Béa"))
    assert read_descents(path) == [told(CUT, ""), told("", GREET, author="Béa")]
    say(path, told(CUT, CUT))
    assert read_descents(path) == [told("", GREET, author="Béa"), told(CUT, CUT)]
    path.write_text("avant\tapres\n", "utf-8")
    with pytest.raises(MappingError, match="ne peuvent pas être lues"):
        read_descents(path)


def test_a_competence_is_named_by_its_code_or_its_id() -> None:
    """A code that stands once is enough; what is not there is refused with what could be named."""
    items = OLD.of(VersionKind.COMPETENCE)
    assert item_named(items, "C2").text == CUT
    assert item_named(items, "bloc/1/competence/C2").text == CUT
    with pytest.raises(MappingError, match="aucune compétence ne s’appelle") as refused:
        item_named(items, "C9")
    assert (refused.value.remedy or "").startswith("Écrivez l’un de ces identifiants\u00a0: bloc/1/competence/C1")


def test_who_else_writes_is_waited_for(tmp_path: Path) -> None:
    """Somebody holds the file: nothing is written before they have done, so that no word of theirs is lost."""
    path = tmp_path / "versions.tsv"
    with ThreadPoolExecutor(1) as thread:
        with files.locked(path):
            waiting = thread.submit(say, path, told(SORT, GREET))
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
            assert not path.exists()
        waiting.result()
    assert [each.after for each in read_descents(path)] == [GREET]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be: in French, with the place."""
    (tmp_path / "mappings").write_text("", "utf-8")
    with pytest.raises(MappingError, match="la filiation ne peut pas être enregistrée"):
        say(tmp_path / "mappings" / "versions.tsv", told(SORT, GREET))
