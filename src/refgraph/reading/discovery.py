"""Which layouts are installed: ours and those of other packages, each found through the entry points of its package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions
from inspect import isclass, signature
from types import MappingProxyType

from refgraph.core.errors import LayoutError
from refgraph.core.text import shorten
from refgraph.reading.layout import Layout

GROUP = "refgraph.layouts"
"""The group of entry points by which a package says which layouts it brings."""

OURS = "refgraph"

_NAME = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_FUNCTIONS = {"recognises": ("document",), "read": ("document", "certification_id")}
_ONE_LINE = 120


@dataclass(frozen=True)
class Known:
    """A layout that can be used, and the package that brings it."""

    layout: Layout
    package: str
    package_version: str

    @property
    def name(self) -> str:
        """Its name, that of no other."""
        return self.layout.NAME

    @property
    def origin(self) -> str:
        """The package with its version: ``refgraph 0.1.0``."""
        return f"{self.package} {self.package_version}"

    @property
    def sign(self) -> str:
        """What readings of it are known by: ``colonnes 2 (refgraph 0.1.0)``."""
        return f"{self.name} {self.layout.VERSION} ({self.origin})"


@dataclass(frozen=True)
class Refused:
    """A layout that cannot be used, by the name of its entry point (empty where its package does not say), and why."""

    name: str
    origin: str
    error: LayoutError


@dataclass(frozen=True)
class Discovery:
    """The layouts found: those to use by their name, ours first, and those that cannot be used."""

    known: Mapping[str, Known]
    refused: tuple[Refused, ...]


def discover(installed: Iterable[Distribution]) -> Discovery:
    """The layouts that distributions bring; one that cannot be used is refused and keeps no other from being used.

    A distribution that comes twice counts once: the first is the one that Python imports.
    """
    found: list[Known] = []
    refused: list[Refused] = []
    for distribution in _once(installed):
        for point in _points(distribution, refused):
            one = _load(point, distribution)
            (found if isinstance(one, Known) else refused).append(one)  # type: ignore[arg-type]
    known = _by_name(sorted(found, key=lambda one: (one.package != OURS, one.name, one.package)), refused)
    return Discovery(MappingProxyType(known), tuple(refused))


@cache
def brought_here() -> str:
    """What the other installed packages bring (`brought`), looked for once per process."""
    return brought(distributions())


def brought(installed: Iterable[Distribution]) -> str:
    """What packages other than ours bring, one entry point a line, without loading any: another text, other layouts."""
    lines = [
        f"{_name(one)} {_version(one)} {point.name} = {point.value}\n"
        for one in _once(installed)
        for point in _points(one, [])
        if _name(one) != OURS
    ]
    return "".join(sorted(lines))


def wrongs(layout: object) -> Iterator[str]:
    """In which ways ``layout`` is none, each as the end of a French sentence; nothing if it is one."""
    if isclass(layout):
        yield "est une classe, un module ou un objet est attendu"
        return
    for name in ("NAME", "VERSION", "DESCRIPTION"):
        value = getattr(layout, name, None)
        if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > _ONE_LINE:
            yield f"n’a pas de {name} (un texte d’une ligne, de {_ONE_LINE} caractères au plus)"
        elif name == "NAME" and not _NAME.fullmatch(value):
            yield f"a pour NAME « {value} » (des minuscules et des chiffres, les mots joints par un trait d’union)"
    for name, parameters in _FUNCTIONS.items():
        if not _takes(getattr(layout, name, None), parameters):
            yield f"n’a pas de fonction {name}({', '.join(parameters)})"


def _takes(function: object, parameters: tuple[str, ...]) -> bool:
    if not callable(function):
        return False
    try:
        signature(function).bind(*parameters)
    except (TypeError, ValueError):
        return False
    return True


def _once(distributions: Iterable[Distribution]) -> Iterator[Distribution]:
    """The distributions that speak of layouts, each once."""
    seen: set[str] = set()
    for distribution in distributions:
        if GROUP in _text(distribution):
            name = re.sub(r"[-_.]+", "-", _name(distribution)).lower()
            if name not in seen:
                seen.add(name)
                yield distribution


def _text(distribution: Distribution) -> str:
    try:
        return distribution.read_text("entry_points.txt") or ""
    except (OSError, ValueError):
        return ""


def _name(distribution: Distribution) -> str:
    return str(distribution.metadata["Name"] or "sans nom")


def _version(distribution: Distribution) -> str:
    return str(distribution.metadata["Version"] or "sans version")


def _points(distribution: Distribution, refused: list[Refused]) -> list[EntryPoint]:
    try:
        return list(distribution.entry_points.select(group=GROUP))
    except (TypeError, ValueError, AttributeError):
        refused.append(_refused("les points d’entrée du paquet sont mal écrits (entry_points.txt).", distribution))
        return []


def _load(point: EntryPoint, distribution: Distribution) -> Known | Refused:
    """The layout that ``point`` leads to, or why it cannot be used."""
    try:
        layout = point.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the code is anybody's, and keeps no other from being used
        return _refused(f"la mise en page ne se charge pas ({cause(error)}).", distribution, point.name)
    found = list(wrongs(layout))
    if not found and point.name != layout.NAME:
        found = [f"a pour NAME « {layout.NAME} », le point d’entrée s’appelle « {point.name} »"]
    if found:
        return _refused(f"{point.value} {', et '.join(found)}.", distribution, point.name)
    return Known(layout, _name(distribution), _version(distribution))


def cause(error: BaseException) -> str:
    """``error``, raised by anybody's code, on one line: its class and its first words."""
    words = shorten(str(error), _ONE_LINE)
    return f"{type(error).__name__}\u00a0: {words}" if words else type(error).__name__


def _by_name(found: Iterable[Known], refused: list[Refused]) -> dict[str, Known]:
    """``found`` by name; of two of one name ours is kept, and none of two others: chance would choose."""
    groups: dict[str, list[Known]] = {}
    for one in found:
        groups.setdefault(one.name, []).append(one)
    for ones in groups.values():
        refused += (_namesake(one, ones) for one in ones if len(ones) > 1 and one.package != OURS)
    return {name: ones[0] for name, ones in groups.items() if len(ones) == 1 or ones[0].package == OURS}


def _namesake(one: Known, ones: list[Known]) -> Refused:
    others = ", ".join(dict.fromkeys(other.package for other in ones if other is not one))
    message = f"la mise en page porte le nom d’une autre (paquet {others})."
    return _refusal(message, one.package, one.package_version, one.name)


def _refused(message: str, distribution: Distribution, name: str = "") -> Refused:
    return _refusal(message, _name(distribution), _version(distribution), name)


def _refusal(message: str, package: str, version: str, name: str) -> Refused:
    place = f"paquet {package} {version}{f', mise en page « {name} »' if name else ''}"
    remedy = f"Mettez ce paquet à jour ou retirez-le\u00a0: pip uninstall {package}."
    return Refused(name, f"{package} {version}", LayoutError(message, place=place, remedy=remedy))
