"""Today's competences by CURIE, each asked of the store when it is first needed, with the version of its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from refgraph.graph.sssom import compress, decompress, version
from refgraph.graph.store import Store
from refgraph.knowledge.decisions import Statement

_STATEMENTS = """SELECT DISTINCT ?certification ?competence ?statement ?code WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc a rg:Bloc ; rg:hasCompetence ?competence .
  ?competence rg:statement ?statement OPTIONAL { ?competence rg:code ?code }
} ORDER BY ?certification ?competence"""

_EDITION = """SELECT DISTINCT ?title ?competence ?statement WHERE {
  ?certification a rg:Certification ; rdfs:label ?title ; rg:hasBloc ?bloc . ?bloc a rg:Bloc .
  { ?bloc rg:hasCompetence ?competence } UNION { ?bloc rg:hasCompetence/^skos:broader ?competence }
  ?competence rg:statement ?statement
} ORDER BY ?title ?competence"""
"""The statements of a certification and of the steps of its competences, with its title."""


class StoredStatements(Mapping[str, Statement]):
    """The competences of ``store``; to look many up, `need` them first: that is one question instead of many."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Statement | None] = {}
        self._is_whole = False

    def need(self, curies: Iterable[str]) -> None:
        """Ask for those of ``curies`` that are not known yet."""
        missing = [curie for curie in dict.fromkeys(curies) if curie not in self._known and "/" in curie]
        if not missing or self._is_whole:
            return
        nodes = [node for curie in missing if (node := _node(curie))]
        found = self._ask({"competence": nodes}) if nodes else {}
        self._known |= {curie: found.get(curie) for curie in missing}

    def whole(self) -> StoredStatements:
        """The same, all competences asked for at once."""
        if not self._is_whole:
            self._known |= self._ask({})
            self._is_whole = True
        return self

    def __getitem__(self, curie: str) -> Statement:
        """The competence called ``curie``, or the certification, whose text are the versions of its statements."""
        if "/" not in curie and curie not in self._known:
            self._known[curie] = self._edition(curie)
        self.need([curie])
        if (found := self._known.get(curie)) is None:
            raise KeyError(curie)
        return found

    def __iter__(self) -> Iterator[str]:
        self.whole()
        return (curie for curie, found in self._known.items() if found is not None and "/" in curie)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _edition(self, curie: str) -> Statement | None:
        node = _node(curie)
        rows = self._store.select(_EDITION, {"certification": [node]}).rows if node else []
        versions = [version(text.value) for _, _, text in rows if isinstance(text, Literal)]
        titles = [title.value for title, _, _ in rows if isinstance(title, Literal)]
        if node is None or not versions:
            return None
        return Statement(node.value, " ".join(sorted(versions)), node.value, titles[0])

    def _ask(self, asked: Mapping[str, list[NamedNode]]) -> dict[str, Statement | None]:
        found: dict[str, Statement | None] = {}
        for certification, competence, statement, code in self._store.select(_STATEMENTS, asked).rows:
            assert isinstance(certification, NamedNode)
            assert isinstance(competence, NamedNode)
            assert isinstance(statement, Literal)
            name = f"{code.value} – {statement.value}" if isinstance(code, Literal) else statement.value
            found[compress(competence.value)] = Statement(competence.value, statement.value, certification.value, name)
        return found


def _node(curie: str) -> NamedNode | None:
    """The competence behind ``curie``; None where it makes no IRI, so that nothing can be called so."""
    try:
        return NamedNode(decompress(curie))
    except ValueError:
        return None
