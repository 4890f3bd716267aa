"""What the lists of the model state, joined with what its table says that they do not: a person has filled in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from refgraph.core.errors import RefgraphError
from refgraph.model import ids
from refgraph.model.records import (
    Assertion,
    Component,
    CriteriaGroup,
    Criterion,
    DocumentInfo,
    Furniture,
    Issue,
    Modality,
    Passage,
    Reading,
)
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.stated.building import Built, build
from refgraph.reading.layouts.tables.stated.finding import Stated
from refgraph.reading.shared.links import stated as stated_links

_PLACES = ("blocs", "activities", "competences", "modalities", "criteria_groups")
_LINK, _LINKS = ("parent", "continues"), ("activities", "competences")

ReadTable = Callable[[Document], Reading]


def joined(
    document: Document, stated: Stated, info: DocumentInfo, certification_id: str, read_table: ReadTable
) -> Reading:
    """The reading of ``document``: what its lists state of words that the table still prints, and what ``read_table``
    makes of the words of the table that they do not state.

    Raises:
        DocumentError: a cell of a list holds what its field cannot.
    """
    built = build(document, stated)
    again = [Furniture(kind="répétition", source=document.passage(*words)) for words in built.wording.repeated()]
    own = Reading(
        document=info,
        certification=built.certification(certification_id),
        mentions=tuple(built.records["mentions"]),
        furniture=tuple(sorted((*stated.furniture, *again), key=lambda each: each.source.start)),
        issues=tuple(built.issues),
        blocs=tuple(built.records["blocs"]),
        activities=tuple(built.records["activities"]),
        competences=tuple(built.records["competences"]),
        modalities=tuple(built.records["modalities"]),
        criteria_groups=tuple(built.records["criteria_groups"]),
        links=tuple(built.records["links"]),
    )
    if not built.left and not built.missing:
        return own
    own = _without(own, built.missing)
    try:
        table = read_table(stated.table)
    except RefgraphError as error:
        line = document.line_at(built.left[0][0]) if built.left else 1
        told = Issue(path=document.name, line=line, message=f"Le tableau du modèle ne se lit pas seul\u00a0: {error}")
        return _pruned(msgspec.structs.replace(own, issues=(*own.issues, told)))
    return _pruned(_Joining(document, own, table, built).reading())


class _Joining:
    """Puts the new items of the table among those that the lists state."""

    def __init__(self, document: Document, own: Reading, table: Reading, built: Built) -> None:
        self._document, self._own, self._table, self._built = document, own, table, built
        self._owners = {each.id: group.id for group in own.criteria_groups for each in group.criteria}
        self._known = _ids(own)
        self._names: dict[str, str] = {}  # of an item of the table: its id here
        self._new: set[str] = set()
        for item in _items(table):
            self._name(item)

    def _name(self, item: Any) -> None:
        """Find which stated item ``item`` of the table is, or give it an id of its own where its words are new."""
        if same := self._same(item):
            self._names[item.id] = same
            self._name_components(item, same)
        elif self._is_new(_passages(item)):
            self._names[item.id] = self._free(item.id)
            self._new.add(item.id)

    def _name_components(self, item: Any, same: str) -> None:
        """Find which stated components those of the modality ``item`` are, by their words."""
        if isinstance(item, Modality):
            stated = {each.text: each.id for own in self._own.modalities if own.id == same for each in own.components}
            self._names |= {each.id: stated[each.text] for each in item.components if each.text in stated}

    def _free(self, id: str) -> str:
        free = next(each for each in ids.repeated(id) if each not in self._known)
        self._known.add(free)
        return free

    def _same(self, item: Any) -> str | None:
        for id, slices in self._built.where.items():
            whole = self._owners.get(id, id)
            is_kind = ids.kind_of(whole) == ids.kind_of(item.id) and whole in self._known
            if is_kind and any(_meets(each, slices) for each in _passages(item)):
                return whole
        return None

    def _is_new(self, passages: Iterable[Passage]) -> bool:
        return any(_meets(each, self._built.left) for each in passages)

    def reading(self) -> Reading:
        """The two as one."""
        own, table = self._own, self._table
        fields: dict[str, Any] = {}
        for place in _PLACES:
            twins = {self._names[each.id]: each for each in getattr(table, place) if each.id in self._names}
            stated = [self._with_new(each, twins.get(each.id)) for each in getattr(own, place)]
            fields[place] = (*stated, *(self._renamed(each) for each in getattr(table, place) if each.id in self._new))
        lines = {self._document.line_at(start) for start, _ in self._built.left}
        fields["issues"] = (*own.issues, *(each for each in table.issues if each.line in lines))
        new = (each for each in table.furniture if _meets(each.source, self._built.left))
        fields["furniture"] = tuple(sorted((*own.furniture, *new), key=lambda each: each.source.start))
        if not self._built.has_title and table.certification.title:
            titled = msgspec.structs.replace(own.certification, title=table.certification.title)
            fields["certification"] = titled
        fields["links"] = (*own.links, *self._links())
        return msgspec.structs.replace(own, **fields)

    def _links(self) -> Iterator[Assertion]:
        """How the links of the table are known that the lists do not state."""
        known = {*stated_links(self._own)}
        for each in self._table.links:
            subject, target = self._names.get(each.subject), self._names.get(each.object)
            if subject and target and (subject, each.relation, target) not in known:
                yield msgspec.structs.replace(each, subject=subject, object=target)

    def _with_new(self, item: Any, twin: Any) -> Any:
        """A stated item with the links to new ones that the table has for it, and its new criteria."""
        if twin is None:
            return item
        fields: dict[str, Any] = {}
        for name in (name for name in _LINKS if hasattr(item, name)):
            added = [self._names[id] for id in getattr(twin, name) if id in self._new]
            fields[name] = tuple(dict.fromkeys((*getattr(item, name), *added)))
        if isinstance(item, CriteriaGroup):
            fields |= self._criteria(item, twin)
        return msgspec.structs.replace(item, **fields)

    def _criteria(self, item: CriteriaGroup, twin: CriteriaGroup) -> dict[str, Any]:
        new = [each for each in twin.criteria if self._is_new([each.source])]
        is_headed = item.text is None and twin.text is not None and self._is_new([twin.source])
        return {"criteria": (*item.criteria, *map(self._criterion, new)), "text": twin.text if is_headed else item.text}

    def _renamed(self, item: Any) -> Any:
        fields: dict[str, Any] = {"id": self._names[item.id]}
        for name in ("bloc", *_LINK):
            if link := getattr(item, name, None):
                fields[name] = self._names.get(link, link)
        for name in (name for name in _LINKS if hasattr(item, name)):
            fields[name] = tuple(self._names.get(id, id) for id in getattr(item, name))
        if isinstance(item, CriteriaGroup):
            fields["criteria"] = tuple(map(self._criterion, item.criteria))
        if isinstance(item, Modality):
            fields["components"] = tuple(map(self._component, item.components))
        return msgspec.structs.replace(item, **fields)

    def _criterion(self, criterion: Criterion) -> Criterion:
        name = self._names[criterion.id] = self._free(criterion.id)
        about = self._names.get(criterion.threshold_on or "")
        return msgspec.structs.replace(criterion, id=name, threshold_on=about)

    def _component(self, component: Component) -> Component:
        name = self._names[component.id] = self._free(component.id)
        return msgspec.structs.replace(component, id=name)


def _items(reading: Reading) -> Iterator[Any]:
    return chain.from_iterable(getattr(reading, place) for place in _PLACES)


def _passages(item: Any) -> list[Passage]:
    inside: tuple[Criterion, ...] = item.criteria if isinstance(item, CriteriaGroup) else ()
    return [item.source, *item.other_sources, *(each.source for each in inside)]


def _ids(reading: Reading) -> set[str]:
    """The ids of its items, of their criteria and of their components."""
    criteria = (each.id for group in reading.criteria_groups for each in group.criteria)
    components = (each.id for modality in reading.modalities for each in modality.components)
    return {*(each.id for each in _items(reading)), *criteria, *components}


def _meets(passage: Passage, slices: Iterable[Slice]) -> bool:
    return any(start < passage.end and passage.start < end for start, end in slices)


def _without(reading: Reading, missing: set[str]) -> Reading:
    """``reading`` without the items that its table does not print any more."""
    fields: dict[str, Any] = {
        place: tuple(each for each in getattr(reading, place) if each.id not in missing) for place in _PLACES[:-1]
    }
    groups: list[CriteriaGroup] = []
    for group in reading.criteria_groups:
        kept = tuple(each for each in group.criteria if each.id not in missing)
        if kept or group.id not in missing:
            text = None if group.id in missing else group.text
            groups.append(msgspec.structs.replace(group, criteria=kept, text=text))
    return msgspec.structs.replace(reading, criteria_groups=tuple(groups), **fields)


def _pruned(reading: Reading) -> Reading:
    """``reading`` without links that lead nowhere."""
    known = _ids(reading)
    fields = {place: tuple(_linked(each, known) for each in getattr(reading, place)) for place in _PLACES}
    mentions = tuple(each for each in reading.mentions if not each.owner or each.owner in known)
    whole = msgspec.structs.replace(reading, mentions=mentions, **fields)
    said = {*stated_links(whole)}
    links = tuple(each for each in reading.links if (each.subject, each.relation, each.object) in said)
    return msgspec.structs.replace(whole, links=links)


def _linked(item: Any, known: set[str]) -> Any:
    fields: dict[str, Any] = {"bloc": item.bloc if item.bloc in known else ""} if hasattr(item, "bloc") else {}
    fields |= {name: None for name in _LINK if hasattr(item, name) and getattr(item, name) not in known}
    for name in (name for name in _LINKS if hasattr(item, name)):
        fields[name] = tuple(id for id in getattr(item, name) if id in known)
    if isinstance(item, CriteriaGroup):
        fields["criteria"] = tuple(
            msgspec.structs.replace(each, threshold_on=each.threshold_on if each.threshold_on in known else None)
            for each in item.criteria
        )
    return msgspec.structs.replace(item, **fields)
