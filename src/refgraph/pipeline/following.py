"""What people decided, when documents change: it follows the words that it was decided on, or waits and is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from refgraph.core import files, ledger
from refgraph.core.decoding import text_of
from refgraph.core.errors import MappingError, RefgraphError
from refgraph.core.french import quote
from refgraph.graph import sssom
from refgraph.knowledge.dossier import SIGNED, follow_signatures
from refgraph.knowledge.quality import Finding, follow_acceptances
from refgraph.knowledge.regulations import Settlement, follow_settlements, stands
from refgraph.model.records import Reading
from refgraph.pipeline.mappings import mapping_files
from refgraph.workspace import Workspace

_BOM = "\ufeff"


@dataclass(frozen=True)
class Followed:
    """What became of the decisions, each as a French sentence: ``moved`` to where their words stand now, or ``waiting``
    in their file, without effect, until a person looks at them."""

    moved: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    def and_then(self, later: Followed) -> Followed:
        """Both, one after the other; what waits in both is told once."""
        waiting = dict.fromkeys((*self.waiting, *later.waiting))
        return Followed((*self.moved, *later.moved), tuple(waiting))


def follow(
    workspace: Workspace,
    versions: Mapping[str, str],
    blocs: Mapping[str, str],
    settled: Callable[[], Sequence[Settlement]],
    readings: Callable[[Collection[str]], Sequence[Reading]],
) -> Followed:
    """Let the decisions of ``workspace`` follow to where the documents print the words that they were taken on.

    ``versions`` are those of the statements by CURIE, ``blocs`` those of the blocs. ``settled`` reads the settlements,
    ``readings`` gives what counts for these certifications. Only the ids of what moved change in the files, at once;
    every other byte stays.

    Raises:
        MappingError, RegisterError: a file of decisions cannot be understood.
        RefgraphError: it cannot be written.
    """
    moved: list[str] = []
    waiting: list[str] = []
    paths = mapping_files(workspace.mappings)
    for path in paths:
        elsewhere = [row.pair for other in paths if other != path for row in sssom.read(other).rows]
        moved += _rewritten(path, partial(_mappings, path, versions, elsewhere))
        waiting += _stale(path, versions)
    signed = workspace.mappings / SIGNED
    if signed.exists():
        moved += _rewritten(signed, partial(_signatures, signed, blocs))
    if workspace.settlements.exists():
        read = readings({one.certification for one in settled()})
        moved += _rewritten(workspace.settlements, lambda text: _settlements(text, settled(), read))
        waiting += [_unfit(one) for one in settled() if not any(stands(one, reading) for reading in read)]
    return Followed(tuple(moved), tuple(waiting))


def follow_findings(workspace: Workspace, findings: Sequence[Finding]) -> Followed:
    """Let the accepted ``findings`` follow to where the documents print the words that they were accepted for; a file
    that cannot be understood or written stays and is told.
    """
    path = workspace.acceptances
    try:
        moves = follow_acceptances(path, findings)
    except RefgraphError as error:
        return Followed(waiting=(str(error),))
    return Followed(
        tuple(
            f"{path.name}\u00a0: {one.entity}, accepté par {one.accepted_by} ({one.rule}), est maintenant {now}"
            for one, now in moves
        )
    )


def _signatures(path: Path, blocs: Mapping[str, str], text: str) -> tuple[str, list[str]]:
    now, moves = follow_signatures(text, str(path), blocs)
    return now, [f"{path.name}\u00a0: {old} est maintenant {new}" for old, new in moves]


def _mappings(
    path: Path, versions: Mapping[str, str], elsewhere: Sequence[tuple[str, str]], text: str
) -> tuple[str, list[str]]:
    found = sssom.follow(text, str(path), versions, elsewhere)
    return found.text, [f"{path.name}\u00a0: {old} est maintenant {new}" for old, new in found.moves]


def _settlements(text: str, settled: Sequence[Settlement], readings: Iterable[Reading]) -> tuple[str, list[str]]:
    found = follow_settlements(text, settled, readings)
    return found.text, [
        f"settlements.tsv\u00a0: {one.mention} de {one.certification} ({quote(one.words)}) est maintenant {now}"
        for one, now in found.moves
    ]


def _rewritten(path: Path, follow_in: Callable[[str], tuple[str, list[str]]]) -> list[str]:
    """The moves that ``follow_in`` makes in the file at ``path``, once they are written there."""
    text, moves = follow_in(_read(path))
    if not moves:
        return []
    try:
        with files.locked(path):
            text, moves = follow_in(_read(path))
            ledger.replace(path, (_BOM if path.read_bytes().startswith(_BOM.encode()) else "") + text)
    except OSError as error:
        raise _unwritable(path) from error
    return moves


def _unwritable(path: Path) -> RefgraphError:
    return RefgraphError(
        "des décisions doivent suivre leurs énoncés, et leur fichier ne peut pas être écrit.",
        place=str(path),
        remedy="Vérifiez vos droits d’écriture, ou nommez votre propre dossier de données avec --data.",
    )


def _read(path: Path) -> str:
    """The text of the file with its line ends, but for the mark at its top."""
    return text_of(path, MappingError)


def _stale(path: Path, versions: Mapping[str, str]) -> Iterator[str]:
    there = {_certification(curie) for curie in versions}
    versions = sssom.with_editions(versions)
    for row in sssom.read(path).rows:
        if row.reviewer and not sssom.is_current(row, versions):
            is_gone = not {_certification(row["subject_id"]), _certification(row["object_id"])} <= there
            gone, changed = (
                "est gardée\u00a0: compétence retirée",
                "est à revalider, car un énoncé a changé ou n’est plus là",
            )
            why = gone if is_gone else changed
            pair = f"{row['subject_id']} et {row['object_id']}"
            yield f"{path.name}\u00a0: la décision de {row.reviewer} sur {pair} {why}"


def _certification(curie: str) -> str:
    return curie.partition("/")[0]


def _unfit(one: Settlement) -> str:
    return (
        f"settlements.tsv\u00a0: la décision de {one.settled_by} sur {quote(one.words)} ({one.mention} de "
        f"{one.certification}) est sans effet, car le document ne dit plus ces mots à cet endroit"
    )
