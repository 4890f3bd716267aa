"""The user's folders: what is kept (documents, corrections, mappings, own questions), and what can be built again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from refgraph import __version__
from refgraph.core import assets
from refgraph.core.errors import DocumentError, StoreError
from refgraph.graph.store import Builds, Store
from refgraph.reading.discovery import brought_here
from refgraph.reading.document import Document
from refgraph.reading.opening import open_document
from refgraph.workspace.fingerprints import Fingerprints
from refgraph.workspace.making import check_version, remembered
from refgraph.workspace.transaction import recover

_LEFTOVER = re.compile(r"~\$|\.~lock\.|(?:thumbs\.db|ehthumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""Names of previews, of folder settings and of the locks of open documents; hidden files are left out anyway."""
DATA = "REFGRAPH_DATA"
CACHE = "REFGRAPH_CACHE"
ENDPOINT = "REFGRAPH_ENDPOINT"


def _data() -> Path:
    named = os.environ.get(DATA)
    return Path(named) if named else remembered() or assets.data()


def _cache() -> Path:
    if own := os.environ.get(CACHE):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or _home(CACHE) / ".cache") / "refgraph"


def _home(instead: str) -> Path:
    """The user's home; ``instead`` is the variable that does without it."""
    try:
        return Path.home()
    except RuntimeError as error:
        raise StoreError(
            "votre dossier personnel n’est pas connu.", remedy=f"Nommez un dossier par la variable {instead}."
        ) from error


@dataclass(frozen=True)
class Workspace:
    """The folders and the server that a command, a page or a service works with.

    ``data`` holds ``sources/``, ``mappings/``, ``corrections.tsv`` and ``catalogue.toml``; ``cache`` what is built;
    ``endpoint`` is the address of a SPARQL server asked instead of the built store. Each comes from the environment
    (`DATA`, `CACHE`, `ENDPOINT`) where it is not given. ``drafts`` are the ids of certifications among its documents
    that are being written: of a folder that people keep none is, theirs lie in ``drafts/`` and are not built.
    """

    data: Path = field(default_factory=_data)
    cache: Path = field(default_factory=_cache)
    endpoint: str | None = field(default_factory=lambda: os.environ.get(ENDPOINT) or None)
    drafts: frozenset[str] = frozenset()

    @property
    def sources(self) -> Path:
        """The documents as received."""
        return self.data / "sources"

    @property
    def corrections(self) -> Path:
        """What people corrected in what was read: in the user's data, or in the user's own data folder."""
        return self._own / "corrections.tsv"

    @property
    def older_records(self) -> Path:
        """Where version 0.1 kept what was read and corrected in one file: ``<certification>.json``."""
        return self.data / "records"

    @property
    def records_aside(self) -> Path:
        """Where the record files of version 0.1 lie once their corrections are taken over."""
        return self.data / "records.0.1"

    @property
    def record_texts(self) -> Path:
        """The records as texts to look at, one file for each certification; written again when asked for."""
        return self.cache / "records"

    @property
    def mappings(self) -> Path:
        """The reviewed alignments: ``*.sssom.tsv``."""
        return self.data / "mappings"

    @property
    def catalogue(self) -> Path:
        """The ids of certifications whose document prints no number."""
        return self.data / "catalogue.toml"

    @property
    def settlements(self) -> Path:
        """What people decided about mentions that a document leaves open."""
        return self.data / "settlements.tsv"

    @property
    def register(self) -> Path | None:
        """The texts that the user adds to the shipped register, where there are any."""
        path = self.data / "regulations.ttl"
        return path if path.is_file() else None

    @property
    def acceptances(self) -> Path:
        """The quality findings that people accepted: beside the user's data, or in the user's own data folder."""
        return self._own / "acceptances.tsv"

    @property
    def own_queries(self) -> Path:
        """The questions that the user has saved: beside the user's data, or in the user's own data folder."""
        return self._own / "queries"

    @property
    def _own(self) -> Path:
        """Where the user may write: the user's data; where these are the shipped ones, a folder of the user's own."""
        if not self.is_shipped:
            return self.data
        return Path(os.environ.get("XDG_DATA_HOME") or _home("XDG_DATA_HOME") / ".local" / "share") / "refgraph"

    @property
    def withdrawn(self) -> Path:
        """The documents of certifications that were taken out, which nothing reads."""
        return self.data / "withdrawn"

    @property
    def manuscripts(self) -> Path:
        """The référentiels being written, and their list: no build of this folder reads them."""
        return self.data / "drafts"

    @property
    def is_shipped(self) -> bool:
        """Whether its data are those that ship with refgraph."""
        return self.data.resolve() == assets.data().resolve()

    @property
    def builds(self) -> Builds:
        """The stores built so far; the current one is that of this data folder and this version of refgraph.

        A cache serves several data folders: what is built of one must never be shown for another.
        """
        whose = hashlib.sha256(f"{__version__}\n{self.data.resolve()}".encode()).hexdigest()[:16]
        return Builds(self.cache / "stores", f"current-{whose}")

    def search_index(self, key: str) -> Path:
        """The file of words by which the store built under ``key`` is searched."""
        return self.cache / "search" / f"{key}.sqlite"

    def report(self, key: str) -> Path:
        """The file of what the check of the build ``key`` found."""
        return self.cache / "reports" / f"{key}.json"

    def basis(self, key: str) -> Path:
        """The file of what the build ``key`` was made from, by which a later one tells what changed."""
        return self.cache / "bases" / f"{key}.bin"

    def documents(self) -> list[Path]:
        """The files of ``sources/``, sorted.

        Raises:
            DocumentError: there is no such folder, or it is empty.
        """
        found = self.received()
        if not found:
            raise DocumentError(
                "il n’y a aucun document à lire.",
                place=str(self.sources),
                remedy="Placez-y les référentiels, ou nommez un autre dossier avec --data.",
            )
        return found

    def document(self, name: str) -> Document | None:
        """A document of ``sources/`` without its elements, or None where there is no readable file of that name."""
        path = self.sources / Path(name).name
        try:
            state = path.stat()
            return _document(path, state.st_mtime_ns, state.st_size)
        except (DocumentError, OSError):
            return None

    def inputs(self) -> list[Path]:
        """The user's files that a build is made from. No question, note or accepted finding is one."""
        single = (self.catalogue, self.settlements, self.data / "regulations.ttl", self.corrections)
        return [
            *self.received(),
            *sorted(self.older_records.glob("*.json")),
            *sorted(self.mappings.glob("*.sssom.tsv")),
            *(path for path in single if path.is_file()),
        ]

    def checksums(self) -> dict[str, str]:
        """What a build is made from: the checksum of each of `inputs` by its name below the data folder, and under the
        name ``refgraph`` that of refgraph itself with the readers of others.

        A file is read only where the disk says that it changed.
        """
        check_version(self.data)
        recover(self.data)
        code = f"{__version__}\n{brought_here()}\n{_shipped(self._fingerprints)}"
        found = Fingerprints(self._fingerprints).of(self.inputs())
        told = {self._named(path): checksum for path, checksum in found.items()}
        return {"refgraph": hashlib.sha256(code.encode()).hexdigest(), **told}

    def key(self) -> str:
        """The checksum of all that a build is made from: that of the same files is the same on any machine."""
        return key_of(self.checksums())

    def _named(self, path: Path) -> str:
        """The name of an input below the data folder; of one in the user's own folder beside it, its file name."""
        return path.relative_to(self.data).as_posix() if path.is_relative_to(self.data) else path.name

    @property
    def _fingerprints(self) -> Path:
        return self.cache / "fingerprints"

    def received(self) -> list[Path]:
        """The files of ``sources/``, sorted, which may be none: those that have a name, but for those that systems and
        office programs leave anywhere."""
        return [path for path in self._found() if _is_text(path.name)]

    def misnamed(self) -> list[str]:
        """The files of ``sources/`` whose name is no UTF-8, as it can be shown: nothing is built from them."""
        return [os.fsencode(path.name).decode("utf-8", "replace") for path in self._found() if not _is_text(path.name)]

    def _found(self) -> list[Path]:
        found = (path for path in _files(self.sources) if path.parent == self.sources)
        return [path for path in found if not _LEFTOVER.match(path.name)]

    def is_ready(self) -> bool:
        """Whether `open_store` will find a store: the one built from the inputs as they are now, or a server."""
        return bool(self.endpoint) or self.builds.has(self.key())

    def open_store(self) -> Store:
        """The server of ``endpoint``, or the store built from the inputs as they are now: from then on the current one.

        Raises:
            StoreError: no store has been built from these inputs.
        """
        if self.endpoint:
            from refgraph.graph.store.remote import RemoteStore

            return RemoteStore(self.endpoint)
        key = self.key()
        store = self.builds.open(key)
        with contextlib.suppress(StoreError):  # a cache that this user may only read
            self.builds.publish(key)
        return store

    def require_local(self) -> None:
        """Pass a workspace whose store is built here.

        Raises:
            StoreError: it asks a server.
        """
        if self.endpoint:
            raise StoreError(
                "cette commande travaille sur le graphe local, pas sur un serveur.", remedy="Retirez --endpoint."
            )


@lru_cache(maxsize=32)
def _document(path: Path, modified: int, size: int) -> Document:
    """The document at ``path`` in this state, without its elements: pages ask for it at each passage that they show.

    Raises:
        DocumentError: it cannot be read.
    """
    return replace(open_document(path), elements=())


def key_of(checksums: Mapping[str, str]) -> str:
    """The key of a build that is made from what has these checksums (`Workspace.checksums`)."""
    total = hashlib.sha256()
    for name, checksum in checksums.items():
        total.update(f"{name}\0{checksum}\n".encode())
    return total.hexdigest()[:32]


@cache
def _shipped(fingerprints: Path) -> str:
    """The checksum of what ships with refgraph and decides what is built: its rooms below the faces, and its assets.

    Looked at once per process: code that changes while it runs is not the code that runs.
    """
    package = Path(__file__).parents[1]
    built = [path for path in _files(package) if path.relative_to(package).parts[0] not in ("_assets", "cli", "faces")]
    folders = {package: built, **{folder: _files(folder) for folder in (assets.ontology(), assets.shapes())}}
    folders[assets.queries()] = _files(assets.queries())
    found = Fingerprints(fingerprints).of(path for paths in folders.values() for path in paths)
    total = hashlib.sha256()
    for folder, paths in folders.items():
        for path in paths:
            total.update(f"{path.relative_to(folder).as_posix()}\0{found[path]}\n".encode())
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    """The files below ``folder``, sorted, without hidden ones and what Python caches."""
    return sorted(_walk(folder)) if folder.is_dir() else []


def _is_text(name: str) -> bool:
    """Whether a file name is UTF-8: Python has lone surrogates for the bytes of any other."""
    return not any("\udc80" <= char <= "\udcff" for char in name)


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        else:
            yield entry
