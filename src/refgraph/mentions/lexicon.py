"""The names, numbers and articles of the texts that the register knows, read from its Turtle."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from refgraph.core import assets
from refgraph.core.errors import RegisterError
from refgraph.core.namespaces import ID, PREFIXES, RG
from refgraph.core.turtle_errors import explain
from refgraph.mentions.names import any_of, is_acronym, is_short_acronym, name_key, name_pattern, name_words
from refgraph.mentions.numbers import references_of

_REGULATION = f"{ID}regulation/"
_ORGANIZATION = f"{ID}organization/"
_LABELS = {f"{PREFIXES['skos']}{name}": name for name in ("prefLabel", "altLabel", "hiddenLabel")}
_NOTATION = f"{PREFIXES['skos']}notation"
_TITLE = f"{PREFIXES['dcterms']}title"
_CODE = f"{RG}code"
_PART_OF = f"{PREFIXES['eli']}is_part_of"
_MEMBER_OF = f"{PREFIXES['eli']}is_member_of"
_TYPE = f"{PREFIXES['dcterms']}type"
_REGULATOR = f"{RG}regulator"
_CORPUS = "regulation-type/corpus"
_CODE_TYPE = "regulation-type/code"


@dataclass(frozen=True)
class Name:
    """A name of a text or an authority; ``is_right`` is false for a known misspelling (skos:hiddenLabel).

    ``needs_company`` for an acronym that means other things too (skos:notation): it counts beside another text only.
    """

    text: str
    key: str
    is_right: bool
    needs_company: bool = False


@dataclass(frozen=True)
class Lexicon:
    """What the recogniser knows of the register.

    ``titles`` gives the preferred name of a text by its key, ``articles`` the keys of the articles of a text by their
    code, in order, ``kinds`` its type (``directive``), ``codes`` the keys of the codes, ``corpora`` the keys that stand
    for a body of rules rather than one text, ``corpus_of`` that key by the key of the authority that issues it, and
    ``editions`` the numbers or years of the dated versions of a text (``rgaa``: ``3``, ``4.1``).
    """

    names: tuple[Name, ...]
    authorities: tuple[Name, ...]
    titles: Mapping[str, str]
    authority_titles: Mapping[str, str]
    articles: Mapping[str, Mapping[str, str]]
    codes: frozenset[str]
    kinds: Mapping[str, str]
    corpora: frozenset[str]
    corpus_of: Mapping[str, str]
    editions: Mapping[str, frozenset[str]]

    @cached_property
    def checksum(self) -> str:
        """What tells it from another by its names and articles: ``sha256:`` and 16 signs."""
        articles = sorted((text, *sorted(codes.items())) for text, codes in self.articles.items())
        told = repr(
            (
                self.names,
                self.authorities,
                articles,
                sorted(self.titles.items()),
                sorted(self.kinds.items()),
                sorted((key, *sorted(each)) for key, each in self.editions.items()),
            )
        )
        return f"sha256:{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Name, ...]]:
        """The names of texts, by `name_key`."""
        return _grouped(self.names)

    @cached_property
    def by_first_word(self) -> Mapping[str, tuple[Name, ...]]:
        """The right names of texts that consist of several words and no number, by their first word."""
        groups: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            if name.is_right and " " in name.text and not any(char.isdigit() for char in name.text):
                groups[name_words(name.text)[0]].append(name)
        return {word: tuple(group) for word, group in groups.items()}

    @cached_property
    def by_authority(self) -> Mapping[str, tuple[Name, ...]]:
        """The names of authorities, by `name_key`."""
        return _grouped(self.authorities)

    @cached_property
    def by_reference(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The texts that bear a kind and a number or date, found in their own names."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self.names:
            for reference in references_of(name.text):
                if name.key not in found[reference]:
                    found[reference].append(name.key)
        return {reference: tuple(keys) for reference, keys in found.items()}

    @cached_property
    def references(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """The kinds and numbers or dates that a text bears, by its key."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for reference, keys in self.by_reference.items():
            for key in keys:
                found[key].add(reference)
        return {key: frozenset(references) for key, references in found.items()}

    @cached_property
    def name_regex(self) -> re.Pattern[str]:
        """Finds a name of a text in folded text, numbered names left to the grammar."""
        return any_of(name_pattern(name.text) for name in self.names if not references_of(name.text))

    @cached_property
    def authority_pattern(self) -> str:
        """The alternatives that find an authority in folded text."""
        return any_of(name_pattern(name.text) for name in self.authorities).pattern

    @cached_property
    def acronyms(self) -> Mapping[str, Name]:
        """The acronyms of texts that are long enough to be told apart when two letters are exchanged."""
        return {
            name.text: name
            for name in self.names
            if name.is_right and not name.needs_company
            if is_acronym(name.text) and not is_short_acronym(name.text)
        }


def load_lexicon(*paths: Path) -> Lexicon:
    """The lexicon of the registers at ``paths`` together, of the shipped one when there is none.

    Raises:
        RegisterError: a register cannot be opened or is not Turtle.
    """
    files = paths or (assets.ontology() / "regulations.ttl",)
    return _load(tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in files))


def lexicon_with(additions: Path | None) -> Lexicon:
    """The lexicon of the shipped register and of the texts that the user adds to it in the file ``additions``.

    Raises:
        RegisterError: a register cannot be opened or is not Turtle.
    """
    return load_lexicon(assets.ontology() / "regulations.ttl", *([additions] if additions else []))


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int], ...]) -> Lexicon:
    return lexicon_of([triple for path, _ in files for triple in parse_register(path)])


def parse_register(path: Path) -> list[ox.Triple]:
    """The triples of the Turtle file at ``path``.

    Raises:
        RegisterError: the file cannot be opened or parsed; the place is the file and line.
    """
    try:
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        return [quad.triple for quad in ox.parse(raw, format=ox.RdfFormat.TURTLE)]
    except OSError as error:
        raise RegisterError("le registre ne peut pas être ouvert.", place=str(path)) from error
    except SyntaxError as error:
        raise RegisterError(
            f"le registre n’est pas du Turtle valide ({explain(error)}).",
            place=f"{path}, ligne {error.lineno}",
            remedy="Corrigez cette ligne d’après le modèle de docs/regulations.md.",
        ) from error


def lexicon_of(triples: Iterable[ox.Triple]) -> Lexicon:
    """The lexicon that the triples of a register make."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        said[_value(triple.subject)][triple.predicate.value].append(_value(triple.object))
    texts = _below(_REGULATION, said)
    organizations = _below(_ORGANIZATION, said)
    corpora = _of_type(_CORPUS, texts)
    return Lexicon(
        names=tuple(_names(texts)),
        authorities=tuple(_names(organizations)),
        titles=_titles(texts),
        authority_titles=_titles(organizations),
        articles=_articles(texts),
        codes=_of_type(_CODE_TYPE, texts),
        kinds={key: iri.rpartition("/")[2] for key, facts in texts.items() for iri in facts[_TYPE]},
        corpora=corpora,
        corpus_of={
            regulator.removeprefix(_ORGANIZATION): key
            for key in sorted(corpora)
            for regulator in texts[key][_REGULATOR]
        },
        editions=_editions(texts),
    )


_Facts = Mapping[str, Mapping[str, list[str]]]


def _below(base: str, said: _Facts) -> _Facts:
    return {subject.removeprefix(base): facts for subject, facts in said.items() if subject.startswith(base)}


def _of_type(kind: str, texts: _Facts) -> frozenset[str]:
    return frozenset(key for key, facts in texts.items() if any(iri.endswith(kind) for iri in facts[_TYPE]))


def _names(texts: _Facts) -> list[Name]:
    labels = [
        Name(label, key, is_right=name != "hiddenLabel")
        for key, facts in texts.items()
        for iri, name in _LABELS.items()
        for label in facts[iri]
    ]
    acronyms = [
        Name(acronym, key, is_right=True, needs_company=True)
        for key, facts in texts.items()
        for acronym in facts[_NOTATION]
    ]
    return labels + acronyms


def _titles(texts: _Facts) -> dict[str, str]:
    preferred = next(iri for iri, name in _LABELS.items() if name == "prefLabel")
    found = {key: [*facts[preferred], *facts[_TITLE]] for key, facts in texts.items()}
    return {key: titles[0] for key, titles in found.items() if titles}


def _articles(texts: _Facts) -> dict[str, dict[str, str]]:
    articles: dict[str, dict[str, str]] = defaultdict(dict)
    coded = {key: facts[_CODE][0] for key, facts in texts.items() if facts[_CODE] and facts[_PART_OF]}
    for key in sorted(coded, key=lambda article: article_order(coded[article])):
        articles[texts[key][_PART_OF][0].removeprefix(_REGULATION)][coded[key]] = key
    return articles


def _editions(texts: _Facts) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, facts in texts.items():
        for work in facts[_MEMBER_OF]:
            found[work.removeprefix(_REGULATION)].add(key.rpartition("/")[2])
    return {work: frozenset(editions) for work, editions in found.items()}


def article_order(code: str) -> tuple[str, tuple[int, ...], str]:
    """The place of an article code among those of its text: ``R512-9`` stands before ``R512-10``."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", code))
    return (re.match(r"[A-Z]*", code) or [""])[0], numbers, code


def _grouped(names: Iterable[Name]) -> Mapping[str, tuple[Name, ...]]:
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[name_key(name.text)].append(name)
    return {key: tuple(group) for key, group in groups.items()}


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
