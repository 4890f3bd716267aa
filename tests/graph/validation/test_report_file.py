"""A report that was kept is the report: every field of every result, whatever its terms are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Triple

from refgraph.core.errors import StoreError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.validation import Report, Result, Severity, read_report, write_report
from refgraph.graph.validation.report import Path as ShaclPath

EX = "http://example.org/"
names = st.text("abcxyz", min_size=1).map(lambda text: NamedNode(EX + text))
blanks = st.text("abcxyz", min_size=1).map(BlankNode)
words = st.text(st.characters(exclude_categories=["Cs"]))
tags = st.sampled_from(["fr", "en-gb"])
literals = (
    st.builds(Literal, words)
    | st.builds(Literal, words, language=tags)
    | st.builds(Literal, words, language=tags, direction=st.sampled_from([BaseDirection.LTR, BaseDirection.RTL]))
    | st.builds(Literal, words, datatype=names | st.just(NamedNode(PREFIXES["rdf"] + "langString")))
)
statements = st.builds(Triple, names | blanks, names, names | blanks | literals)
triples = statements | st.builds(Triple, names | blanks, names, statements)
terms = names | blanks | literals | triples
paths = st.builds(ShaclPath, words, names | blanks, st.lists(triples, max_size=3).map(tuple))
results = st.builds(
    Result,
    focus=terms,
    path=st.none() | paths,
    component=names,
    severity=st.sampled_from(Severity),
    shape=names | blanks,
    value=st.none() | terms,
    message=words,
)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(results, max_size=4).map(tuple))
def test_whatever_was_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, found: tuple[Result, ...]) -> None:
    """Nothing that a result says is lost or changed by keeping it: not a language, not a path, not the order."""
    path = tmp_path_factory.getbasetemp() / "reports" / "any.json"
    write_report(path, Report(found))
    assert read_report(path).results == found


def test_the_file_can_be_read_by_a_person(tmp_path: Path) -> None:
    """Who looks for a wrong finding opens the file and sees what was found where, in plain words."""
    focus, value = NamedNode(EX + "c4"), Literal("Écouter", language="fr")
    path = ShaclPath(f"<{EX}code>", NamedNode(EX + "code"))
    result = Result(focus, path, NamedNode(EX + "In"), Severity.WARNING, NamedNode(EX + "rule"), value, "À revoir.")
    write_report(tmp_path / "report.json", Report((result,)))
    text = (tmp_path / "report.json").read_text("utf-8")
    assert json.loads(text)["results"] == [
        {
            "focus": {"type": "iri", "value": "http://example.org/c4"},
            "path": {
                "text": "<http://example.org/code>",
                "node": {"type": "iri", "value": "http://example.org/code"},
                "triples": [],
            },
            "component": "http://example.org/In",
            "severity": "à revoir",
            "shape": {"type": "iri", "value": "http://example.org/rule"},
            "value": {"type": "literal", "value": "Écouter", "language": "fr"},
            "message": "À revoir.",
        }
    ]
    assert '\n   "message": "À revoir."\n' in text


@pytest.mark.parametrize("content", ["", "{", "[]", '{"results": [{"focus": 1}]}', '{"results": ['])
def test_a_damaged_file_is_no_report(tmp_path: Path, content: str) -> None:
    """Half a file never passes for a check that found less."""
    path = tmp_path / "report.json"
    path.write_text(content, "utf-8")
    with pytest.raises(StoreError, match="refgraph build"):
        read_report(path)
