"""A document is read in a process of its own: what kills it, or never ends, costs a sentence and no server."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from refgraph.core import isolation
from refgraph.core.errors import DocumentError
from refgraph.core.stopping import Cancelled, go_on, stoppable
from refgraph.reading.formats.isolated import process, worker
from refgraph.reading.formats.isolated.process import ReadingLimits
from refgraph.reading.formats.isolated.wire import pack, received, sent, unpack
from refgraph.reading.formats.recognition import reader_of
from refgraph.reading.opening import LARGEST, decode, open_document
from tests.reading.formats import shipped


def large_word() -> bytes:
    """A Word file that is honest as a ZIP, and takes 40 MB when it is open."""
    buffer = io.BytesIO()
    words = b"".join(os.urandom(4_000).hex().encode() for _ in range(50)) * 100
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            + b"".join(
                b"<w:p><w:r><w:t>" + words[n : n + 4_000] + b"</w:t></w:r></w:p>" for n in range(0, len(words), 4_000)
            )
            + b"</w:body></w:document>",
        )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"), [("a.docx", shipped.as_word(shipped.TITRE)), ("a.pdf", shipped.as_pdf(shipped.TITRE))]
)
def test_what_the_process_says_is_what_was_read(name: str, raw: bytes) -> None:
    """Text, elements, bold words, places and remarks come through whole."""
    inside = reader_of(raw, name)(raw, name)
    document = decode(raw, name)
    assert (document.text, document.elements, document.remarks) == (inside.text, inside.elements, inside.remarks)
    assert document.places.stretches == inside.places.stretches
    again = received(sent(inside))
    assert (again.elements, again.places.stretches) == (inside.elements, inside.places.stretches)


def test_a_refusal_comes_through() -> None:
    """The sentence, the place and the remedy of a format are those that the person reads."""
    with pytest.raises(DocumentError) as refused:
        decode(b"%PDF-1.7\n" + b"x" * 100, "abime.pdf")
    assert (refused.value.place, refused.value.remedy) == ("abime.pdf", "Enregistrez-le de nouveau en PDF.")


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (ReadingLimits(memory_bytes=250_000_000), "a épuisé la mémoire ou le temps accordés"),
        (ReadingLimits(seconds=0.05), "demandait plus de 0,05\u00a0s"),
    ],
)
def test_a_reading_beyond_its_limits_ends(limits: ReadingLimits, message: str) -> None:
    """Memory and time are those of the process alone; who asked goes on with the next document."""
    with pytest.raises(DocumentError) as refused:
        process.rendered(large_word(), "grand.docx", limits)
    assert message in refused.value.message
    assert decode(b"<html><p>Trier", "petit.html").text == "Trier\n"


def test_a_parser_that_crashes_costs_its_document_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fault in native code kills the process that reads, told as any refusal."""
    package = tmp_path / "pypdfium2"
    package.mkdir()
    (package / "__init__.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(DocumentError, match="ne peut pas être lu"):
        decode(b"%PDF-1.7\n" + b"x" * 100, "mortel.pdf")


def test_a_missing_part_is_told_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra of PDF the person learns which to install, as for any optional part."""
    package = tmp_path / "pypdfium2"
    package.mkdir()
    (package / "__init__.py").write_text("raise ModuleNotFoundError(name='pypdfium2')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ModuleNotFoundError) as missing:
        decode(b"%PDF-1.7\n" + b"x" * 100, "sans.pdf")
    assert missing.value.name == "pypdfium2"


def test_the_process_has_no_network_and_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A parser that is taken over reaches nobody and leaves nothing."""
    package = tmp_path / "pypdfium2"
    package.mkdir()
    told = tmp_path / "told"
    told.touch()
    (package / "__init__.py").write_text(
        "import pathlib, socket\n"
        "from refgraph.core.errors import DocumentError\n"
        "try:\n    socket.create_connection(('127.0.0.1', PORT), 1)\n    reached = 'reached'\n"
        "except OSError:\n    reached = 'alone'\n"
        "try:\n    pathlib.Path(TOLD).write_text('x')\n    wrote = 'wrote'\n"
        "except OSError:\n    wrote = 'silent'\n"
        "raise DocumentError(f'{reached} {wrote}')\n",
        encoding="utf-8",
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        text = (
            (package / "__init__.py")
            .read_text()
            .replace("PORT", str(server.getsockname()[1]))
            .replace("TOLD", repr(str(told)))
        )
        (package / "__init__.py").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        with pytest.raises(DocumentError) as refused:
            decode(b"%PDF-1.7\n" + b"x" * 100, "curieux.pdf")
    expected = "alone" if _may_leave_network() else "reached"
    assert refused.value.message == f"{expected} silent"


def _may_leave_network() -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0 if isolation.leave_network() else 1)
    return os.waitpid(child, 0)[1] == 0


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a format gives is bounded too: a small file may unfold into a text of gigabytes."""
    monkeypatch.setattr(worker, "LONGEST_TEXT", 3)
    assert "bien trop long" in str(unpack(pack(worker._said(b"<html><p>Trier", "x.html"))))


def test_devices_pipes_and_loops_are_told(tmp_path: Path) -> None:
    """None of them is read for ever, and each is named for what it is."""
    pipe, loop = tmp_path / "tube.txt", tmp_path / "boucle.txt"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path, message in (
        (pipe, "ce n’est pas un fichier (tube ou périphérique)."),
        (Path("/dev/zero"), "ce n’est pas un fichier (tube ou périphérique)."),
        (loop, "le fichier ne peut pas être ouvert."),
        (tmp_path, "c’est un dossier, un fichier est attendu."),
    ):
        with pytest.raises(DocumentError) as refused:
            open_document(path)
        assert refused.value.message == message


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A disk image in the folder is refused by its size, before its bytes are in memory."""
    path = tmp_path / "disque.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DocumentError, match="fait plus de 100 Mo"):
        open_document(path)


def test_a_name_that_is_not_utf8_is_shown(tmp_path: Path) -> None:
    """A file unpacked from an old archive: its name is shown as far as it can be, and the document is read."""
    path = tmp_path / os.fsdecode(b"r\xe9f\xe9rentiel.txt")
    path.write_text("CQP Fleuriste", encoding="utf-8")
    document = open_document(path)
    assert (document.name, document.text) == ("r\ufffdf\ufffdrentiel.txt", "CQP Fleuriste")


def test_a_reading_that_nobody_wants_any_more_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelling kills the process that reads, long before its limit; other work goes on."""
    started: list[subprocess.Popen[bytes]] = []

    class Told(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **how: Any) -> None:
            super().__init__([sys.executable, "-c", "import time; time.sleep(60)"], **how)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Told)
    with pytest.raises(Cancelled), stoppable(lambda: bool(started)):
        process.rendered(b"x", "long.pdf")
    assert started[0].returncode == -signal.SIGKILL
    go_on()
