"""What the commands on correspondences share: the correspondences, and tables in the format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.cli.output import choose_format, deliver
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import MappingError, RefgraphError
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.knowledge.correspondences import Correspondences
    from refgraph.knowledge.decisions import Statement
    from refgraph.model.records import Issue

FORMATS = ("table", "csv", "csv-data", "json", "md", "xlsx", "docx", "pdf")
SUFFIXES = {f".{name}": name for name in FORMATS} | {".txt": "table"}


def correspondences(settings: Settings, names: Iterable[str] = ()) -> Correspondences:
    """The correspondences of the workspace, its store built first where it is out of date.

    ``names`` are what the command is about: where one is a draft, the drafts are beside the certifications.
    """
    from refgraph.knowledge.correspondences import Correspondences
    from refgraph.pipeline.basis import proposals_folder

    store, shown = settings.open_for(names, tell)
    return Correspondences.of(store, settings.workspace(), proposals_folder(shown))


def deliver_tables(
    title: str, tables: Sequence[Table], remarks: Sequence[str], format_name: str | None, output: Path | None
) -> None:
    """Write ``tables`` in one file or on the screen; ``remarks`` stand first, or on standard error.

    A workbook and JSON hold them too, with the source of the first table. Several tables are a list in JSON.

    Raises:
        RefgraphError: several tables in a format that holds one.
    """
    from refgraph.core.exports import export, several_to_json, to_xlsx
    from refgraph.knowledge.dossier import to_docx, to_pdf

    name = choose_format(format_name, output, FORMATS, SUFFIXES)
    if name in ("docx", "pdf"):
        write = to_docx if name == "docx" else to_pdf
        deliver(write(title, tables, remarks), output, is_text=False)
        return
    for remark in remarks:
        note(remark)
    told = (("À savoir", " ".join(remarks)),) if remarks else ()
    first = replace(tables[0], source=(*tables[0].source, *told))
    if name == "xlsx":
        deliver(to_xlsx(first, *tables[1:]), output, is_text=False)
    elif name == "json":
        deliver(several_to_json([first, *tables[1:]]), output)
    elif name in ("csv", "csv-data") and len(tables) > 1:
        raise RefgraphError(
            f"ce résultat a {len(tables)} tableaux, {name} n’en tient qu’un.",
            remedy="Prenez xlsx, docx, pdf, json, md ou table.",
        )
    else:
        deliver(b"\n".join(export(table, name) for table in tables), output)


def statement(found: Correspondences, name: str) -> Statement:
    """The competence called ``name``: a CURIE, an IRI, or what follows ``certification/`` in it.

    Raises:
        MappingError: there is no such competence.
    """
    from refgraph.graph.sssom import CURIE_MAP

    curie = f"rgid:{name.removeprefix(CURIE_MAP['rgid']).removeprefix('rgid:')}"
    if curie not in found.statements:
        raise MappingError(
            f"«\u00a0{name}\u00a0» n’est pas une compétence du graphe.",
            remedy="Écrivez par exemple RNCP31919/bloc/1/competence/C1\u00a0; «\u00a0refgraph align\u00a0» les montre.",
        )
    return found.statements[curie]


def tell_issues(issues: Sequence[Issue]) -> None:
    """Tell each fault on a line of its own."""
    for issue in issues:
        note(f"{issue.path}, ligne\u00a0{issue.line}\u00a0: {issue.message}")


def refuse(issues: Sequence[Issue]) -> None:
    """Stop where a file has faults; nothing has been written.

    Raises:
        MappingError: there is at least one.
    """
    if issues:
        wrong = count(len({issue.line for issue in issues}), "ligne incorrecte", "lignes incorrectes")
        raise MappingError(
            f"{wrong}\u00a0: rien n’a été écrit.",
            remedy="Corrigez-les, ou prenez les autres avec --good-rows.",
        )
