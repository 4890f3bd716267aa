"""Random edits of a reading, as a person could make them in its record, and what the record must then say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st

from refgraph.model.records import (
    Basis,
    Competence,
    Component,
    Criterion,
    Fact,
    Jury,
    Mention,
    Passage,
    Reading,
)
from refgraph.reading.document import Document

replace = msgspec.structs.replace
TEXTS = st.text(
    st.sampled_from("abcé’'\"«»=+-@#{[]}\\,;:.0123 \t\n\u00a0\u2028ŒÀ"), min_size=1, max_size=12
) | st.sampled_from(["Pétrir", "01", "1.2", "2/3", '"ab"', "{}", "oui", "=A1", "a\tb", "null", " x", "1E5"])
LISTS = ("blocs", "activities", "competences", "modalities", "criteria_groups", "mentions")
FACTS = ("certifiers", "sectors", "jobs", "rome", "segments")


class Editor:
    """A reading being edited; ``draw`` draws from hypothesis. Every edit leaves a record that holds together."""

    def __init__(self, document: Document, reading: Reading, draw: Any) -> None:
        self.document = document
        self.reading = reading
        self.draw = draw
        self.added = 0

    def edit(self) -> None:
        getattr(self, self.draw(st.sampled_from([name for name in dir(self) if name.startswith("do_")])))()

    def pick(self, values: Iterable[Any]) -> Any:
        return self.draw(st.sampled_from(list(values)))

    def put(self, place: str, item: Any) -> None:
        items = tuple(item if each.id == item.id else each for each in getattr(self.reading, place))
        self.reading = replace(self.reading, **{place: items})

    def do_text(self) -> None:
        place = self.pick([place for place in LISTS if getattr(self.reading, place)])
        item = self.pick(getattr(self.reading, place))
        self.put(place, replace(item, **{"statement" if place == "competences" else "text": self.draw(TEXTS)}))

    def do_codes(self) -> None:
        item = self.pick(self.reading.competences)
        field = self.pick(("local_code", "source_code"))
        self.put("competences", replace(item, **{field: self.draw(st.none() | TEXTS)}))

    def do_modality(self) -> None:
        item = self.pick(self.reading.modalities)
        field, values = self.pick(
            (
                ("title", st.none() | TEXTS),
                ("duration_minutes", st.none() | st.integers(0, 600)),
                ("weight", st.none() | st.sampled_from([Decimal("0.80"), Decimal("0"), Decimal("1")])),
                ("is_examination", st.booleans()),
                ("is_individual", st.none() | st.booleans()),
                ("delivery_modes", st.lists(st.sampled_from(("oral", "ecrit", "distance")), unique=True).map(tuple)),
                ("jury", st.none() | st.builds(Jury, text=TEXTS, member_count=st.none() | st.integers(1, 9))),
            )
        )
        self.put("modalities", replace(item, **{field: self.draw(values)}))

    def do_component(self) -> None:
        item = self.pick(self.reading.modalities)
        parts = list(item.components)
        if parts and self.draw(st.booleans()):
            at = self.draw(st.integers(0, len(parts) - 1))
            roles = self.draw(st.lists(st.sampled_from(("jury", "tuteur")), unique=True))
            parts[at] = replace(parts[at], roles=tuple(roles))
        else:
            self.added += 1
            parts.append(
                Component(id=f"{item.id}-x{self.added}", text=self.draw(TEXTS.filter(str.strip)), methods=("quiz",))
            )
        self.put("modalities", replace(item, components=tuple(parts)))

    def do_links(self) -> None:
        place, field, targets = self.pick(
            (
                ("modalities", "competences", self.reading.competences),
                ("criteria_groups", "competences", self.reading.competences),
                ("competences", "activities", self.reading.activities),
            )
        )
        if not getattr(self.reading, place):
            return
        item = self.pick(getattr(self.reading, place))
        linked = self.draw(st.sets(st.sampled_from([each.id for each in targets]), max_size=3)) if targets else ()
        self.put(place, replace(item, **{field: tuple(sorted(linked))}))

    def do_bloc(self) -> None:
        item = self.pick(self.reading.competences)
        self.put("competences", replace(item, bloc=self.pick(self.reading.blocs).id))

    def do_criterion(self) -> None:
        if not self.reading.criteria_groups:
            return
        group = self.pick(self.reading.criteria_groups)
        if not group.criteria or self.draw(st.booleans()):
            self.added += 1
            new = Criterion(id=f"{group.id}/x{self.added}", text=self.draw(TEXTS), source=self.passage())
            self.put("criteria_groups", replace(group, criteria=(*group.criteria, new)))
            return
        gone = self.pick(group.criteria)
        self.put("criteria_groups", replace(group, criteria=tuple(each for each in group.criteria if each is not gone)))
        self.forget({gone.id})

    def do_new_competence(self) -> None:
        self.added += 1
        bloc = self.pick(self.reading.blocs).id
        new = Competence(
            id=f"{bloc}/competence/x{self.added}",
            bloc=bloc,
            statement=self.draw(TEXTS),
            order=self.draw(st.integers(1, 40)),
            activities=tuple(each.id for each in self.reading.activities[:1]),
            source=self.passage(),
        )
        self.reading = replace(self.reading, competences=(*self.reading.competences, new))

    def do_no_competence(self) -> None:
        gone = self.pick(self.reading.competences)
        if len(self.reading.competences) > 2 and not any(each.parent == gone.id for each in self.reading.competences):
            self.reading = replace(
                self.reading, competences=tuple(each for each in self.reading.competences if each is not gone)
            )
            self.forget({gone.id})

    def do_mention(self) -> None:
        self.added += 1
        source = self.passage()
        owner = self.pick(("", *(each.id for each in self.reading.competences)))
        new = Mention(id=f"mention/x{self.added}", text=self.draw(TEXTS), owner=owner, source=source)
        self.reading = replace(self.reading, mentions=(*self.reading.mentions, new))

    def do_no_mention(self) -> None:
        self.reading = replace(self.reading, mentions=self.reading.mentions[1:])

    def do_fact(self) -> None:
        place = self.pick(FACTS)
        facts = getattr(self.reading.certification, place)
        if facts and self.draw(st.booleans()):
            facts = facts[1:]
        else:
            facts = (*facts, Fact(text=self.draw(TEXTS), code=self.draw(st.none() | TEXTS), source=self.passage()))
        certification = replace(self.reading.certification, **{place: facts})
        self.reading = replace(self.reading, certification=certification)

    def do_title(self) -> None:
        assert self.reading.certification.title is not None
        title = replace(self.reading.certification.title, text=self.draw(TEXTS))
        self.reading = replace(self.reading, certification=replace(self.reading.certification, title=title))

    def do_level(self) -> None:
        level = self.draw(st.none() | st.builds(Fact, text=TEXTS, code=st.just("4"), source=st.just(self.passage())))
        self.reading = replace(self.reading, certification=replace(self.reading.certification, level=level))

    def do_source(self) -> None:
        item = self.pick(self.reading.competences)
        self.put("competences", replace(item, source=self.passage()))

    def do_other_sources(self) -> None:
        item = self.pick(self.reading.activities) if self.reading.activities else None
        if item:
            self.put("activities", replace(item, other_sources=self.pick(((), (self.passage(),)))))

    def do_issue(self) -> None:
        self.reading = replace(self.reading, issues=self.reading.issues[1:])

    def passage(self) -> Passage:
        """Words of the document, whole as a person copies them."""
        lines = [number for number, line in enumerate(self.document.text.split("\n"), 1) if any(map(str.isalpha, line))]
        line = self.pick(lines)
        start = self.document.line_start(line)
        text = self.document.text[start:].partition("\n")[0]
        first = next(at for at, char in enumerate(text) if char.isalpha())
        last = max(at for at, char in enumerate(text) if char.isalpha())
        first = self.draw(st.integers(first, last))
        while not text[first].isalpha():
            first += 1
        return self.document.passage(start + first, start + last + 1)

    def forget(self, ids: set[str]) -> None:
        """What is left when these items are gone: no link to them, no mention in their words."""
        for place in LISTS:
            kept = [each for each in getattr(self.reading, place) if getattr(each, "owner", None) not in ids]
            self.reading = replace(self.reading, **{place: tuple(_unlinked(each, ids) for each in kept)})


def _unlinked(item: Any, ids: set[str]) -> Any:
    for field in ("competences", "activities"):
        if hasattr(item, field):
            item = replace(item, **{field: tuple(id for id in getattr(item, field) if id not in ids)})
    return replace(item, parent=None) if getattr(item, "parent", None) in ids else item


def settled(reading: Reading) -> Reading:
    """``reading`` with what has no order in one order: links, items, facts. How links are known has its own tests."""
    made: Reading = _settled(replace(reading, links=()))
    return made


def _settled(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(sorted((_settled(each) for each in value), key=repr))
    if isinstance(value, msgspec.Struct):
        return replace(value, **{name: _settled(getattr(value, name)) for name in value.__struct_fields__})
    return value


def expected(read: Reading, edited: Reading) -> Reading:
    """``edited``, « saisi » wherever it says otherwise than ``read``: written apart from the code that it judges."""
    before = {_sign(item): item for item in _items(read)}
    made: Reading = _marked(edited, before)
    return made


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, msgspec.Struct) and hasattr(value, "source"):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _items(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _items(each)


def _sign(item: Any) -> tuple[Any, ...]:
    id = getattr(item, "id", None)
    return (type(item), id) if id else (type(item), item.source.start, item.source.quote)


def _marked(value: Any, before: dict[tuple[Any, ...], Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(_marked(each, before) for each in value)
    if not isinstance(value, msgspec.Struct) or isinstance(value, Passage):
        return value
    made: Any = replace(value, **{name: _marked(getattr(value, name), before) for name in value.__struct_fields__})
    if hasattr(value, "source") and _said(before.get(_sign(value))) != _said(value):
        made = replace(made, source=replace(made.source, basis=Basis.SAISI))
    return made


def _said(item: Any) -> Any:
    """What an item says: not how it is known, nor what has passages of its own."""
    if isinstance(item, Passage):
        return (item.start, item.end)
    if isinstance(item, tuple):
        return sorted(map(repr, map(_said, item)))
    if not isinstance(item, msgspec.Struct):
        return item
    own = [name for name in item.__struct_fields__ if name not in ("criteria", "alternative_titles")]
    return [_said(getattr(item, name)) for name in own]


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """Where two readings differ, one line each: what a person reads when the test fails."""
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return [
            line
            for at, pair in enumerate(zip(one, other, strict=True))
            for line in differences(*pair, f"{place}[{at}]")
        ]
    if isinstance(one, msgspec.Struct) and type(one) is type(other):
        names = one.__struct_fields__
        return [
            line for name in names for line in differences(getattr(one, name), getattr(other, name), f"{place}.{name}")
        ]
    return [] if one == other else [f"{place}: {one!r} != {other!r}"]
