"""Words beside an item on a line that a reading accounts for."""

from refgraph.model.records import Certification, DocumentInfo, Fact, Issue, Reading
from refgraph.reading.document import Document
from refgraph.reading.shared.residue import leftovers


def _reading(document: Document, start: int, end: int, *issues: Issue) -> Reading:
    title = Fact(text="titre", source=document.passage(start, end))
    info = DocumentInfo(name=document.name, sha256="0", family="fiche")
    return Reading(document=info, certification=Certification(id="x", title=title), issues=issues)


def test_words_beside_a_passage_are_reported() -> None:
    """A line is not understood because a part of it is; tags and lone signs are no words."""
    document = Document(name="d.txt", text="Intitulé : CQP\n<p>CQP</p> –\n", sha256="0")
    found = leftovers(document, _reading(document, 11, 14))
    assert [(issue.line, issue.message) for issue in found] == [
        (1, "Ces mots n’ont pas été compris : « Intitulé »"),
        (2, "Ces mots n’ont pas été compris : « CQP »"),
    ]


def test_a_line_is_reported_once() -> None:
    """A line that has an issue already gets no second one."""
    document = Document(name="d.txt", text="Intitulé : CQP\n", sha256="0")
    known = Issue(path="d.txt", line=1, message="Déjà dit.")
    assert leftovers(document, _reading(document, 11, 14, known)) == ()
