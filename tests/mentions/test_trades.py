"""The recogniser on sentences of many trades, each written and annotated by hand, most of them before it was run."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from refgraph.mentions import load_lexicon, recognise

Mention = tuple[str, str, str]


def sentences() -> list[tuple[str, list[Mention]]]:
    path = Path(__file__).parent / "trades.tsv"
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(_broken(text), [_mention(each) for each in mentions]) for text, *mentions in lines]


def _mention(cell: str) -> Mention:
    words, keys, state = cell.split(" |")
    return _broken(words), keys.strip(), state.strip()


def _broken(text: str) -> str:
    return text.replace("\\n", "\n")


def test_the_sentences_are_all_there() -> None:
    """The list is read whole: what it names, and the sentences that name nothing but tempt."""
    listed = sentences()
    assert len(listed) == 1_089
    assert sum(not mentions for _, mentions in listed) == 293
    assert sum(len(mentions) for _, mentions in listed) == 1_082


def test_precision_and_recall_on_many_trades(capsys: pytest.CaptureFixture[str]) -> None:
    """Words, texts and state are right for each text named in sentences of other trades, and nothing is invented."""
    wanted = Counter((text, *mention) for text, mentions in sentences() for mention in mentions)
    given = Counter(
        (text, found.text, " ".join(found.targets), found.state.value)
        for text, _ in sentences()
        for found in recognise(text)
    )
    right = sum((wanted & given).values())
    precision, recall = right / sum(given.values()), right / sum(wanted.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\nmentions of many trades: precision {precision:.3f}, recall {recall:.3f} ({right} places)\n"
        )
    assert sorted((given - wanted).elements()) == []
    assert sorted((wanted - given).elements()) == []


def test_nine_trades_that_it_was_not_made_for() -> None:
    """Of 135 places in sentences of nine other trades, hardly one is missed or invented, and their texts are right."""
    lines = (Path(__file__).parent / "nine_trades.tsv").read_text("utf-8").splitlines()
    wanted = found = right = extra = 0
    for text, *cells in (line.split("\t") for line in lines if not line.startswith("#")):
        given, used = recognise(text), set[int]()
        for words, _, key in (cell.partition(" |") for cell in cells):
            start = text.index(words)
            hits = [one for one in given if one.start < start + len(words) and one.end > start]
            used |= {one.start for one in hits}
            wanted, found = wanted + 1, found + bool(hits)
            right += any(_is_of(one.targets, key.strip()) for one in hits)
        extra += sum(one.start not in used for one in given)
    assert (len(lines) - 11, wanted) == (150, 135)
    assert found / wanted >= 0.96
    assert found / (found + extra) >= 0.98
    assert right / wanted >= 0.96


def _is_of(targets: tuple[str, ...], key: str) -> bool:
    """Whether a place means the text ``key``, or none of the register where that is empty."""
    return any(one == key or one.startswith(f"{key}/") for one in targets) if key else not targets


@pytest.mark.parametrize(
    ("printed", "editions"),
    [
        ("le RGAA 3.0, afin", (("rgaa", "3.0"),)),
        ("le RGAA 3", (("rgaa", "3"),)),
        ("le RGAA v4", (("rgaa", "4"),)),
        ("le RGAA, version 4.1", (("rgaa", "4.1"),)),
        ("les WCAG 2.0 niveau AA", (("wcag", "2.0"),)),
        ("ISO 9001 (2015), et", (("iso-9001", "2015"),)),
        ("ISO 9001-2008", (("iso-9001", "2008"),)),
        ("norme ISO 9001 version 2015", (("iso-9001", "2015"),)),
        ("ISO 14001:2015, 9001:2008", (("iso-14001", "2015"), ("iso-9001", "2008"))),
        ("NF C 15-100 édition 2002", (("nf-c-15-100", "2002"),)),
        ("RGAA 4 critères", ()),
        ("ISO 9001", ()),
    ],
)
def test_the_edition_that_is_printed(printed: str, editions: tuple[tuple[str, str], ...]) -> None:
    """The number or year of an edition belongs to the mention; a number that counts something does not."""
    (found,) = recognise(printed)
    assert found.editions == editions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "exigés par l’arrêté du 25 juin 1980 modifié, article MS 46, afin",
            "arrêté du 25 juin 1980 modifié, article MS 46",
        ),
        ("l’article GN 8 de l’arrêté du 25 juin 1980", "article GN 8 de l’arrêté du 25 juin 1980"),
    ],
)
def test_a_dated_text_with_its_article_is_found_as_the_text(text: str, words: str) -> None:
    """An arrêté that is cited by one of its articles is the one of that day in the register."""
    (found,) = recognise(text)
    assert (found.text, found.targets, found.state.value) == (words, ("arrete-1980-06-25",), "précise")


def test_every_name_of_the_register_is_recognised() -> None:
    """A name that a person adds to the register is found in a sentence, as what it names."""
    lexicon = load_lexicon()
    missed = [
        (name.key, name.text)
        for name in lexicon.names
        if not name.needs_company and not (name.key in lexicon.codes and name.text.isupper())
        if not any(name.key in found.targets for found in recognise(f"Appliquer ceci\u00a0: {name.text}"))
    ]
    assert len(lexicon.names) == 1079
    assert missed == []


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Code du travial", "Code du travail"),
        ("code de la comsommation", "Code de la consommation"),
        ("Code du commerce", "Code de commerce"),
        ("loi Hogué", "loi Hoguet"),
        ("Règlement général de protection des données", "Règlement général sur la protection des données"),
        ("Code des Assurances", None),
        ("CODE DE LA SECURITE INTERIEURE", None),
        ("Code de l’Education", None),
        ("directive européenne sur les services de paiement", None),
    ],
)
def test_a_slip_in_a_name_is_told(printed: str, right: str | None) -> None:
    """A name with one slip means its text, keeps its words and comes with the right spelling."""
    (found,) = recognise(f"Respecter : {printed}.")
    assert (found.text, found.spelling) == (printed, right)


@pytest.mark.parametrize(
    "text", ["le code de la dépense", "le code de travail du poste", "la loi du travail bien fait"]
)
def test_other_words_are_no_slip(text: str) -> None:
    """A word that exists is not taken for a slip in the name of a law."""
    assert recognise(text) == []
