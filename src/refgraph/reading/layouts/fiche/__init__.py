"""Reader of the layout family « fiche »: the « Résumé descriptif » of the répertoire national."""

from refgraph.reading.layouts.fiche.reader import FAMILY, read, recognises

__all__ = ["FAMILY", "read", "recognises"]
