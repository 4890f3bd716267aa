"""The text of a file that people decide in: what editors, spreadsheets and git do to it is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

from refgraph.core.errors import RefgraphError

_CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |$)|={7}$")
"""What git leaves at the beginning of a line where two versions could not be merged."""


def text_of(path: Path, fault: type[RefgraphError] = RefgraphError) -> str:
    """The text of the file at ``path``.

    Raises:
        RefgraphError: of the class ``fault``: it cannot be opened, or what `decoded` refuses.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise fault(
            "le fichier ne peut pas être ouvert.", place=str(path), remedy="Vérifiez son nom et vos droits de lecture."
        ) from error
    return decoded(raw, path.name, fault)


def decoded(raw: bytes, name: str, fault: type[RefgraphError] = RefgraphError) -> str:
    """The text of ``raw``, the bytes of the file ``name``, without a mark at its top.

    Raises:
        RefgraphError: of the class ``fault``: a line is not in UTF-8, or git has left a conflict in the file; the
            place is file and line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(
            "cette ligne n’est pas en UTF-8 (le fichier a sans doute été enregistré en Windows-1252 par un tableur).",
            place=_place(name, raw.count(b"\n", 0, error.start) + 1),
            remedy="Enregistrez-le en UTF-8, ou au format «\u00a0Texte Unicode\u00a0» du tableur.",
        ) from error
    refuse_conflict(text, name, fault)
    return text


def refuse_conflict(text: str, name: str, fault: type[RefgraphError] = RefgraphError) -> None:
    """Pass the text of the file ``name`` in which git has left no conflict.

    Raises:
        RefgraphError: of the class ``fault``, with file and line.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if _CONFLICT.match(line.rstrip("\r")):
            raise fault(
                "git a laissé ici un conflit de fusion\u00a0: deux versions de ce passage attendent un choix.",
                place=_place(name, number),
                remedy="Gardez les lignes qui conviennent et retirez les marques «\u00a0<<<<<<<\u00a0», "
                "«\u00a0=======\u00a0» et «\u00a0>>>>>>>\u00a0».",
            )


def _place(name: str, line: int) -> str:
    return f"{name}, ligne\u00a0{line}"
