"""From documents to the records that people reviewed: read again, compared, and only then used."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from refgraph.core.errors import DocumentError, RecordError
from refgraph.mentions import lexicon_with
from refgraph.model.records import Basis, Reading
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.reading import recordfile, registry
from refgraph.reading.document import Document
from refgraph.reading.opening import open_document
from refgraph.reading.recordfile import Difference
from refgraph.reading.shared import integrity
from refgraph.reading.shared.coverage import passages
from refgraph.workspace import Workspace


@dataclass(frozen=True)
class Kept:
    """What counts for one document: ``reading`` is the reviewed record, or what was just read where there is none.

    ``differences`` is what a person changed. ``path`` is the record file, ``exists`` whether it is there.
    """

    document: Document
    reading: Reading
    path: Path
    exists: bool
    differences: tuple[Difference, ...] = ()


def keep(workspace: Workspace, readings: ReadingCache) -> list[Kept]:
    """What counts for each document of ``workspace``, read through ``readings``, in the order of their names.

    Raises:
        DocumentError: a document cannot be read.
        RecordError: a record is broken, contradicts itself or its document, or belongs to no document; or two
            documents are of one certification.
    """
    catalogue = _catalogue(workspace)
    documents = map(open_document, workspace.documents())
    kept = [_keep(workspace, each, readings.read(each, catalogue)) for each in documents]
    seen: dict[str, Kept] = {}
    for one in kept:
        first = seen.setdefault(one.reading.certification.id, one)
        if first is not one:
            raise RecordError(
                f"ce document décrit la même certification ({one.reading.certification.id}) que {first.document.name}.",
                place=one.document.name,
                remedy="Gardez un seul des deux dans sources/, ou donnez-leur deux identifiants dans catalogue.toml.",
            )
    _refuse_orphans(workspace, kept)
    return kept


def write_records(workspace: Workspace) -> list[Path]:
    """Write the record of each document that has none, or whose document changed; say « saisi » where a person wrote.

    Gives back the files that were written. A record that is up to date is left as it is, byte for byte.

    Raises:
        RecordError: the document of a record that a person corrected has changed; or as in `keep`.
    """
    catalogue = _catalogue(workspace)
    fresh: dict[Path, bytes] = {}
    for path in workspace.documents():
        document = open_document(path)
        read = registry.read_document(document, catalogue, lexicon_with(workspace.register))
        target = workspace.records / f"{read.certification.id}.json"
        fresh[target] = recordfile.dump(_renewed(document, read, target))
    changed = [target for target, raw in fresh.items() if not target.exists() or target.read_bytes() != raw]
    workspace.records.mkdir(parents=True, exist_ok=True)
    for target in changed:
        unfinished = target.with_suffix(".json.part")
        unfinished.write_bytes(fresh[target])
        unfinished.replace(target)
    return changed


def _catalogue(workspace: Workspace) -> Mapping[str, str]:
    return registry.read_catalogue(workspace.catalogue) if workspace.catalogue.exists() else {}


def issued(workspace: Workspace) -> str | None:
    """The day of the data as an ISO date, from the catalogue; None where it does not say.

    Raises:
        DocumentError: ``issued`` is no date.
    """
    if not workspace.catalogue.exists():
        return None
    day = tomllib.loads(workspace.catalogue.read_text("utf-8")).get("issued")
    if day is not None and not isinstance(day, date):
        raise DocumentError(
            "« issued » n’est pas une date.",
            place=str(workspace.catalogue),
            remedy="Écrivez-la ainsi, sans guillemets\u00a0: issued = 2026-11-21.",
        )
    return day.isoformat()[:10] if day else None


def _keep(workspace: Workspace, document: Document, read: Reading) -> Kept:
    path = workspace.records / f"{read.certification.id}.json"
    if not path.exists():
        return Kept(document, read, path, exists=False)
    kept = recordfile.load(path)
    if kept.document.sha256 != read.document.sha256:
        raise RecordError(
            f"la fiche a été relue sur une autre version de {document.name}.",
            place=path.name,
            remedy="Relisez le document avec « refgraph build --records ».",
        )
    _check(document, kept, path)
    found = tuple(recordfile.differences(read, kept))
    return Kept(document, recordfile.mark_typed(read, kept) if found else kept, path, exists=True, differences=found)


def _check(document: Document, kept: Reading, path: Path) -> None:
    """Pass a record that holds together, else say what is wrong with the record, not with the document."""
    if kept.certification.id != path.stem:
        raise RecordError(
            f"la fiche est celle de « {kept.certification.id} ».", place=path.name, remedy="Renommez le fichier."
        )
    try:
        integrity.check(document, kept)
    except RecordError as error:
        raise RecordError(error.message, place=path.name, remedy="Corrigez la fiche.") from error
    for passage in passages(kept):
        if document.line_at(passage.start) != passage.line:
            raise RecordError(
                f"la citation « {passage.quote} » est à la ligne {document.line_at(passage.start)} du document, "
                f"la fiche dit {passage.line}.",
                place=path.name,
                remedy="Corrigez la fiche.",
            )


def _renewed(document: Document, read: Reading, path: Path) -> Reading:
    """What the record file at ``path`` should hold: what a person wrote there, on what is read now."""
    if not path.exists():
        return read
    kept = recordfile.load(path)
    if kept.document.sha256 == read.document.sha256:
        _check(document, kept, path)
        return recordfile.mark_typed(read, kept)
    typed = sum(passage.basis is Basis.SAISI for passage in passages(kept))
    if typed:
        raise RecordError(
            f"le document {document.name} a changé, et la fiche contient {typed} passage(s) saisi(s) à la main.",
            place=path.name,
            remedy="Mettez la fiche de côté, relancez la commande, puis reportez ces corrections.",
        )
    return read


def _refuse_orphans(workspace: Workspace, kept: list[Kept]) -> None:
    known = {one.path.name for one in kept}
    orphans = sorted(path.name for path in workspace.records.glob("*.json") if path.name not in known)
    if orphans:
        raise RecordError(
            "aucun document de sources/ ne correspond à cette fiche.",
            place=orphans[0],
            remedy="Remettez le document, ou retirez la fiche.",
        )
