"""Terms that a register uses and nobody defines: a fact under a misspelt name would be lost without a word."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from refgraph.core import assets
from refgraph.core.errors import RegisterError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import PREFIXES

ELI = PREFIXES["eli"]


def require_known_terms(path: Path) -> None:
    """Nothing, if the register at ``path`` only uses terms of our ontology, our vocabularies and the standards.

    Of ELI, the terms that our own register and its rules use are known: the engine reads no others.

    Raises:
        RegisterError: the first term that is not defined, with file and line, and the term that was probably meant.
    """
    from refgraph.graph.validation.lint import unknown_terms
    from refgraph.graph.validation.shapes import Shapes, read_file

    file = read_file(path, shipped=False)
    for unknown in unknown_terms(Shapes((file,)), file):
        raise _refused(path, unknown.line, unknown.term, unknown.suggestion)
    for iri in dict.fromkeys(term.value for triple in file.triples for term in triple if isinstance(term, NamedNode)):
        if iri.startswith(ELI) and iri not in _known():
            near = get_close_matches(iri, _known(), n=1, cutoff=0.8)
            term = iri.replace(ELI, "eli:")
            raise _refused(path, file.line_of(term), term, near[0].replace(ELI, "eli:") if near else None)


def _refused(path: Path, line: int | None, term: str, suggestion: str | None) -> RegisterError:
    return RegisterError(
        f"le terme « {term} » n’est pas connu du registre.",
        place=f"{path.name}, ligne{NBSP}{line}" if line else path.name,
        remedy=f"Vouliez-vous écrire « {suggestion} » ?" if suggestion else "Corrigez-le d’après docs/regulations.md.",
    )


@cache
def _known() -> frozenset[str]:
    """The ELI terms that our register and its rules use."""
    return frozenset(
        term.value
        for path in (assets.ontology() / "regulations.ttl", assets.shapes() / "regulations.ttl")
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        for term in quad.triple
        if isinstance(term, NamedNode) and term.value.startswith(ELI)
    )
