"""An import that is being looked at: its files, and a data folder of its own in which it is tried.

A draft lies in the cache, beside the data folder that it is for: it writes nothing there, outlives the page and the
program, and is found again by the bytes of its files. Its folder holds what the data folder holds, by links, with the
new documents; what a person corrects there waits in its own ``corrections.tsv``.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import msgspec
from msgspec import Struct

from refgraph.core import files
from refgraph.core.errors import DocumentError, RecordError, StoreError
from refgraph.core.text import slug
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections.file import read_corrections
from refgraph.reading.corrections.rows import written
from refgraph.workspace import Workspace
from refgraph.workspace.catalogue import catalogued

_STATE, _FILES, _DATA, _BASE = "draft.json", "files", "data", "base.tsv"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST = 120


class DraftDocument(Struct, frozen=True, kw_only=True):
    """A document of a draft: ``name`` as received and ``target`` in ``sources/``, of which certification, and why.

    ``chosen`` is the id that a person gave; where it ``is_named``, the document alone would have another. ``replaces``
    are the documents of the data folder in whose place it comes, with their checksums. ``refused`` says why it cannot
    be read. One that is ``left_out`` is not imported.
    """

    name: str
    sha256: str
    target: str
    certification: str = ""
    why: str = ""
    chosen: str = ""
    is_named: bool = False
    replaces: dict[str, str] = {}
    refused: str = ""
    left_out: bool = False

    @property
    def counts(self) -> bool:
        """Whether it would be imported."""
        return not (self.left_out or self.refused)


@dataclass(frozen=True)
class IntakeDraft:
    """The draft ``id`` of an import into ``base``, in its ``folder``."""

    id: str
    base: Workspace
    folder: Path
    documents: tuple[DraftDocument, ...]

    @property
    def staged(self) -> Workspace:
        """The data folder in which it is tried."""
        return Workspace(data=self.folder / _DATA, cache=self.base.cache, endpoint=None)

    @property
    def counting(self) -> list[DraftDocument]:
        """The documents that would be imported."""
        return [each for each in self.documents if each.counts]

    def original(self, document: DraftDocument) -> Path:
        """The file as received."""
        return self.folder / _FILES / document.sha256

    def own_corrections(self) -> list[Correction]:
        """What people corrected in this draft.

        Raises:
            RecordError: its file cannot be read.
        """
        known = {each.key for each in read_corrections(self.folder / _BASE)}
        return [each for each in read_corrections(self.staged.corrections) if each.key not in known]


def new_draft(base: Workspace, received: Sequence[tuple[str, bytes]]) -> IntakeDraft:
    """The draft of these files (name and bytes): the one that there is, or a new one.

    Raises:
        DocumentError: there is none.
        StoreError: the cache cannot be written.
    """
    if not received:
        raise DocumentError("aucun fichier n’est donné.", remedy="Nommez au moins un fichier.")
    sums = [(safe_name(name), hashlib.sha256(raw).hexdigest()) for name, raw in received]
    told = "\n".join(f"{name}\0{checksum}" for name, checksum in sorted(set(sums)))
    id = hashlib.sha256(told.encode()).hexdigest()[:16]
    with contextlib.suppress(DocumentError):
        return open_draft(base, id)
    folder = _folder(base) / id
    with _writing():
        (folder / _FILES).mkdir(parents=True, exist_ok=True)
        for (_, checksum), (_, raw) in zip(sums, received, strict=True):
            files.put(folder / _FILES / checksum, raw)
    names = _apart(dict.fromkeys(sums))
    documents = tuple(DraftDocument(name=name, sha256=checksum, target=name) for name, checksum in names)
    return save(IntakeDraft(id, base, folder, documents))


def open_draft(base: Workspace, id: str) -> IntakeDraft:
    """The draft of this id.

    Raises:
        DocumentError: there is none any more.
    """
    folder = _folder(base) / PurePath(id).name
    try:
        documents = msgspec.json.decode((folder / _STATE).read_bytes(), type=tuple[DraftDocument, ...])
    except (OSError, msgspec.MsgspecError) as error:
        raise DocumentError("cet aperçu d’import n’existe plus.", remedy="Déposez de nouveau les fichiers.") from error
    return IntakeDraft(id, base, folder, documents)


def drafts(base: Workspace) -> list[IntakeDraft]:
    """The drafts that wait, the newest first."""
    found: list[IntakeDraft] = []
    with contextlib.suppress(OSError):
        states = sorted(_folder(base).glob(f"*/{_STATE}"), key=lambda path: -path.stat().st_mtime)
        for path in states:
            with contextlib.suppress(DocumentError):
                found.append(open_draft(base, path.parent.name))
    return found


def save(draft: IntakeDraft) -> IntakeDraft:
    """Keep what is decided about the documents of ``draft``.

    Raises:
        StoreError: the cache cannot be written.
    """
    with _writing():
        files.put(draft.folder / _STATE, msgspec.json.encode(draft.documents))
    return draft


def discard(draft: IntakeDraft) -> None:
    """Forget ``draft``: its files, and what was corrected in it; a disk that keeps them is left to itself."""
    with contextlib.suppress(OSError):
        (draft.folder / _STATE).unlink(missing_ok=True)
    shutil.rmtree(draft.folder, ignore_errors=True)


def stage(draft: IntakeDraft) -> None:
    """Make the data folder of ``draft`` that of its base as it is now, with the documents that count.

    Raises:
        StoreError: the cache cannot be written.
        RecordError: the corrections of the draft cannot be read.
    """
    with _writing():
        _stage(draft)


def _stage(draft: IntakeDraft) -> None:
    base, data = draft.base, draft.staged.data
    (data / "sources").mkdir(parents=True, exist_ok=True)
    gone = {name for each in draft.counting for name in each.replaces}
    kept = {path.name: path for path in base.received() if path.name not in gone}
    _link(data / "sources", kept | {each.target: draft.original(each) for each in draft.counting})
    single = (base.settlements, base.data / "regulations.ttl")
    _link(data, {path.name: path for path in single if path.is_file()}, {path.name for path in single})
    files.replace(draft.staged.catalogue, catalogue_of(draft))
    own = draft.own_corrections() if draft.staged.corrections.exists() else []
    of_base: list[Correction] = []
    with contextlib.suppress(RecordError):  # they count for nothing until somebody mends their file, as in a build
        of_base = read_corrections(base.corrections)
    files.replace(draft.folder / _BASE, written(of_base))
    held = {each.key for each in own}
    files.replace(draft.staged.corrections, written([*(one for one in of_base if one.key not in held), *own]))


def catalogue_of(draft: IntakeDraft) -> str:
    """The catalogue that goes with the documents of ``draft`` that count."""
    path = draft.base.catalogue
    text = path.read_text("utf-8-sig") if path.exists() else ""
    gone = {name for each in draft.counting for name in (*each.replaces, each.target)}
    named = {each.target: each.certification for each in draft.counting if each.is_named}
    return catalogued(text, named, gone)


def safe_name(name: str) -> str:
    """``name`` as a file of ``sources/`` may be called: no path, no hidden file, nothing that a system refuses."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = _UNSAFE.sub("-", name.encode("utf-8", "replace").decode()).strip(" .").removeprefix("~$")
    path = PurePath(name or "document.txt")
    return f"{path.stem[:_LONGEST]}{path.suffix[:16]}"


def pasted_name(text: str) -> str:
    """The name of a file for a text that was pasted: its first words.

    >>> pasted_name("# CQP Fleuriste 2026\\n…"), pasted_name("…")
    ('cqp-fleuriste-2026.txt', 'texte-colle.txt')
    """
    first = next((line for line in text.splitlines() if re.search(r"\w", line)), "")
    return f"{slug(first)[:60].rstrip('-') or 'texte-colle'}.txt"


def stamp(draft: IntakeDraft) -> str:
    """A checksum of all that the preview of ``draft`` depends on."""
    corrections = draft.staged.corrections
    told = [draft.id, draft.base.key(), hashlib.sha256(msgspec.json.encode(draft.documents)).hexdigest()]
    told.append(hashlib.sha256(corrections.read_bytes()).hexdigest() if corrections.exists() else "")
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """What the disk refuses is told.

    Raises:
        StoreError: the cache cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(
            "l’aperçu ne peut pas être gardé.",
            place=str(error.filename or ""),
            remedy="Vérifiez la place libre, ou choisissez un autre dossier avec la variable REFGRAPH_CACHE.",
        ) from error


def _link(folder: Path, wanted: Mapping[str, Path], among: Iterable[str] | None = None) -> None:
    """Let ``folder`` hold exactly these links, of the names ``among`` (all by default); what fits already stays."""
    present = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    for name in [*present] if among is None else among:
        if name in present and present[name].is_symlink() and name not in wanted:
            present[name].unlink()
    for name, target in wanted.items():
        link = folder / name
        if link.is_symlink() and link.readlink() == target.resolve():
            continue
        link.unlink(missing_ok=True)
        link.symlink_to(target.resolve())


def _apart(sums: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names and checksums, with a number where two files have one name."""
    used: set[str] = set()
    for name, checksum in sums:
        path, number = PurePath(name), 1
        while name.casefold() in used:
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        used.add(name.casefold())
        yield name, checksum


def _folder(base: Workspace) -> Path:
    whose = hashlib.sha256(str(base.data.resolve()).encode()).hexdigest()[:16]
    return base.cache / "drafts" / whose
