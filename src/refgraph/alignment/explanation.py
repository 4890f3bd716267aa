"""Why two competences are proposed as corresponding, in words that a designer can check against both statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from refgraph.alignment.items import Item
from refgraph.alignment.language import Word, clauses, form, words
from refgraph.alignment.thesaurus import Thesaurus


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

    def sentence(self) -> str:
        """The explanation as one French sentence."""
        parts = [f"{title}\u00a0: {', '.join(values)}" for title, values in self._named() if values]
        return "\u00a0; ".join(parts or ["aucun mot ni notion en commun"]) + "."

    def _named(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            ("mots communs", self.words),
            ("notions communes", self.concepts),
            ("même action", self.actions),
            ("même thème d’activité ou de bloc", self.themes),
            ("sens des énoncés", ("voisin",) if self.are_alike else ()),
            ("seulement dans la première", self.only_subject),
            ("seulement dans la seconde", self.only_object),
        )


@dataclass(frozen=True)
class Piece:
    """A run of words of a statement; ``shared`` when the other statement has it at the same place."""

    text: str
    shared: bool


def explain(subject: Item, other: Item, thesaurus: Thesaurus, are_alike: bool = False) -> Explanation:
    """What the statements, activities and blocs of two competences share, and what they don't."""
    left, right = words(subject.text), words(other.text)
    ours, theirs = ({form(word.text) for word in text} for text in (left, right))
    return Explanation(
        words=_printed(left, ours & theirs),
        concepts=_labels(thesaurus, _topics(thesaurus, left), _topics(thesaurus, right)),
        actions=_labels(thesaurus, *(_main_actions(thesaurus, item) for item in (subject, other))),
        themes=_labels(thesaurus, *(_topics(thesaurus, _surroundings(item)) for item in (subject, other))),
        only_subject=_printed(left, ours - theirs),
        only_object=_printed(right, theirs - ours),
        are_alike=are_alike,
    )


def differences(subject: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both statements word by word, each cut into what the other also says at that place and what it doesn't."""
    left, right = subject.split(), other.split()
    blocks = Indel.opcodes([_plain(word) for word in left], [_plain(word) for word in right])
    ours = [Piece(" ".join(left[op.src_start : op.src_end]), op.tag == "equal") for op in blocks]
    theirs = [Piece(" ".join(right[op.dest_start : op.dest_end]), op.tag == "equal") for op in blocks]
    return tuple(piece for piece in ours if piece.text), tuple(piece for piece in theirs if piece.text)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").strip('.,;:()«»"')


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


def _printed(text: Sequence[Word], forms: set[str]) -> tuple[str, ...]:
    found = {form(word.text): word.text.casefold() for word in reversed(text) if form(word.text) in forms}
    return tuple(found.values())[::-1]
