"""Two versions as tables: how many of each fate, and each item in the words of both, what changed marked."""

from __future__ import annotations

from collections.abc import Collection

from refgraph.core.french import NBSP
from refgraph.core.table import Cell, Marked, Table
from refgraph.knowledge.versions.difference import Fate, ItemFate, VersionDifference
from refgraph.knowledge.versions.items import VersionItem, VersionKind, shown

_COLUMNS = (
    ("element", "Élément"), ("devenir", "Devenir"), ("code_avant", "Code avant"), ("code_apres", "Code après"),
    ("avant", "Avant"), ("apres", "Après"), ("valeurs", "Valeurs qui changent"),
    ("passage_avant", "Passage avant"), ("passage_apres", "Passage après"),
    ("id_avant", "Identifiant avant"), ("id_apres", "Identifiant après"),
)  # fmt: skip
NO_CHANGE = "Les deux versions disent la même chose."


def fates_table(
    difference: VersionDifference, *, fates: Collection[Fate] = (), kind: VersionKind | None = None
) -> Table:
    """What became of each item, one a line: the old words and the new ones, with the passages of both.

    Of ``fates`` and of one ``kind`` only, where they are given.
    """
    shown = (
        each
        for each in difference.fates
        if (not fates or each.fate in fates or each.values) and (kind is None or each.kind is kind)
    )
    return Table(
        tuple(label for _, label in _COLUMNS),
        tuple(_row(difference, each) for each in shown),
        title="Ce qui change",
        names=tuple(name for name, _ in _COLUMNS),
        source=_source(difference),
        empty=NO_CHANGE,
    )


def short_table(difference: VersionDifference, fates: Collection[Fate]) -> Table:
    """The same to be read on paper: without codes of their own, passages by their line alone, no identifiers."""
    rows = tuple(
        (
            str(each.kind),
            each.word,
            *_marked(each, with_names=True),
            _told_values(each),
            "\n".join(f"l.{NBSP}{one.passage.line}" for one in each.old) or None,
            f"l.{NBSP}{each.new.passage.line}" if each.new else None,
        )
        for each in difference.fates
        if each.fate in fates or each.values
    )
    columns = ("Élément", "Devenir", "Avant", "Après", "Valeurs", "Passage avant", "Passage après")
    return Table(
        columns,
        tuple(tuple("" if cell is None else cell for cell in row) for row in rows),
        title="Ce qui change",
        source=_source(difference),
        empty=NO_CHANGE,
    )


def counts_table(difference: VersionDifference) -> Table:
    """How many items of each kind had each fate."""
    rows: list[tuple[Cell, ...]] = [
        (kind.plural, *(difference.counts(kind).get(fate, 0) for fate in Fate))
        for kind in VersionKind
        if difference.of(kind)
    ]
    columns = ("Élément", *(fate.value.capitalize() + "s" for fate in Fate))
    return Table(columns, tuple(rows), title="En nombre", source=_source(difference), empty="Rien n’a été lu.")


def _row(difference: VersionDifference, each: ItemFate) -> tuple[Cell, ...]:
    return (
        str(each.kind),
        each.word,
        "\n".join(one.name for one in each.old),
        each.new.name if each.new else "",
        *_marked(each),
        _told_values(each),
        "\n".join(_place(difference.old.document, one) for one in each.old),
        _place(difference.new.document, each.new) if each.new else "",
        "\n".join(f"{difference.old.id}/{one.id}" for one in each.old),
        f"{difference.new.id}/{each.new.id}" if each.new else "",
    )


def _marked(each: ItemFate, *, with_names: bool = False) -> tuple[Cell, Cell]:
    """The words of both versions; those of an item that has no other side are not marked."""
    if not each.old or each.new is None:
        old = _named(each.old[0], with_names) if each.old else ""
        return old, _named(each.new, with_names) if each.new else ""
    old, new = each.wordings
    if with_names:
        return _titled(old, ", ".join(one.name for one in each.old if one.name)), _titled(new, each.new.name)
    return old, new


def _titled(words: Marked, name: str) -> Marked:
    """``words`` behind the code of their item, where it has one."""
    return Marked.of([(f"{name}{NBSP}–", False), *words.runs], is_old=words.is_old) if name else words


def _named(item: VersionItem, with_names: bool) -> str:
    return shown(item) if with_names else item.text


def _told_values(each: ItemFate) -> str:
    return "\n".join(
        f"{name}{NBSP}: {old or 'non documenté'} → {new or 'non documenté'}" for name, old, new in each.values
    )


def _place(document: str, item: VersionItem) -> str:
    return f"{document}, ligne{NBSP}{item.passage.line}"


def _source(difference: VersionDifference) -> tuple[tuple[str, str], ...]:
    old, new = difference.old, difference.new
    return (
        ("Version d’avant", f"{old.title or old.id} ({old.id}, {old.document})"),
        ("Version d’après", f"{new.title or new.id} ({new.id}, {new.document})"),
    )
