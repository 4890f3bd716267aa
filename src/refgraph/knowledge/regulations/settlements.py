"""What people decided about mentions that a document leaves open: a file of its own, apart from what the document says.

``settlements.tsv`` in the data folder, one decision a line: certification, mention, words, target, who, when, why.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core import files, ledger
from refgraph.core.decoding import text_of
from refgraph.core.errors import RegisterError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import PREFIXES, RG, item_iri, regulation_iri
from refgraph.knowledge.regulations.register import Register
from refgraph.model import ids

COLUMNS = ("certification", "mention", "words", "target", "settled_by", "settled_on", "comment")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


class Settlement(Struct, frozen=True, kw_only=True):
    """One decision: ``mention`` of ``certification``, printed as ``words``, means the text ``target`` (a key).

    ``words`` guard it: a document that changes its words is not bound by a decision on the old ones.
    """

    certification: str
    mention: str
    words: str
    target: str
    settled_by: str
    settled_on: date
    comment: str = ""


def read_settlements(path: Path, register: Register) -> list[Settlement]:
    """The decisions in the file at ``path``; none where there is no file.

    Raises:
        RegisterError: a line has not seven fields, a bad date, an unknown text, settles a mention twice, or is no text
            (`text_of`).
    """
    keys = frozenset(register.texts)
    found: dict[tuple[str, str], Settlement] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#") or line.split("\t")[0] == COLUMNS[0]:
            continue
        settlement = _row(line, f"{path.name}, ligne{NBSP}{number}", keys)
        if found.setdefault((settlement.certification, settlement.mention), settlement) is not settlement:
            raise RegisterError(
                f"la mention {settlement.mention} de {settlement.certification} est tranchée deux fois.",
                place=f"{path.name}, ligne{NBSP}{number}",
                remedy="Gardez une seule des deux lignes.",
            )
    return list(found.values())


def write_settlement(path: Path, settlement: Settlement, register: Register) -> None:
    """Add ``settlement`` to the file at ``path``, in place of an earlier one on the same mention; remarks stay on top.

    Raises:
        RegisterError: the file cannot be read or written, or the decision holds a tab or an unknown text.
    """
    same = (settlement.certification, settlement.mention)
    _row(_line(settlement), path.name, frozenset(register.texts))
    try:
        with files.locked(path):
            kept = [each for each in read_settlements(path, register) if (each.certification, each.mention) != same]
            rows = sorted(_line(each) for each in [*kept, settlement])
            remarks = [line for line in _lines(path) if line.startswith("#")]
            ledger.replace(path, "\n".join([*remarks, "\t".join(COLUMNS), *rows, ""]))
    except OSError as error:
        raise RegisterError(
            "la décision ne peut pas être enregistrée.",
            place=str(path),
            remedy="Vérifiez vos droits d’écriture, ou nommez votre propre dossier de données avec --data.",
        ) from error


def _lines(path: Path) -> list[str]:
    return text_of(path, RegisterError).splitlines() if path.exists() else []


def settlement_graph(settlements: Iterable[Settlement]) -> list[Triple]:
    """The decisions as triples for the graph ``settlements``: the text meant, who said so, when and why."""
    return [triple for settlement in settlements for triple in _triples(settlement)]


def _triples(settlement: Settlement) -> list[Triple]:
    mention = NamedNode(item_iri(settlement.certification, settlement.mention))
    me = NamedNode(item_iri(settlement.certification, ids.settlement(settlement.mention)))
    target = NamedNode(regulation_iri(settlement.target))
    day = Literal(settlement.settled_on.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))
    said = [
        Triple(mention, NamedNode(f"{RG}mentionTarget"), target),
        Triple(me, _TYPE, NamedNode(f"{RG}Settlement")),
        Triple(me, NamedNode(f"{RG}settles"), mention),
        Triple(me, NamedNode(f"{RG}settledTarget"), target),
        Triple(me, NamedNode(f"{RG}settledBy"), Literal(settlement.settled_by)),
        Triple(me, NamedNode(PREFIXES["dcterms"] + "date"), day),
    ]
    if settlement.comment:
        said.append(Triple(me, NamedNode(PREFIXES["rdfs"] + "comment"), Literal(settlement.comment, language="fr")))
    return said


def _row(line: str, place: str, keys: frozenset[str]) -> Settlement:
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise RegisterError(
            f"la ligne a {len(fields)} colonne(s) au lieu de {len(COLUMNS)} ({', '.join(COLUMNS)}).",
            place=place,
            remedy="Séparez les colonnes par une tabulation.",
        )
    certification, mention, words, target, who, when, comment = (field.strip() for field in fields)
    if target not in keys:
        raise RegisterError(
            f"le texte « {target} » n’est pas dans le registre.", place=place, remedy="Corrigez son nom, ou ajoutez-le."
        )
    if not (certification and mention and words and who):
        raise RegisterError(
            "il manque la certification, la mention, ses mots ou le nom de la personne.",
            place=place,
            remedy="Complétez la ligne.",
        )
    return Settlement(
        certification=certification,
        mention=mention,
        words=words,
        target=target,
        settled_by=who,
        settled_on=_day(when, place),
        comment=comment,
    )


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RegisterError(
            f"« {text} » n’est pas une date.", place=place, remedy="Écrivez-la sous la forme AAAA-MM-JJ."
        ) from error


def _line(settlement: Settlement) -> str:
    """The row of ``settlement``; white space inside a value, which would break the row, becomes one space."""
    return "\t".join(" ".join(str(getattr(settlement, name)).split()) for name in COLUMNS)
