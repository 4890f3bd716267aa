"""A document as its lines in order, whatever its format: what layouts read that no table of competences makes up."""

from refgraph.reading.shared.flow.joining import joined
from refgraph.reading.shared.flow.line import CellPlace, Flow, FlowLine
from refgraph.reading.shared.flow.reading import of_document, of_run

__all__ = ["CellPlace", "Flow", "FlowLine", "joined", "of_document", "of_run"]
