"""Reader of the layout family « fiche »: the « Résumé descriptif » of the répertoire national."""

from refgraph.reading.layouts.fiche.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
