"""The contract as a test class: a subclass that names a layout and a folder of cases is run by pytest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from refgraph.reading import registry
from refgraph.reading.contract import checks
from refgraph.reading.contract.cases import Case, cases, settle, unlocked
from refgraph.reading.contract.transcript import transcript
from refgraph.reading.contract.variations import VARIATIONS
from refgraph.reading.discovery import Known, wrongs
from refgraph.reading.layout import Layout

if TYPE_CHECKING:
    import pytest


class LayoutContract:
    """What holds of every layout. A subclass ``Test…`` gives `layout`, `cases` and `count`; pytest does the rest."""

    layout: Layout
    """The reader under test: the module, or the object, that the entry point names."""

    cases: ClassVar[Path]
    """The folder with a folder for each case: ``source.txt`` (or another suffix) beside ``expected.txt``."""

    count: ClassVar[int]
    """How many cases there are: a folder that has moved must not leave the tests green with nothing to do."""

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run each test of a case on every case, and that of a variation with every variation."""
        if "case" in metafunc.fixturenames:
            metafunc.parametrize("case", cases(self.cases), ids=lambda case: case.name)
        if "variation" in metafunc.fixturenames:
            metafunc.parametrize("variation", VARIATIONS)

    def test_it_is_a_layout(self) -> None:
        """It has the names and functions of the interface."""
        _none(wrongs(self.layout))

    def test_refgraph_finds_it(self) -> None:
        """The entry point of the installed package leads to it."""
        found = registry.discovery()
        known = found.known.get(self.layout.NAME)
        told = "; ".join(str(refused.error) for refused in found.refused)
        if known is None or known.layout is not self.layout:
            raise AssertionError(f"no entry point « {self.layout.NAME} » leads to this layout. {told}")

    def test_every_case_is_found(self) -> None:
        """There are as many cases as the author says, each with one document."""
        found = cases(self.cases)
        wrong = [case.name for case in found if len(case.sources) != 1]
        if len(found) != self.count or wrong:
            raise AssertionError(f"{len(found)} cases, {self.count} expected; without one source: {wrong}.")

    def test_it_leaves_the_shipped_documents_to_others(self) -> None:
        """It recognises no document that refgraph ships and that another layout reads."""
        _none(checks.shipped(self._known()))

    def test_it_alone_recognises_the_case(self, case: Case) -> None:
        """It recognises its document, and no other installed layout does."""
        _none(checks.recognition(self._known(), case))

    def test_the_reading_is_as_expected(self, case: Case) -> None:
        """What is read is what a person found in the document."""
        known = self._known()
        found = transcript(checks.read(known, case.document()))
        _none(filter(None, (settle(case, found, self.layout.VERSION), unlocked(case, self.layout.VERSION))))

    def test_every_passage_is_its_slice(self, case: Case) -> None:
        """A quote stands in the document where it says, on the line that it says."""
        _none(checks.slices(self._known(), case))

    def test_ids_tell_apart_and_links_lead_somewhere(self, case: Case) -> None:
        """No id and no code twice, no link to nothing."""
        _none(checks.links(self._known(), case))

    def test_no_word_is_lost(self, case: Case) -> None:
        """Each is part of an item, of page furniture or of an issue."""
        _none(checks.lines(self._known(), case))

    def test_nothing_is_invented(self, case: Case) -> None:
        """An item says what its passages print."""
        _none(checks.words(self._known(), case))

    def test_another_export_changes_nothing(self, case: Case, variation: str) -> None:
        """Line ends, sorts of spaces and of accents are no content."""
        _none(checks.variation(self._known(), case, variation))

    def test_reading_again_changes_nothing(self, case: Case) -> None:
        """The same document gives the same reading, prints nothing and stays as it is."""
        _none(checks.purity(self._known(), case))

    def test_a_document_that_breaks_off_is_no_crash(self, case: Case) -> None:
        """A part of a document is read or refused."""
        _none(checks.cuts(self._known(), case))

    def _known(self) -> Known:
        return Known(self.layout, "under test", self.layout.VERSION)


def _none(breaches: Iterable[str]) -> None:
    """Fail with ``breaches``, one a line, if there are any."""
    if found := list(breaches):
        raise AssertionError("\n".join(("", *found)))
