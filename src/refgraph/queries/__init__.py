"""Saved questions: `.rq` files with a header, typed parameters, and the passage behind each line of the answer."""

from __future__ import annotations

from refgraph.queries.catalogue import Broken, Catalogue, read_catalogue
from refgraph.queries.executable import executables
from refgraph.queries.kinds import KINDS, Choice, choices
from refgraph.queries.parameters import Parameter
from refgraph.queries.question import Question, read_question
from refgraph.queries.running import ask, bound_query, cells, run, values_of

__all__ = [
    "KINDS",
    "Broken",
    "Catalogue",
    "Choice",
    "Parameter",
    "Question",
    "ask",
    "bound_query",
    "cells",
    "choices",
    "executables",
    "read_catalogue",
    "read_question",
    "run",
    "values_of",
]
