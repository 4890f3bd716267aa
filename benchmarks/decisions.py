"""Each kind of work that writes into a data folder, done with a number, and the numbers that stand there afterwards."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.adhoc.saving import save
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.decisions.register import DecisionRegister
from refgraph.knowledge.dossier import BlocCorrespondence, Verdict
from refgraph.knowledge.dossier.signatures import Signatures
from refgraph.knowledge.quality import acceptance
from refgraph.knowledge.questions import read_catalogue
from refgraph.knowledge.regulations import Register, Settlement, read_settlements, write_settlement
from refgraph.pipeline import build, intake
from refgraph.pipeline.inputs import background_of
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections import file as corrections
from refgraph.workspace import Workspace

DAY = date(2026, 11, 30)
TEXT = """# CQP {name}

| Activités | Compétences | Modalités d'évaluation | Critères d'évaluation |
|---|---|---|---|
| BLOC 1 – Fabriquer | | | |
| A1. Préparer | C1. Préparer le poste de {name} | Mise en situation pratique | Le poste est propre |
"""
Act = Callable[[], object]


@dataclass(frozen=True)
class Work:
    """A kind of work: ``prepare`` does what must be there before and gives back what is to be watched; ``found`` are
    the numbers that stand in the folder, and raises where it cannot be read. Only a decision is looked for again."""

    prepare: Callable[[Workspace, int], Act]
    found: Callable[[Workspace], set[int]] = lambda _: set()
    is_decision: bool = False

    def do(self, space: Workspace, number: int) -> None:
        """Do all of it."""
        self.prepare(space, number)()


def _previewed(space: Workspace, number: int) -> Act:
    return partial(_proposed, space, f"apercu-{number}")


def _imported(space: Workspace, number: int) -> Act:
    return partial(intake.confirm, _proposed(space, f"essai-{number}").draft)


def _withdrawn(space: Workspace, number: int) -> Act:
    intake.confirm(_proposed(space, f"retrait-{number}").draft)
    return partial(intake.withdraw, space, f"retrait-{number}")


def _undone(space: Workspace, number: int) -> Act:
    intake.confirm(_proposed(space, f"defait-{number}").draft)
    return partial(intake.undo, space)


def _proposed(space: Workspace, name: str) -> intake.Intake:
    return intake.propose(space, [(f"{name}.md", TEXT.format(name=name).encode())])


def _reviewed(space: Workspace, number: int) -> Act:
    slots = {
        "subject_id": f"rgid:certification/a/bloc/1/competence/C{number}",
        "predicate_id": "skos:closeMatch",
        "object_id": f"rgid:certification/b/bloc/1/competence/C{number}",
        "mapping_justification": "semapv:ManualMappingCuration",
        "reviewer_label": "Ada",
        "review_date": DAY.isoformat(),
    }
    return partial(_register(space).record, [MappingRow(slots)])


def _settled(space: Workspace, number: int) -> Act:
    known = _texts(space)
    one = Settlement(
        certification="a",
        mention=f"mention/{number}",
        words="le code",
        target=min(known.texts),
        settled_by="Ada",
        settled_on=DAY,
    )
    return partial(write_settlement, space.settlements, one, known)


def _signed(space: Workspace, number: int) -> Act:
    pair = _pair(space)
    first = replace(pair.first, iri=f"{pair.first.iri}-{number}")
    pair = replace(pair, first=first)
    return partial(_signatures(space).sign, pair, Verdict.PARTIAL, "Ada", "relu", DAY)


def _unsigned(space: Workspace, number: int) -> Act:
    pair = _pair(space)
    pair = replace(pair, second=replace(pair.second, iri=f"{pair.second.iri}-{number}"))
    _signatures(space).sign(pair, Verdict.PARTIAL, "Ada", "relu", DAY)
    return partial(_signatures(space).withdraw, pair, "Ada", "à revoir", DAY)


def _corrected(space: Workspace, number: int) -> Act:
    one = Correction(
        certification="a",
        kind="competence",
        quote=f"Énoncé {number}",
        near="",
        field="statement",
        before=f"Énoncé {number}",
        after="Autre",
        author="Ada",
        day=DAY,
        reason="relu",
    )
    return partial(corrections.add, space.corrections, [one])


def _accepted(space: Workspace, number: int) -> Act:
    one = acceptance.Acceptance(
        rule="r", entity=f"certification/a/{number}", checksum="c", accepted_by="Ada", accepted_on=DAY, reason="vu"
    )
    return partial(acceptance.add, space.acceptances, [one])


def _saved(space: Workspace, number: int) -> Act:
    return partial(save, space.own_queries, "essais", f"question {number}", "SELECT ?s WHERE { ?s a rg:Bloc }")


def _built(space: Workspace, number: int) -> Act:
    (space.sources / "livre.md").write_text(TEXT.format(name=f"livre-{number}"), "utf-8")
    return partial(build, space)


def _numbers(told: Iterable[str]) -> set[int]:
    """The last number in each of ``told``."""
    return {int(re.findall(r"\d+", one)[-1]) for one in told}


def _register(space: Workspace) -> DecisionRegister:
    return DecisionRegister(space.mappings / "competences.sssom.tsv")


def _signatures(space: Workspace) -> Signatures:
    return Signatures(space.mappings / "correspondances.json")


@lru_cache(maxsize=1)
def _texts(space: Workspace) -> Register:
    return background_of(space, space.checksums()).register


@lru_cache(maxsize=1)
def _pair(space: Workspace) -> BlocCorrespondence:
    """Two blocs of the book that lies in the folder."""
    known = Correspondences.of(space.builds.open(build(space).key), space)
    return known.correspond("livre/bloc/1", "relieur/bloc/1")


def _questions(space: Workspace) -> set[int]:
    catalogue = read_catalogue(space.own_queries)
    if catalogue.broken:
        raise AssertionError(f"a question cannot be read: {catalogue.broken}")
    return _numbers(each.name for each in catalogue.questions if each.name.startswith("question-"))


def _verdicts(space: Workspace) -> set[int]:
    return _numbers(each.first for each in _signatures(space).load() if "-" in each.first)


WORK = {
    "preview": Work(_previewed),
    "import": Work(_imported, lambda space: _numbers(path.name for path in space.sources.glob("essai-*.md")), True),
    "withdraw": Work(_withdrawn, lambda space: _numbers(path.name for path in space.withdrawn.glob("retrait-*")), True),
    "undo": Work(_undone),
    "review": Work(_reviewed, lambda space: _numbers(row["subject_id"] for row in _register(space).load().rows), True),
    "settle": Work(
        _settled,
        lambda space: _numbers(each.mention for each in read_settlements(space.settlements, _texts(space))),
        True,
    ),
    "sign": Work(_signed, _verdicts, True),
    "unsign": Work(_unsigned, lambda space: _numbers(each.second for each in _signatures(space).withdrawals()), True),
    "correct": Work(
        _corrected, lambda space: _numbers(each.quote for each in corrections.read_corrections(space.corrections)), True
    ),
    "accept": Work(
        _accepted, lambda space: _numbers(each.entity for each in acceptance.read_acceptances(space.acceptances)), True
    ),
    "save": Work(_saved, _questions, True),
    "build": Work(_built),
}


@contextlib.contextmanager
def workspace(folder: Path) -> Iterator[Workspace]:
    """A data folder in ``folder`` with two documents, built."""
    data = folder / "data"
    (data / "sources").mkdir(parents=True)
    (data / "mappings").mkdir()
    for name in ("livre", "relieur"):
        (data / "sources" / f"{name}.md").write_text(TEXT.format(name=name), "utf-8")
    yield Workspace(data=data, cache=folder / "cache", endpoint=None)
    _pair.cache_clear()
    _texts.cache_clear()


def prune(space: Workspace) -> None:
    """Keep the folder small: what was imported has been looked at."""
    for place in (space.sources, space.withdrawn):
        for path in list(place.glob("*-*.md"))[3:]:
            path.unlink()
