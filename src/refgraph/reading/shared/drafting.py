"""A reading while it is made: items with ids, codes told apart, words read a second time, parts left unread.

A layout says what it finds in the order of the document; ids, ranks and passages are made here, the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from refgraph.core.french import count
from refgraph.core.text import shorten
from refgraph.model import ids
from refgraph.model.records import (
    Activity,
    Basis,
    Bloc,
    Certification,
    Competence,
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
from refgraph.reading.runs import Block
from refgraph.reading.shared import assessment
from refgraph.reading.shared.codes import Code
from refgraph.reading.shared.titles import same_title


def passages(document: Document, blocks: Iterable[Block], basis: Basis = Basis.EXTRAIT) -> list[Passage]:
    """The slices of ``blocks``, those that only white space parts as one."""
    spans: list[list[int]] = []
    for run in (run for block in blocks for run in block.runs):
        if spans and not document.text[spans[-1][1] : run.start].strip() and spans[-1][1] <= run.start:
            spans[-1][1] = run.end
        else:
            spans.append([run.start, run.end])
    return [document.passage(start, end, basis) for start, end in spans]


def unread_lines(lines: int) -> str:
    """« 3 lignes ne sont pas lues », as messages say it."""
    return count(lines, "ligne n’est pas lue", "lignes ne sont pas lues")


@dataclass
class ReadingDraft:
    """Collects what a layout finds; `reading` gives all of it back."""

    document: Document
    family: str
    blocs: list[Bloc] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    competences: list[Competence] = field(default_factory=list)
    modalities: list[Modality] = field(default_factory=list)
    groups: list[CriteriaGroup] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    # --- items --------------------------------------------------------------------------------------------------------

    def bloc(  # what a bloc is printed with
        self,
        title: Block,
        number: int,
        code: str,
        source_code: str | None,
        heading: Slice,
        apart: Sequence[Slice] = (),
    ) -> str:
        """The id of the bloc ``number``: a new one, or the one known by that number, printed again.

        ``apart`` is where its code stands apart from its heading. A number that is taken by a bloc of another title
        gives the next free one, and an issue.
        """
        known = next((bloc for bloc in self.blocs if bloc.number == number), None)
        again = next((bloc for bloc in self.blocs if same_title(bloc.text, title.text) and bloc.code == code), None)
        source = self.document.passage(*heading)
        if again:
            place = self.blocs.index(again)
            self.blocs[place] = msgspec.structs.replace(again, other_sources=(*again.other_sources, source))
            return again.id
        if known:
            number = max(bloc.number for bloc in self.blocs) + 1
            if known.code == code:
                self.issue(source, f"Le numéro {known.number} désigne deux blocs\u00a0: celui-ci prend le {number}.")
                code = str(number)
        name = ids.bloc(number)
        self.blocs.append(
            Bloc(
                id=name,
                number=number,
                text=title.text,
                code=code,
                source_code=source_code,
                source=source,
                other_sources=tuple(self.document.passage(*place) for place in apart),
            )
        )
        return name

    def activity(self, bloc: str, words: Block, code: Code | None = None) -> str:
        """The id of an activity of ``bloc`` (empty: of none)."""
        siblings = [item for item in self.activities if item.bloc == bloc]
        name = self._free(ids.activity(bloc, code.code if code else None, len(siblings) + 1), self.activities)
        source, *others = passages(self.document, [words])
        self.activities.append(
            Activity(
                id=name,
                bloc=bloc,
                text=words.text,
                order=len(siblings) + 1,
                code=code.code if code else None,
                source_code=code.printed if code else None,
                source=source,
                other_sources=tuple(others),
            )
        )
        return name

    def competence(  # what a competence is printed with
        self,
        bloc: str,
        words: Block,
        code: Code | None = None,
        *,
        whole: Slice | None = None,
        parent: str | None = None,
        activities: tuple[str, ...] = (),
        basis: Basis = Basis.EXTRAIT,
    ) -> str:
        """The id of a competence: a new one, or the one of the same code and words, printed again.

        ``whole`` is its slice with its code. A code that is taken by other words is kept as printed, and told.
        """
        source, *others = passages(self.document, [words], basis)
        if whole:
            first = self.document.text[whole[0] : source.start]
            source = self.document.passage(whole[0], source.end, basis) if first.strip() else source
        if known := self.known(bloc, words.text, code):
            self.print_again(known.id, (source, *others))
            return known.id
        siblings = [item for item in self.competences if item.bloc == bloc and item.parent == parent]
        order = len(siblings) + 1
        kept = code if code and code.code and not self._is_taken(bloc, code.code) else None
        if code and code.code and kept is None:
            self.issue(source, f"Le code {code.code} est imprimé devant deux compétences\u00a0: il reste à vérifier.")
        name = ids.competence(bloc, kept.code, order) if kept else ids.competence(bloc, None, order)
        if parent and not kept:
            name = ids.step(parent, order)
        self.competences.append(
            Competence(
                id=self._free(name, self.competences),
                bloc=bloc,
                statement=words.text,
                order=order,
                code=kept.code if kept else None,
                local_code=kept.local if kept else None,
                source_code=code.printed if code and code.printed else None,
                parent=parent,
                activities=activities,
                source=source,
                other_sources=tuple(others),
            )
        )
        return self.competences[-1].id

    def known(self, bloc: str, text: str, code: Code | None) -> Competence | None:
        """The competence of these words, and this code if both have one; of ``bloc``, or of any if that is empty."""
        for item in self.competences:
            fits = not code or not item.code or item.code == code.code
            if fits and (not bloc or item.bloc == bloc) and same_title(item.statement, text):
                return item
        return None

    def by_code(self, code: str, bloc: str = "") -> Competence | None:
        """The competence of that code, in ``bloc`` if there, else the only one."""
        found = [item for item in self.competences if item.code == code]
        inside = [item for item in found if item.bloc == bloc]
        return inside[0] if inside else found[0] if len(found) == 1 else None

    def print_again(self, competence: str, sources: Iterable[Passage]) -> None:
        """Add further passages to a competence."""
        place = next(place for place, item in enumerate(self.competences) if item.id == competence)
        item = self.competences[place]
        self.competences[place] = msgspec.structs.replace(item, other_sources=(*item.other_sources, *sources))

    def modality(
        self,
        bloc: str,
        blocks: Sequence[Block],
        *,
        competences: tuple[str, ...] = (),
        details: Sequence[Block] = (),
        title: str | None = None,
        code: str | None = None,
        basis: Basis = Basis.EXTRAIT,
    ) -> str:
        """The id of a modality whose words are ``blocks``; ``details`` say more of it, and are passages of it too."""
        name = ids.modality(bloc, sum(item.bloc == bloc for item in self.modalities) + 1)
        lines = [f"{block.marker} {block.text}".strip() if block.marker else block.text for block in blocks]
        analysis = assessment.analyse(name, "\n".join([*lines, *(block.text for block in details)]))
        source, *others = passages(self.document, [*blocks, *details], basis)
        found = analysis.modality(
            id=name,
            bloc=bloc,
            text=" ".join(block.text for block in blocks),
            source=source,
            other_sources=tuple(others),
            competences=competences,
            title=title,
            code=code,
        )
        self.modalities.append(found)
        return name

    def criteria(
        self,
        bloc: str,
        items: Sequence[Block],
        competences: tuple[str, ...],
        heading: Block | None = None,
        basis: Basis = Basis.EXTRAIT,
    ) -> None:
        """A group of criteria that evaluate ``competences`` (none: those of the bloc)."""
        name = ids.criteria_group(bloc, sum(group.bloc == bloc for group in self.groups) + 1)
        source, *others = passages(self.document, [heading] if heading else items, basis)
        found = [self._criterion(ids.criterion(name, place), item) for place, item in enumerate(items, 1)]
        self.groups.append(
            CriteriaGroup(
                id=name,
                bloc=bloc,
                text=re.sub(r"\s*:$", "", heading.text) if heading else None,
                competences=competences,
                criteria=tuple(found),
                source=source,
                other_sources=tuple(others),
            )
        )

    def _criterion(self, name: str, item: Block) -> Criterion:
        source, *others = passages(self.document, [item])
        return Criterion(
            id=name,
            text=item.text,
            source=source,
            other_sources=tuple(others),
            minimum_ratio=assessment.threshold(item.text),
        )

    # --- what is no item ----------------------------------------------------------------------------------------------

    def furnish(self, kind: str, start: int, end: int) -> None:
        """Account for a slice that carries no content of its own."""
        if self.document.text[start:end].strip():
            self.furniture.append(Furniture(kind=kind, source=self.document.passage(start, end)))

    def furnish_all(self, kind: str, spans: Iterable[Slice]) -> None:
        """Account for slices that carry no content of their own."""
        for start, end in spans:
            self.furnish(kind, start, end)

    def issue(self, place: Passage, message: str) -> None:
        """Tell a person something, at ``place``."""
        self.issues.append(Issue(path=self.document.name, line=place.line, message=message))

    def leave(self, spans: Sequence[Slice], message: str) -> None:
        """Leave slices unread, and say so once, where they begin."""
        self.furnish_all("partie non lue", spans)
        if spans:
            self.issue(self.document.passage(*spans[0]), message)

    def quoted(self, start: int, end: int) -> str:
        """The beginning of a slice, as a message quotes it."""
        return shorten(self.document.passage(start, end).quote)

    # --- the whole ----------------------------------------------------------------------------------------------------

    def reading(self, certification: Certification) -> Reading:
        """All that was found, in the order of the document."""
        return Reading(
            document=DocumentInfo(name=self.document.name, sha256=self.document.sha256, family=self.family),
            certification=certification,
            blocs=tuple(sorted(self.blocs, key=lambda bloc: bloc.number)),
            activities=tuple(self.activities),
            competences=tuple(self.competences),
            modalities=tuple(self.modalities),
            criteria_groups=assessment.tie_thresholds(self.groups, self.modalities),
            furniture=tuple(sorted(self.furniture, key=lambda item: (item.source.start, item.source.end))),
            issues=tuple(sorted(self.issues, key=lambda issue: (issue.line, issue.message))),
        )

    def _is_taken(self, bloc: str, code: str) -> bool:
        """Whether a competence of ``bloc`` has this code, or one of another bloc where numbers do not begin anew."""
        firsts: dict[str, str | None] = {}
        for item in self.competences:
            firsts.setdefault(item.bloc, item.code)
        firsts.setdefault(bloc, code)
        begins_anew = len(firsts) > 1 and len(set(firsts.values())) == 1
        return any(item.code == code and (item.bloc == bloc or not begins_anew) for item in self.competences)

    @staticmethod
    def _free(wanted: str, taken: Sequence[Activity | Competence]) -> str:
        known = {item.id for item in taken}
        return next(name for name in ids.repeated(wanted) if name not in known)
