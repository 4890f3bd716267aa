"""The file of decisions: rewritten whole under a lock, so that reviewers at work together lose nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.core import files, ledger
from refgraph.core.errors import MappingError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sssom import CURIE_MAP, MappingRow, MappingSet, read, write
from refgraph.knowledge.decisions.decision import WORDS, decision_of
from refgraph.knowledge.decisions.second import EXTENSIONS, second_reading, with_second

METADATA = {
    "curie_map": dict(CURIE_MAP),
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "mapping_set_id": "https://w3id.org/refgraph/mapping/competences",
    "mapping_set_title": "Correspondances entre compétences, relues",
    "sssom_version": "1.1",
}
Pair = tuple[str, str]
"""The CURIEs of two competences, in the order of the alphabet."""


@dataclass(frozen=True)
class DecisionRegister:
    """The decisions in the SSSOM file at ``path``; the file need not exist yet."""

    path: Path

    def load(self) -> MappingSet:
        """The decisions as they stand in the file.

        Raises:
            MappingError: the file is no valid SSSOM, or holds two decisions on one pair.
        """
        if not self.path.exists():
            return MappingSet(METADATA)
        mappings = read(self.path)
        by_pair(mappings.rows, str(self.path))
        return mappings

    def record(self, rows: Sequence[MappingRow], seen: Mapping[Pair, MappingRow] | None = None) -> MappingSet:
        """Write ``rows`` into the file, each in place of an earlier decision on its pair, and give back the result.

        ``seen`` are the decisions that the reviewer had before his eyes; None means that he takes none into account.

        Raises:
            MappingError: somebody else has meanwhile decided on one of the pairs, or the file cannot be written.
        """
        new = by_pair(rows, str(self.path))
        with self._locked():
            mappings = self.load()
            known = by_pair(mappings.rows, str(self.path))
            if seen is not None:
                _refuse_conflicts(new, known, seen)
            merged = _declared(replace(mappings, rows=tuple({**known, **new}.values())))
            ledger.replace(self.path, write(merged))
        return merged

    def read_again(self, word: MappingRow) -> MappingRow:
        """Keep ``word`` as the second reading of the decision that stands on its pair; that decision as it is now.

        Raises:
            MappingError: nothing is decided there, or by the same person, or the file cannot be written.
        """
        with self._locked():
            mappings = self.load()
            known = by_pair(mappings.rows, str(self.path))
            if word.pair not in known:
                raise MappingError(
                    "aucune décision n’est prise sur cette paire.",
                    place=" et ".join(word.pair),
                    remedy="Décidez d’abord ; une autre personne relira.",
                )
            known[word.pair] = with_second(known[word.pair], word)
            ledger.replace(self.path, write(_declared(replace(mappings, rows=tuple(known.values())))))
        return known[word.pair]

    def restore(self, row: MappingRow, earlier: MappingRow | None) -> MappingSet:
        """Take the decision ``row`` back: its pair is again as ``earlier`` says, or undecided.

        Raises:
            MappingError: somebody has meanwhile decided otherwise, or the file cannot be written.
        """
        with self._locked():
            mappings = self.load()
            known = by_pair(mappings.rows, str(self.path))
            _refuse_conflicts({row.pair: row}, known, {})
            known.pop(row.pair, None)
            kept = replace(mappings, rows=(*known.values(), *([earlier] if earlier else [])))
            ledger.replace(self.path, write(kept))
        return kept

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        sentence = "les décisions ne peuvent pas être écrites."
        with ledger.telling(self.path, MappingError, sentence), files.locked(self.path):
            yield


def _declared(mappings: MappingSet) -> MappingSet:
    """``mappings`` with the prefix of SSSOM, and with the columns of second readings, in its header where a row needs
    them."""
    metadata = dict(mappings.metadata)
    if any(row.is_absence for row in mappings.rows):
        metadata["curie_map"] = {**metadata["curie_map"], "sssom": PREFIXES["sssom"]}
    if any(second_reading(row) for row in mappings.rows):
        others = [each for each in metadata.get("extension_definitions") or [] if each not in EXTENSIONS]
        metadata["extension_definitions"] = [*others, *EXTENSIONS]
    return replace(mappings, metadata=metadata)


def by_pair(rows: Sequence[MappingRow], place: str) -> dict[Pair, MappingRow]:
    """``rows`` by the pair that they decide on.

    Raises:
        MappingError: a pair is decided twice.
    """
    found: dict[Pair, MappingRow] = {}
    for row in rows:
        if row.pair in found:
            raise MappingError(
                f"deux décisions portent sur la paire {row.pair[0]} et {row.pair[1]}.",
                place=place,
                remedy="Gardez-en une.",
            )
        found[row.pair] = row
    return found


def _refuse_conflicts(
    new: Mapping[Pair, MappingRow], known: Mapping[Pair, MappingRow], seen: Mapping[Pair, MappingRow]
) -> None:
    for pair, row in new.items():
        earlier = known.get(pair)
        if earlier is None or earlier == seen.get(pair) or earlier == row:
            continue
        decision = decision_of(earlier)
        raise MappingError(
            f"cette paire a déjà été {WORDS[decision] if decision else 'proposée'} par "
            f"{earlier.reviewer} le {earlier['review_date']}.",
            place=f"{pair[0]} et {pair[1]}",
            remedy="Relisez cette décision, puis décidez à nouveau si elle ne convient pas.",
        )
