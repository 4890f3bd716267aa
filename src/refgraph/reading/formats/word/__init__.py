"""Word documents (.docx): a walk over the file's own XML, because automatic numbers stand nowhere else."""

from refgraph.reading.formats.word.body import read

__all__ = ["read"]
