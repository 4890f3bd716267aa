"""What had changed since the build before, and what a build therefore made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from refgraph.core.french import NBSP, count
from refgraph.pipeline.basis import BuildBasis

_MOST_NAMED = 5
_INPUTS = {
    "refgraph": "refgraph ou l’un de ses lecteurs a changé",
    "regulations.ttl": "vos textes de loi ont changé",
    "corrections.tsv": "les corrections ont changé",
    "settlements.tsv": "les décisions sur des mentions ont changé",
    "catalogue.toml": "le catalogue a changé",
}
_SOURCES, _MAPPINGS = "sources/", "mappings/"


@dataclass(frozen=True)
class BuildChanges:
    """``reasons`` why a build was made, as French phrases; ``read`` and ``closed`` are the documents whose statements,
    and whose consequences, were made again, ``replaced`` the graphs that differ from those of the build before.

    ``is_first`` says that there was none before.
    """

    reasons: tuple[str, ...]
    read: tuple[str, ...]
    closed: tuple[str, ...]
    replaced: tuple[str, ...]
    is_first: bool = False

    def sentences(self, documents: int) -> Iterator[str]:
        """All this in French, one sentence each; ``documents`` is how many there are."""
        if self.is_first:
            return
        yield f"Depuis la construction précédente{NBSP}: {' ; '.join(self.reasons) or 'rien n’a changé'}."
        if self.read or self.closed:
            yield f"Lecture refaite{NBSP}: {_named(self.read, documents)}. " + (
                f"Déduction et contrôle refaits{NBSP}: {_named(self.closed, documents)}."
            )
        if self.replaced:
            said = count(len(self.replaced), "graphe remplacé", "graphes remplacés")
            yield f"{said}{NBSP}: {_listed(self.replaced)}."


def changes(before: BuildBasis | None, now: BuildBasis, read: Sequence[str], closed: Sequence[str]) -> BuildChanges:
    """What had changed between two builds, the second of which made the statements and consequences of ``read`` and
    ``closed`` again."""
    if before is None:
        return BuildChanges((), tuple(read), tuple(closed), tuple(now.graphs), is_first=True)
    names = sorted({*before.graphs, *now.graphs})
    replaced = tuple(name for name in names if before.graphs.get(name) != now.graphs.get(name))
    return BuildChanges(tuple(_reasons(before.checksums, now.checksums)), tuple(read), tuple(closed), replaced)


def _reasons(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    changed = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    yield from (_INPUTS[name] for name in changed if name in _INPUTS)
    if any(name.startswith(_MAPPINGS) for name in changed):
        yield "des décisions sur des correspondances ont changé"
    documents = [name for name in changed if name.startswith(_SOURCES)]
    for verb, names in (
        ("ajouté", [name for name in documents if name not in before]),
        ("retiré", [name for name in documents if name not in now]),
        ("changé", [name for name in documents if name in before and name in now]),
    ):
        if names:
            told = _listed([one.removeprefix(_SOURCES) for one in names])
            yield f"{count(len(names), f'document {verb}', f'documents {verb}s')} ({told})"


def _named(names: Sequence[str], documents: int) -> str:
    if len(names) == documents > 1:
        return f"les {documents} documents"
    return f"{count(len(names), 'document')} ({_listed(names)})" if names else "aucun document"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} et {len(names) - _MOST_NAMED} de plus" if len(names) > _MOST_NAMED else shown
