"""Why two competences are proposed as corresponding, in words that a designer can check against both statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses, form
from refgraph.knowledge.proposals.thesaurus import Thesaurus
from refgraph.knowledge.wording import Word, words

NOTHING_SHARED = "Aucun mot ni notion en commun"


@dataclass(frozen=True)
class Explanation:
    """What two competences share and what each says alone; all of it printed in them or named by the thesaurus.

    ``are_alike`` tells that their meanings are near, whatever the words.
    """

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    actions: tuple[str, ...]
    themes: tuple[str, ...]
    only_subject: tuple[str, ...]
    only_object: tuple[str, ...]
    are_alike: bool = False

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What there is to say, one short fact after the other: its French title and its values."""
        told = (
            ("Mots communs", self.words),
            ("Notions communes", self.concepts),
            ("Même action", self.actions),
            ("Même thème d’activité ou de bloc", self.themes),
            ("Sens des énoncés", ("voisin",) if self.are_alike else ()),
            ("Seulement dans la première", self.only_subject),
            ("Seulement dans la seconde", self.only_object),
        )
        return tuple((title, ", ".join(values)) for title, values in told if values)

    @property
    def lines(self) -> tuple[str, ...]:
        """The explanation in French, a fact a line."""
        return tuple(f"{title}\u00a0: {values}" for title, values in self.facts) or (NOTHING_SHARED,)

    def sentence(self) -> str:
        """The explanation as one French sentence."""
        return "\u00a0; ".join(line[0].lower() + line[1:] for line in self.lines) + "."


def explain(subject: Item, other: Item, thesaurus: Thesaurus, are_alike: bool = False) -> Explanation:
    """What the statements, activities and blocs of two competences share, and what they don't."""
    left, right = words(subject.text), words(other.text)
    around, beside = _surroundings(subject), _surroundings(other)
    ours, theirs = _forms(left), _forms(right)
    return Explanation(
        words=_printed(left, ours & theirs),
        concepts=_labels(thesaurus, _topics(thesaurus, left), _topics(thesaurus, right)),
        actions=_labels(thesaurus, *(_main_actions(thesaurus, item) for item in (subject, other))),
        themes=_labels(thesaurus, _topics(thesaurus, around), _topics(thesaurus, beside))
        or _printed(around, _forms(around) & _forms(beside)),
        only_subject=_printed(left, ours - theirs),
        only_object=_printed(right, theirs - ours),
        are_alike=are_alike,
    )


def _surroundings(item: Item) -> tuple[Word, ...]:
    return words("\n".join((*item.activities, item.bloc_title)))


def _topics(thesaurus: Thesaurus, text: Sequence[Word]) -> list[str]:
    found = dict.fromkeys(one.concept for one in thesaurus.find_topics(text))
    return [concept for concept in found if concept not in thesaurus.neutral | thesaurus.general]


def _main_actions(thesaurus: Thesaurus, item: Item) -> list[str]:
    return [found.concept for found in thesaurus.opening_actions(words(clauses(item.text).main))]


def _labels(thesaurus: Thesaurus, left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """The labels of concepts that both name, or that one names and the other narrows."""
    wider = [{concept, *thesaurus.ancestors(concept)} for concept in right]
    shared = [concept for concept in left if any(concept in family for family in wider)]
    for concept in right:
        if concept not in shared and any(concept in thesaurus.ancestors(mine) for mine in left):
            shared.append(concept)
    return tuple(thesaurus.labels[concept] for concept in shared if concept in thesaurus.labels)


def _forms(text: Sequence[Word]) -> set[str]:
    return {form(word.text) for word in text}


def _printed(text: Sequence[Word], forms: set[str]) -> tuple[str, ...]:
    found = {form(word.text): word.text.casefold() for word in reversed(text) if form(word.text) in forms}
    return tuple(found.values())[::-1]
