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


def test_every_name_of_the_register_is_recognised() -> None:
    """A name that a person adds to the register is found in a sentence, as what it names."""
    lexicon = load_lexicon()
    missed = [
        (name.key, name.text)
        for name in lexicon.names
        if not name.needs_company and not (name.key in lexicon.codes and name.text.isupper())
        if not any(name.key in found.targets for found in recognise(f"Appliquer ceci\u00a0: {name.text}"))
    ]
    assert len(lexicon.names) == 1078
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
