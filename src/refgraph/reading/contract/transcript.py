"""A reading as text that a person reads beside the document: each thing with its line, nothing of it left out.

Mentions are not in it: refgraph finds them in what a layout reads, by a register that grows.
"""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.model.records import Fact, Furniture, Modality, Reading, Record, Sourced


def transcript(reading: Reading) -> str:
    """``reading`` as lines: the certification, its blocs with what stands in each, page furniture, issues."""
    lines = [f"family: {reading.document.family}", *_certification(reading)]
    for bloc in reading.blocs:
        titles = "; ".join(title.text for title in bloc.alternative_titles)
        shown = _fields(bloc, "other_sources", "alternative_titles", "entry_requirements")
        lines += ["", f"{shown} ({_where(bloc)}) {titles}".rstrip()]
        lines += [f"  entry_requirements: {item.text} ({_where(item)})" for item in bloc.entry_requirements]
        lines += _items(reading, bloc.id)
    lines += ["", *_items(reading, ""), *_furniture(reading.furniture)]
    lines += [f"issue l. {issue.line}: {issue.message}" for issue in reading.issues]
    return "\n".join(lines).strip() + "\n"


def _certification(reading: Reading) -> Iterator[str]:
    for name in reading.certification.__struct_fields__:
        value = getattr(reading.certification, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Fact):
                yield f"{name}: {item.text}{f' [{item.code}]' if item.code else ''} ({_where(item)})"
            elif isinstance(item, Sourced):
                yield f"{name}: {_fields(item, 'other_sources')} ({_where(item)})"


def _items(reading: Reading, bloc: str) -> Iterator[str]:
    for activity in reading.activities:
        if activity.bloc == bloc:
            yield f"  {_fields(activity, 'bloc', 'other_sources')} ({_where(activity)})"
    for competence in reading.competences:
        if competence.bloc == bloc:
            yield f"  {_fields(competence, 'bloc', 'other_sources')} ({_where(competence)})"
    for modality in reading.modalities:
        if modality.bloc == bloc:
            yield from _modality(modality)
    for group in reading.criteria_groups:
        if group.bloc == bloc:
            yield f"  {_fields(group, 'bloc', 'criteria', 'other_sources')} ({_where(group)})"
            yield from (f"    {_fields(item, 'other_sources')} ({_where(item)})" for item in group.criteria)


def _modality(item: Modality) -> Iterator[str]:
    yield f"  {_fields(item, 'bloc', 'components', 'other_sources')} ({_where(item)})"
    for component in item.components:
        yield f"    {_fields(component)}"


def _furniture(furniture: tuple[Furniture, ...]) -> Iterator[str]:
    """Each kind of page furniture with its lines."""
    for kind in dict.fromkeys(piece.kind for piece in furniture):
        lines = dict.fromkeys(str(piece.source.line) for piece in furniture if piece.kind == kind)
        yield f"furniture: {kind} (l. {', '.join(lines)})"


def _fields(record: Record, *hidden: str) -> str:
    shown = {name: getattr(record, name) for name in record.__struct_fields__ if name not in ("source", *hidden)}
    silent = {name for name, value in shown.items() if value is None or value in ((), "")} | {"is_examination"}
    epreuve = " épreuve" if shown.get("is_examination") else ""
    return " ".join(f"{name}={_shown(value)}" for name, value in shown.items() if name not in silent) + epreuve


def _shown(value: object) -> str:
    return f"({_fields(value)})" if isinstance(value, Record) else str(value)


def _where(item: Sourced) -> str:
    basis = "" if item.source.basis.value == "extrait" else f" {item.source.basis.value}"
    return ", ".join(f"l. {passage.line}" for passage in (item.source, *item.other_sources)) + basis
