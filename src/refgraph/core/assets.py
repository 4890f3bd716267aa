"""Where the files that ship with refgraph are: the only module that looks their paths up.

In a checkout they lie at its top level; in an installed wheel in ``_assets``, inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_PACKAGED = _PACKAGE / "_assets"


def root() -> Path:
    """The folder that holds ``ontology/``, ``shapes/``, ``queries/``, ``data/`` and ``app.py``."""
    return _PACKAGED if is_packaged() else _PACKAGE.parent.parent


def is_packaged() -> bool:
    """Whether these files lie inside an installed package, where nothing is ever written."""
    return _PACKAGED.is_dir()


def ontology() -> Path:
    """The folder of the ontology, its alignments, vocabularies and regulations (Turtle)."""
    return root() / "ontology"


def shapes() -> Path:
    """The folder of the SHACL shapes (Turtle), one file per kind of rule."""
    return root() / "shapes"


def queries() -> Path:
    """The folder of saved queries: ``<subject>/<name>.rq``."""
    return root() / "queries"


def data() -> Path:
    """The folder with ``sources/`` and ``mappings/``."""
    return root() / "data"
