"""Saved questions: `.rq` files with a header, typed parameters, and the passage behind each line of the answer."""

from __future__ import annotations

from refgraph.knowledge.questions.catalogue import Broken, Catalogue, read_catalogue
from refgraph.knowledge.questions.executable import executables
from refgraph.knowledge.questions.kinds import KINDS, Choice, choice_named, choices
from refgraph.knowledge.questions.parameters import Parameter
from refgraph.knowledge.questions.question import Question, read_question
from refgraph.knowledge.questions.running import ask, bound_query, cells, run, values_of

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
    "choice_named",
    "choices",
    "executables",
    "read_catalogue",
    "read_question",
    "run",
    "values_of",
]
