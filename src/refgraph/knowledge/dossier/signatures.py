"""Verdicts on pairs of blocs, signed by a person with a reason; they hold until a source changes."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from refgraph.core import files, ledger
from refgraph.core.decoding import decoded
from refgraph.core.errors import MappingError
from refgraph.core.french import day as french_day
from refgraph.core.ledger import JournalChange
from refgraph.graph.sssom import compress
from refgraph.knowledge.certifications import bloc_version, bloc_version_of_0_1
from refgraph.knowledge.dossier.correspondence import BlocCorrespondence, Verdict
from refgraph.workspace import transaction

SIGNED = "correspondances.json"
"""The file of a folder of mappings that holds the signatures."""


class Signature(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who declared which verdict on two blocs (CURIEs), when, why, and on which versions of them."""

    first: str
    second: str
    verdict: str
    person: str
    day: str
    reason: str
    first_version: str
    second_version: str


class Withdrawal(Signature, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A signature that no longer stands: who withdrew it, when and why."""

    withdrawn_by: str
    withdrawn_on: str
    withdrawn_for: str


@dataclass(frozen=True)
class Signatures:
    """The signed verdicts in the JSON file at ``path``, one per pair of blocs; the file need not exist yet."""

    path: Path

    def load(self) -> list[Signature]:
        """All signatures.

        Raises:
            MappingError: the file is broken.
        """
        if not self.path.exists():
            return []
        try:
            return _parse(self.path.read_bytes(), str(self.path))
        except OSError as error:
            raise _illegible(str(self.path)) from error

    def of(self, correspondence: BlocCorrespondence) -> Signature | None:
        """The signature on a pair of blocs, whichever way round it was given."""
        pair = {compress(correspondence.first.iri), compress(correspondence.second.iri)}
        return next((one for one in self.load() if {one.first, one.second} == pair), None)

    def sign(
        self, correspondence: BlocCorrespondence, verdict: Verdict, person: str, reason: str, day: date
    ) -> Signature:
        """Record a verdict in place of an earlier one on the same pair.

        Raises:
            MappingError: nobody signs, no reason is given, or the file cannot be written.
        """
        if not person.strip() or not reason.strip():
            raise MappingError("un verdict est signé et motivé.", remedy="Donnez le nom du signataire et le motif.")
        signature = Signature(
            first=compress(correspondence.first.iri),
            second=compress(correspondence.second.iri),
            verdict=verdict.value,
            person=person.strip(),
            day=day.isoformat(),
            reason=" ".join(reason.split()),
            first_version=bloc_version(correspondence.first),
            second_version=bloc_version(correspondence.second),
        )
        with self._telling(), files.locked(self.path):
            self._put(signature)
        return signature

    @property
    def withdrawals_path(self) -> Path:
        """The file beside, in which withdrawn signatures stay to be read."""
        return self.path.with_name(f"{self.path.stem}-retirees.json")

    def withdraw(self, correspondence: BlocCorrespondence, person: str, reason: str, day: date) -> Withdrawal:
        """Take the signature on a pair of blocs back; it stays in the file of withdrawals.

        Raises:
            MappingError: there is none, nobody signs, no reason is given, or a file cannot be written.
        """
        if not person.strip() or not reason.strip():
            raise MappingError("un retrait est signé et motivé.", remedy="Donnez votre nom et le motif.")
        with self._telling(), transaction.alone(self._top), files.locked(self.path):
            signature = self.of(correspondence)
            if signature is None:
                raise MappingError("le verdict n’est pas signé\u00a0: il n’y a rien à retirer.")
            withdrawal = Withdrawal(
                **msgspec.structs.asdict(signature),
                withdrawn_by=person.strip(),
                withdrawn_on=day.isoformat(),
                withdrawn_for=" ".join(reason.split()),
            )
            self._write(
                {
                    self.withdrawals_path: _dump([*self.withdrawals(), withdrawal]),
                    self.path: _dump(one for one in self.load() if one != signature),
                }
            )
        return withdrawal

    def _telling(self) -> contextlib.AbstractContextManager[None]:
        return ledger.telling(self.path, MappingError, "les verdicts ne peuvent pas être écrits.")

    @property
    def _top(self) -> Path:
        """The data folder that the file is in, else its own folder."""
        journal = ledger.journal_of(self.path)
        return journal.parent if journal else self.path.parent

    def _write(self, texts: Mapping[Path, str]) -> None:
        """Put all of ``texts`` in their places, or none: a signature is never both standing and withdrawn, nor lost."""
        with ledger.told(JournalChange(path, ledger.lines_of(path), text.splitlines()) for path, text in texts.items()):
            transaction.write_together(self._top, {path: text.encode() for path, text in texts.items()})

    def withdrawals(self) -> list[Withdrawal]:
        """All signatures that were withdrawn.

        Raises:
            MappingError: the file is broken.
        """
        path = self.withdrawals_path
        if not path.exists():
            return []
        try:
            raw = decoded(path.read_bytes(), str(path), MappingError)
            return msgspec.json.decode(raw, type=list[Withdrawal])
        except (OSError, msgspec.DecodeError) as error:
            raise _illegible(str(path)) from error

    def _put(self, signature: Signature) -> None:
        pair = {signature.first, signature.second}
        kept = [one for one in self.load() if {one.first, one.second} != pair]
        ledger.replace(self.path, _dump([*kept, signature]))


def follow_signatures(text: str, place: str, versions: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The file of signatures ``text`` with the CURIEs of blocs that moved as they are now, and each of these with the
    one it had.

    ``versions`` are those of the blocs today by CURIE (`bloc_versions`). A signature follows the words of a bloc to the
    one place of its certification where they stand now; else, and where two would come to speak of one pair, it stays.

    Raises:
        MappingError: the file is broken.
    """
    signatures = _parse(text.encode(), place)
    moved = [_moved(one, versions) for one in signatures]
    taken = Counter(frozenset((one.first, one.second)) for one in moved)
    kept = [
        new if taken[frozenset((new.first, new.second))] == 1 else old
        for old, new in zip(signatures, moved, strict=True)
    ]
    ends = [
        (before, now)
        for old, new in zip(signatures, kept, strict=True)
        for before, now in ((old.first, new.first), (old.second, new.second))
        if before != now
    ]
    return (_dump(kept) if ends else text), list(dict.fromkeys(ends))


def _moved(signature: Signature, versions: Mapping[str, str]) -> Signature:
    return msgspec.structs.replace(
        signature,
        first=_place(signature.first, signature.first_version, versions),
        second=_place(signature.second, signature.second_version, versions),
    )


def _place(curie: str, signed: str, versions: Mapping[str, str]) -> str:
    """Where the words of a bloc stand now: at ``curie`` unless they moved to one other place of its certification."""
    if versions.get(curie) == signed:
        return curie
    certification = curie.partition("/")[0]
    found = [each for each, words in versions.items() if words == signed and each.partition("/")[0] == certification]
    return found[0] if len(found) == 1 else curie


def _parse(raw: bytes, place: str) -> list[Signature]:
    try:
        return msgspec.json.decode(decoded(raw, place, MappingError), type=list[Signature])
    except msgspec.DecodeError as error:
        raise _illegible(place) from error


def _illegible(place: str) -> MappingError:
    return MappingError(
        "les verdicts signés sont illisibles.",
        place=place,
        remedy="Corrigez ce fichier JSON, ou reprenez une copie d’avant sa modification.",
    )


def _dump(signatures: Iterable[Signature]) -> str:
    ordered = sorted(signatures, key=lambda one: (one.first, one.second))
    return json.dumps(msgspec.to_builtins(ordered), ensure_ascii=False, indent=1) + "\n"


def obstacles(
    correspondence: BlocCorrespondence, signature: Signature | None, stale: Collection[frozenset[str]] = ()
) -> list[str]:
    """Why the correspondence must not go into a dossier as it stands, each as a sentence; none: it may.

    ``stale`` are the pairs of competences (IRIs) whose alignment waits to be confirmed since a statement changed.
    """
    found = []
    open_ = waiting(correspondence, stale)
    if open_:
        found.append(f"des alignements de ces blocs sont à revalider ({len(open_)})\u00a0: un énoncé a changé.")
    if signature is None:
        found.append("le verdict n’est pas signé.")
        return found
    versions = {signature.first: signature.first_version, signature.second: signature.second_version}
    for bloc in (correspondence.first, correspondence.second):
        if versions[compress(bloc.iri)] not in (bloc_version(bloc), bloc_version_of_0_1(bloc)):
            told = f"{bloc.name} a changé depuis la signature du {french_day(signature.day)}"
            found.append(f"{told}\u00a0: relisez et signez à nouveau.")
    return found


def waiting(correspondence: BlocCorrespondence, stale: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The pairs of ``stale`` that touch a competence of the two blocs."""
    inside = {one.iri for bloc in (correspondence.first, correspondence.second) for one in bloc.competences}
    return [pair for pair in stale if pair & inside]
