"""Verdicts on pairs of blocs, signed by a person with a reason; they hold until a source changes."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from refgraph.core import files
from refgraph.core.errors import MappingError
from refgraph.graph.sssom import compress
from refgraph.knowledge.dossier.correspondence import BlocCorrespondence, Verdict, version


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
            return msgspec.json.decode(self.path.read_bytes(), type=list[Signature])
        except (OSError, msgspec.DecodeError) as error:
            raise MappingError(
                "les verdicts signés sont illisibles.",
                place=str(self.path),
                remedy="Corrigez ce fichier JSON, ou reprenez une copie d’avant sa modification.",
            ) from error

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
            first_version=version(correspondence.first),
            second_version=version(correspondence.second),
        )
        try:
            with files.locked(self.path):
                self._put(signature)
        except OSError as error:
            raise MappingError(
                "les verdicts ne peuvent pas être écrits.",
                place=str(self.path),
                remedy="Vérifiez la place libre et vos droits d’écriture, ou nommez votre dossier avec --data.",
            ) from error
        return signature

    def _put(self, signature: Signature) -> None:
        pair = {signature.first, signature.second}
        kept = [one for one in self.load() if {one.first, one.second} != pair]
        sorted_ = sorted([*kept, signature], key=lambda one: (one.first, one.second))
        files.replace(self.path, json.dumps(msgspec.to_builtins(sorted_), ensure_ascii=False, indent=1) + "\n")


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
        if versions[compress(bloc.iri)] != version(bloc):
            found.append(
                f"{bloc.name} a changé depuis la signature du {signature.day}\u00a0: relisez et signez à nouveau."
            )
    return found


def waiting(correspondence: BlocCorrespondence, stale: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The pairs of ``stale`` that touch a competence of the two blocs."""
    inside = {one.iri for bloc in (correspondence.first, correspondence.second) for one in bloc.competences}
    return [pair for pair in stale if pair & inside]
