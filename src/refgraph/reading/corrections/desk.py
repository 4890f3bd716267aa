"""One certification on the desk: what is read of each item, what counts, and the corrections that a person makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from refgraph.core.errors import RecordError
from refgraph.core.french import quote
from refgraph.core.text import mend
from refgraph.model.records import Reading
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.applying import apply, worked
from refgraph.reading.corrections.correction import ITEM, Correction, QuoteSelector
from refgraph.reading.corrections.fields import Field, ValueForm, cell_of, fields_of, takes_over, value_in, value_of
from refgraph.reading.corrections.items import OWNER, parsed
from refgraph.reading.corrections.judging import main_words, read_there, words_cell
from refgraph.reading.corrections.kinds import CERTIFICATION, KINDS, ItemKind
from refgraph.reading.corrections.naming import item_called
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.outcome import CorrectionOutcome, Status, sentence
from refgraph.reading.corrections.settling import Edit, Signed, settled
from refgraph.reading.document import Document

RECAST = ("activity", "competence", "modality")
"""The kinds of items that one may be taken for another of."""


@dataclass(frozen=True)
class FieldValues:
    """What is read of an item in one field and what counts, as people read it; empty where there is none."""

    field: Field
    read: tuple[str, ...]
    now: tuple[str, ...]


class Desk:
    """The corrections of one certification at work: ``outcomes`` says what became of each."""

    def __init__(self, document: Document, reading: Reading, corrections: Iterable[Correction]) -> None:
        self._document = document
        self._reading = reading
        self._id = reading.certification.id
        self._told = [each for each in corrections if each.certification == self._id]
        self._draft, self.outcomes = worked(document, reading, self._told)

    def item(self, name: str) -> ItemNode:
        """The item called ``name`` (see `item_called`).

        Raises:
            RecordError: there is none, or there are several.
        """
        return item_called(self._draft, name)

    def by_id(self, id: str) -> ItemNode | None:
        """The item with this id; None where there is none."""
        return next((node for node in self._draft.nodes if getattr(node.record, "id", None) == id), None)

    def nodes(self) -> list[ItemNode]:
        """Every item, each before those that stand in it."""
        return list(self._draft.nodes)

    def facts(self) -> list[ItemNode]:
        """What is said of the certification as a whole."""
        return [node for node in self._draft.nodes if node.kind.owner == CERTIFICATION]

    def values(self, node: ItemNode) -> list[FieldValues]:
        """What is read of an item and what counts, field by field."""
        return [
            FieldValues(field, self._shown(field, node.read), self._shown(field, node.record))
            for field in fields_of(node.kind).values()
        ]

    def _shown(self, field: Field, record: object) -> tuple[str, ...]:
        value = value_of(record, field.name) if record is not None else None  # type: ignore[arg-type]
        held = (value or ()) if field.has_many else (value,)
        return tuple(shown for each in held if (shown := cells.shown(self._draft.cell_of(field, each))))

    def change(self, node: ItemNode, name: str, after: str, before: str, signed: Signed) -> Edit:
        """The correction of a field: ``after`` as a person writes it, empty for « non documenté ».

        In a field of many values ``after`` is added and ``before`` taken away.

        Raises:
            RecordError: there is no such field, the value is not one of it, or is read already.
        """
        field = fields_of(node.kind).get(name)
        if field is None:
            raise RecordError(
                f"« {name} » n’est pas un champ de {node.kind.noun}.",
                remedy=f"Ses champs sont\u00a0: {', '.join(fields_of(node.kind))}.",
            )
        if not (after.strip() or field.has_many or field.is_optional):
            raise RecordError(
                f"{field.label} ne peut pas être vide.", remedy="Pour retirer tout l’élément, retirez-le."
            )
        cell = self._cell(field, after)
        if node.added_by is not None:
            return self._changed_addition(node, field, cell, self._cell(field, before), signed)
        if not field.has_many:
            read = self._draft.cell_of(field, value_of(node.read, name))
        else:
            read = self._cell(field, before)
        if read == cell:
            raise _needless()
        target = self._draft.read.reference(node)
        return Edit(signed.correction(self._id, node.kind.key, target, name, read, cell))

    def _changed_addition(self, node: ItemNode, field: Field, after: str, before: str, signed: Signed) -> Edit:
        """An item that a person added is corrected where it was told."""
        added = node.added_by
        assert added is not None
        if field.name == "source":
            return Edit(msgspec.structs.replace(added, quote=cells.cell_text(after), **signed.fields()), (added.key,))
        told = cells.json_of(added.after)
        if field.has_many:
            held = [each for each in told.get(field.name, []) if _json_cell(each) != before]
            told[field.name] = [*held, *([_inside(after)] if after else [])]
        else:
            told[field.name] = _inside(after) if after else None
        again = msgspec.structs.replace(added, after=cells.json_cell(told), **signed.fields())
        return Edit(again, (added.key,))

    def _cell(self, field: Field, text: str) -> str:
        """What a person writes for ``field`` as a cell: a link by the name of its item."""
        text = text.strip()
        if not text:
            return ""
        if field.form is ValueForm.LINK:
            target = self.item(text)
            if target.kind.key not in field.targets:
                raise RecordError(f"{field.label}\u00a0: « {text} » n’est pas {KINDS[field.targets[0]].noun}.")
            return cells.reference_cell(self._draft.all.reference(target, field.targets))
        if field.form is ValueForm.PASSAGE:
            return cells.text_cell(text)
        try:
            return cell_of(value_in(field, cells.text_cell(text)))
        except ValueError as error:
            raise RecordError(f"{field.label}\u00a0: {error}.", remedy="Corrigez la valeur.") from error

    def remove(self, node: ItemNode, signed: Signed) -> Edit:
        """The correction that takes an item out.

        Raises:
            RecordError: a person added it; its correction is to be taken back.
        """
        if node.added_by is not None:
            raise RecordError(
                "cet élément a été ajouté par une correction.",
                remedy=f"Reprenez-la\u00a0: « refgraph correct take-back {node.added_by.key} ».",
            )
        before = cells.text_cell(main_words(node.kind, node))
        target = self._draft.read.reference(node)
        return Edit(signed.correction(self._id, node.kind.key, target, ITEM, before, ""))

    def recast(self, node: ItemNode, kind: str, signed: Signed) -> tuple[Edit, Edit]:
        """The corrections that take an item out and add one of another ``kind`` with its words, code and bloc.

        Raises:
            RecordError: a person added it, or no item of that kind can stand on its words.
        """
        if kind not in RECAST or node.kind.key not in RECAST or node.kind.key == kind:
            raise RecordError(
                f"{node.kind.noun} ne peut pas devenir {KINDS[kind].noun if kind in KINDS else quote(kind)}.",
                remedy=f"Ces sortes se changent\u00a0: {', '.join(KINDS[each].noun for each in RECAST)}.",
            )
        taken = self.remove(node, signed)
        source = node.record.source
        place = QuoteSelector(mend(source.quote), self._draft.printed.near(source.quote, source.start))
        told: dict[str, str | list[str]] = {KINDS[kind].main: str(getattr(node.record, node.kind.main))}
        known = fields_of(KINDS[kind])
        for name in ("code", "bloc"):
            if name in known and (value := getattr(node.record, name, None)):
                told[name] = str(value)
        return taken, self.new(kind, place, told, signed)

    def new(self, kind: str, place: QuoteSelector, told: Mapping[str, str | list[str]], signed: Signed) -> Edit:
        """The correction that adds an item of ``kind`` on the words that ``place`` leads to; ``told`` are its fields.

        Raises:
            RecordError: there is no such kind, or a field is unknown or of the wrong form.
        """
        if kind not in KINDS:
            raise RecordError(
                f"« {kind} » n’est pas une sorte d’élément.", remedy=f"Choisissez parmi {', '.join(KINDS)}."
            )
        after = cells.json_cell({name: self._written(KINDS[kind], name, value) for name, value in told.items()})
        try:
            parsed(KINDS[kind], after)
        except ValueError as error:
            raise RecordError(f"{error}.", remedy="Corrigez la valeur.") from error
        owner = self.item(str(told[OWNER])) if KINDS[kind].owner in KINDS else None
        before = words_cell(read_there(self._draft, KINDS[kind], place.quote, owner))
        return Edit(signed.correction(self._id, kind, place, ITEM, before, after))

    def _written(self, kind: ItemKind, name: str, value: str | list[str]) -> object:
        """A field of a new item as a person gives it, as it stands in its cell: links by the words of their items."""
        field = fields_of(kind).get(name)
        if name == OWNER:
            return _inside(cells.reference_cell(self._draft.all.reference(self.item(str(value)))))
        if field is None:
            return value
        told = [_inside(self._cell(field, each)) for each in ([value] if isinstance(value, str) else value)]
        return told if field.has_many or len(told) > 1 else told[0]

    def settle(self, outcome: CorrectionOutcome, signed: Signed) -> Edit:
        """The correction of ``outcome``, held on what is read now (see `settled`).

        Raises:
            RecordError: it cannot be: what it is about is not read any more.
        """
        rivals = [each.key for each in self._told if takes_over(outcome.correction, each)]
        return Edit(settled(self._draft, outcome, signed), (outcome.correction.key, *rivals))

    def tried(self, edit: Edit) -> CorrectionOutcome:
        """What becomes of ``edit`` once it is written.

        Raises:
            RecordError: it would not count: it does not fit, or it says what is read already.
        """
        left = [
            each for each in self._told if each.key not in edit.instead_of and not takes_over(edit.correction, each)
        ]
        outcome = apply(self._document, self._reading, [*left, edit.correction]).outcomes[-1]
        if outcome.status is Status.NEEDLESS:
            raise _needless()
        if outcome.status is not Status.APPLIED:
            raise RecordError(
                f"cette correction ne convient pas\u00a0: {outcome.why}.", place=None, remedy=sentence(outcome)
            )
        return outcome


def _needless() -> RecordError:
    return RecordError(
        "c’est déjà ce qui est lu\u00a0: il n’y a rien à corriger.",
        remedy="Pour revenir sur une correction, reprenez-la\u00a0: « refgraph correct take-back ».",
    )


def _inside(cell: str) -> object:
    """A cell as it stands inside the JSON of a new item."""
    return cells.json_of(cell) if cell.startswith("{") else cells.cell_text(cell)


def _json_cell(value: object) -> str:
    return cells.reference_cell(cells.reference_of(value)) if isinstance(value, dict) else cells.text_cell(str(value))
