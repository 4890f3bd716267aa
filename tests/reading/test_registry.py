"""The registry: which layout reads what, how a certification gets its id, what mentions are added."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.errors import DocumentError, LayoutError, LayoutWarning, RecordError
from refgraph.reading import registry
from refgraph.reading.discovery import brought_here
from refgraph.reading.opening import decode, open_document
from tests.reading.packages import LETTER, package

SOURCES = assets.data() / "sources"
CATALOGUE = registry.read_catalogue(assets.data() / "catalogue.toml")
EXPECTED = {
    "000_400e290180d10368.txt": ("colonnes", "cqp-charge-affaires-entreprises"),
    "001_f93b1616b69b22ca.txt": ("fiche", "RNCP31919"),
    "002_680993158fc6d417.txt": ("colonnes", "charge-clientele-particuliers-n6"),
    "003_9aa1763f7bae16bc.txt": ("tableaux", "conseiller-clientele-professionnelle-n6"),
    "004_88229ca4c97ea489.txt": ("tableaux", "charge-clientele-particuliers-banque-assurance-n6"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_document_is_recognised_by_its_content(name: str) -> None:
    """Each shipped document is read by its layout alone, whatever its file is called, and gets its id."""
    document = open_document(SOURCES / name)
    renamed = decode((SOURCES / name).read_bytes(), "document.md")
    layout, expected = EXPECTED[name]
    assert [known.name for known in registry.recognised(renamed)] == [layout]
    assert registry.certification_id(document, CATALOGUE) == expected


def test_an_id_from_the_file_name() -> None:
    """Without number and catalogue, the id is the file name made safe for an IRI."""
    document = decode("Référentiel".encode(), "Été 2024 – CQP n°3 (v2).txt")
    assert registry.certification_id(document) == "ete-2024-cqp-n-3-v2"


def test_mentions_lead_to_their_slice() -> None:
    """« Directive Crédit » over two lines is one mention, with the slice as printed."""
    reading = registry.read(SOURCES / "002_680993158fc6d417.txt", CATALOGUE)
    found = [mention for mention in reading.mentions if mention.owner == "bloc/3/modality/m03"]
    assert [(mention.text, mention.source.line) for mention in found] == [
        ("directives AMF", 726),
        ("Code des Assurances", 727),
        ("Directive Crédit", 728),
    ]


@pytest.mark.parametrize(
    ("broken", "place"),
    [("[[document]]\nfile = 'a.txt'\n", ""), ("document = 3\n", ""), ("\n[[document\n", ", ligne\u00a02")],
)
def test_a_broken_catalogue(tmp_path: Path, broken: str, place: str) -> None:
    """A catalogue that cannot be read is refused with its place, in French alone."""
    path = tmp_path / "catalogue.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(DocumentError, match=rf"catalogue\.toml{place} : le catalogue ne peut pas être lu\. Chaque"):
        registry.read_catalogue(path)


LETTER_OF_BAKERS = decode("Objet : CQP Boulanger\nBien à vous\n".encode(), "lettre.txt")
BAKERS = """CQP Boulanger – Niveau 3

REFERENTIEL D’ACTIVITES
REFERENTIEL DE COMPETENCES
REFERENTIEL D’EVALUATION
MODALITÉS D’ÉVALUATION

BLOC n°1
Fabriquer le pain

A1. Préparation du fournil

C1 Pétrir la pâte.

C2 Cuire le pain.

Mise en situation

- Le pain est levé.
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Install a package of one layout « lettre », from its code; forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)

    def put(code: str, name: str = "acme", point: str = "lettre") -> None:
        package(tmp_path, name, {point: name}, {name: code})
        forget()

    yield put
    for module in set(sys.modules) - before:
        del sys.modules[module]
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Look anew for what is installed."""
    registry.discovery.cache_clear()
    brought_here.cache_clear()


def test_another_packages_layout_reads(install: Callable[..., None]) -> None:
    """What another package reads passes through the same steps as what ours read."""
    install(LETTER)
    reading = registry.read_document(LETTER_OF_BAKERS)
    assert (reading.document.family, reading.certification.id) == ("lettre", "lettre")
    assert reading.certification.title is not None
    assert (reading.certification.title.text, reading.issues) == ("CQP Boulanger", ())
    assert registry.signature_of_others() == "lettre 1 (acme 1.0)\n"


def test_a_line_that_a_layout_passes_over_is_told(install: Callable[..., None]) -> None:
    """No line disappears silently, whoever reads."""
    install(LETTER.replace("if rest.quote:", "if False:"))
    issues = registry.read_document(LETTER_OF_BAKERS).issues
    assert [(issue.line, issue.message) for issue in issues] == [
        (2, "Cette ligne n’a pas été comprise : « Bien à vous »")
    ]


def test_what_no_passage_prints_is_told(install: Callable[..., None]) -> None:
    """Nothing is invented, whoever reads: a person is told what to look at."""
    install(LETTER.replace("text=title.quote,", "text=title.quote + ' (niveau 3)',"))
    issues = registry.read_document(LETTER_OF_BAKERS).issues
    assert [(issue.line, issue.message) for issue in issues] == [
        (1, "Le passage cité n’imprime pas « CQP Boulanger (niveau 3) » : cela reste à vérifier.")
    ]


def test_a_link_to_nothing_is_refused_whoever_reads(install: Callable[..., None]) -> None:
    """The same rules hold for every reading: here, a bloc twice."""
    bloc = "(Bloc(id='b', number=1, text='x', code='1', source=rest),) * 2"
    code = LETTER.replace("furniture=", f"blocs={bloc},\n            furniture=")
    install(code.replace("import Certification", "import Bloc, Certification"))
    with pytest.raises(RecordError, match=r"lettre\.txt, ligne 2 : deux blocs portent le numéro 1"):
        registry.read_document(LETTER_OF_BAKERS)


def test_a_layout_that_claims_everything_is_told(install: Callable[..., None]) -> None:
    """Ours reads first where both are as sure, and each reading says that another claims the document."""
    install(LETTER.replace("0.9 if SUBJECT.match(document.text) else 0.0", "1.0"))
    reading = registry.read_document(decode(BAKERS.encode(), "boulanger.txt"))
    assert reading.document.family == "colonnes"
    assert [(issue.line, issue.message) for issue in reading.issues] == [
        (
            1,
            "La mise en page « lettre » (acme 1.0) reconnaît aussi ce document, "
            "lu ici comme « colonnes » (refgraph 0.1.0).",
        )
    ]
    less_sure = "Objet : " + BAKERS.replace("MODALITÉS D’ÉVALUATION\n", "")
    issues = registry.read_document(decode(less_sure.encode(), "boulanger.txt")).issues
    assert issues[-1].message == (
        "La mise en page « colonnes » (refgraph 0.1.0) reconnaît aussi ce document, lu ici comme « lettre » (acme 1.0)."
    )


def test_a_layout_that_fails_leaves_the_others_to_read(install: Callable[..., None]) -> None:
    """A fault in recognising is told with the package, and the document is read all the same."""
    install(LETTER.replace("return 0.9 if", "return 1 / 0 if"))
    with pytest.warns(LayoutWarning) as told:
        reading = registry.read_document(decode(b"Objet : CQP " + BAKERS.encode(), "boulanger.txt"))
    assert reading.document.family == "colonnes"
    assert [str(warning.message) for warning in told] == [
        "boulanger.txt, mise en page « lettre » (acme 1.0) : la mise en page échoue (ZeroDivisionError\u00a0: division "
        "by zero). Choisissez une autre mise en page (--layout), et signalez-le à l’auteur du paquet."
    ]


def test_a_layout_that_cannot_be_used_is_told_when_documents_are_read(install: Callable[..., None]) -> None:
    """What is not installed rightly is said, and named again where it is asked for."""
    install("1 / 0")
    with pytest.warns(
        LayoutWarning, match=r"^paquet acme 1\.0, mise en page « lettre » : la mise en page ne se charge"
    ):
        registry.read_document(decode(BAKERS.encode(), "boulanger.txt"))
    with pytest.raises(LayoutError, match=r"^paquet acme 1\.0, mise en page « lettre » : la mise en page ne se charge"):
        registry.read_document(LETTER_OF_BAKERS, layout="lettre")


def test_a_layout_may_be_named() -> None:
    """A person who knows better than the recogniser decides; a name that is none is told with those there are."""
    document = decode(BAKERS.replace("REFERENTIEL", "RÉF.").replace("MODALITÉS", "").encode(), "boulanger.txt")
    with pytest.raises(
        DocumentError,
        match=r"d’aucune mise en page connue \(but, colonnes, export, fiche, page, reac, tableaux, titres\)",
    ):
        registry.read_document(document)
    assert registry.read_document(document, layout="colonnes").competences[0].statement == "Pétrir la pâte."
    with pytest.raises(
        LayoutError, match=r"^aucune mise en page ne s’appelle « x »\. Choisissez parmi\u00a0: but, colonnes"
    ):
        registry.read_document(document, layout="x")


def test_a_refgraph_without_its_layouts_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was installed before layouts were entry points is installed again, not called a document of no layout."""
    monkeypatch.setattr(registry, "distributions", tuple)
    registry.discovery.cache_clear()
    try:
        with pytest.warns(LayoutWarning), pytest.raises(LayoutError) as refused:
            registry.read_document(decode(BAKERS.encode(), "boulanger.txt"))
    finally:
        monkeypatch.undo()
        registry.discovery.cache_clear()
    assert str(refused.value) == (
        "paquet refgraph 0.1.0 : les mises en page de refgraph ne sont pas installées. "
        "Réinstallez refgraph\u00a0: « make app », ou « pip install --no-deps --no-build-isolation -e . »."
    )
