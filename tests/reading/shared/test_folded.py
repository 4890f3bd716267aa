"""The way from folded text, where patterns are searched, back to the words as printed."""

from refgraph.reading.shared.folded import Folded


def test_cut_gives_back_the_printed_words() -> None:
    """« œ » folds to two letters and a combining accent to none: places must still be found again."""
    text = "Mise en œuvre du projet d’e\u0301quipe\r\n"
    folded = Folded(text)
    place = folded.flat.index("projet d'equipe")
    assert folded.cut(place, place + len("projet d'equipe")) == "projet d’e\u0301quipe"
    assert folded.flat.startswith("mise en oeuvre")
    assert folded.offset(len(folded.flat)) == len(text)
