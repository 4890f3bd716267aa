"""What a bloc of a fiche of the register holds: its competences one below the other, and how they are assessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from refgraph.core.text import fold
from refgraph.model.records import Basis, Fact
from refgraph.model.statement import opening_infinitive
from refgraph.reading.runs import Block
from refgraph.reading.shared import codes, named_codes
from refgraph.reading.shared.codes import Code
from refgraph.reading.shared.drafting import ReadingDraft, passages
from refgraph.reading.shared.titles import same_title
from refgraph.reading.shared.wordings import ASSESSMENT, DETERMINER, TASK, is_sentence

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.:)–-]*\s+(?=[A-ZÀ-ÖØ-ÞŒ])|(?P<zero>0\d)\s+(?=\S)")
_GLUED = re.compile(r"(?P<code>[A-Z]{1,2}\d{1,2}(?:[.-]?[A-Z]\d{1,2}|(?:\.\d{1,2})*))\s*[.:–-]?\s*(?=[A-ZÀ-ÖØ-ÞŒ])")
_TIMED = re.compile(
    r"^[^.]{3,120}\s?:\s*\d{1,2}\s?h(?:\s?\d{1,2})?(?:\s?min\w*)?\s*$|^[^.]{3,120}\s?:\s*\d{1,3}\s?min\w*\s*$"
)
_FORM = re.compile(r"(?:ponctuelle?|ccf|controle en cours de formation|controle continu)\b.{0,60}$")
_PUBLIC = re.compile(
    r"(?:scolaires?|apprentis?|formation professionnelle|candidats?|au titre de|enseignement a distance)\b"
)
_CODE = r"[A-Z]{1,2}\.?\d{1,2}(?:[.-]?[A-Z]?\d{1,2})*"
_CODES = re.compile(rf"(?P<codes>{_CODE}(?:\s*\.?\s*(?:,|/|-|–|et|à)\s*{_CODE})*)\s*(?:[.:–-]\s*|(?=\s))")
_ASIDE = re.compile(r"(?:n\.?b|nota|objectifs?|duree|remarque|attention|criteres?|livrables?)\b[^:]{0,50}:")
_TOTAL = re.compile(r"duree totale\b")
_NO_COMPETENCE = re.compile(r"(?:les )?(?:modalites? d'evaluation|evaluations?)\b")


def opening(text: str) -> Code | None:
    """The code in front of the words of an entry, « A1C2.Apprécier » and « 1.1 Recueillir » included."""
    found = codes.code(text)
    if found and text[found.length :].strip():
        return found
    if match := _GLUED.match(text):
        return Code(match["code"], codes.normalised(match["code"]), match.end())
    if match := _NUMBER.match(text):
        printed = match["number"] or match["zero"]
        return Code(printed, printed, match.end())
    return codes.number(text)


def competences(draft: ReadingDraft, bloc: str, entries: Iterable[Block], basis: Basis = Basis.EXTRAIT) -> list[str]:
    """The ids of the competences that ``entries`` are, those inside others told by depth or code.

    A line that announces others is an introduction; one that announces an assessment is left, and told.
    """
    found: list[str] = []
    above: list[tuple[int, Code | None, str]] = []
    for entry in entries:
        code = opening(entry.runs[0].text)
        words = entry.behind(code.length) if code else entry
        start, end = entry.extent
        if entry.text.rstrip().endswith(":") and not code and opening_infinitive(words.text) is None:
            draft.furnish("introduction", start, end)
            above.clear()
            continue
        if _NO_COMPETENCE.match(fold(words.text)):
            draft.leave(
                [(start, end)], f"«\u00a0{draft.quoted(start, end)}\u00a0» n’est pas une compétence\u00a0: à vérifier."
            )
            continue
        while above and not _is_inside(entry, code, *above[-1][:2]):
            above.pop()
        parent = above[-1][2] if above else None
        name = draft.competence(bloc, words, code, whole=(start, end), parent=parent, basis=basis)
        above.append((entry.depth, code, name))
        found.append(name)
    return found


def _is_inside(entry: Block, code: Code | None, depth: int, above: Code | None) -> bool:
    """Whether an entry stands inside the one above: « 1.1.1 » in « 1.1 », « 4.1 » in « 4 », or by depth."""
    if code and above:
        return code.code.startswith(f"{above.code}.")
    return entry.depth > depth and not (code and not above)


@dataclass
class _Assessment:
    blocks: list[Block]
    details: list[Block] = field(default_factory=list)
    public: bool = False


def modalities(draft: ReadingDraft, bloc: str, entries: Sequence[Block]) -> None:
    """The modalities that ``entries`` are: one each, but for what only says more of the one before.

    A title with a duration opens an épreuve, up to the next one; « Ponctuelle orale » goes with the public above it;
    a code at the beginning names the competence that is assessed.
    """
    totals = [entry for entry in entries if _TOTAL.match(fold(entry.text))]
    for entry in totals:
        start, end = entry.extent
        draft.leave(
            [(start, end)],
            f"«\u00a0{draft.quoted(start, end)}\u00a0» n’est la durée d’aucune modalité\u00a0: à vérifier.",
        )
    for found in _gathered([entry for entry in entries if entry not in totals]):
        words, details = found.blocks, found.details
        named, length = _named(draft, bloc, words[0])
        if named:
            words, details = [words[0].behind(length), *words[1:]], [_head(words[0], length), *details]
        draft.modality(bloc, words, details=details, competences=named)


def _named(draft: ReadingDraft, bloc: str, block: Block) -> tuple[tuple[str, ...], int]:
    """The competences whose codes stand in front of the words of a modality (« A3C3 à A3C6. »), and their length."""
    text = block.runs[0].text
    known = {item.code: item.id for item in draft.competences if item.code and item.bloc == bloc}
    match = _CODES.match(text)
    if match and text[match.end() :].strip() and (named := named_codes.named(match["codes"], list(known))):
        return tuple(known[code] for code in named), match.end()
    code = opening(text)
    return ((known[code.code],), code.length) if code and code.code in known else ((), 0)


def _gathered(entries: Sequence[Block]) -> Iterator[_Assessment]:
    is_timed = any(_TIMED.match(entry.text) for entry in entries)
    last: _Assessment | None = None
    for entry in entries:
        flat = fold(entry.text)
        if last and last.public and _FORM.match(flat):
            last.blocks.append(entry)
            last.public = False
            continue
        opens = is_timed and _TIMED.match(entry.text) and not _ASIDE.match(flat)
        if last and (not opens if is_timed else _says_more(entry, flat, last)):
            last.details.append(entry)
            continue
        if last:
            yield last
        last = _Assessment([entry], public=_PUBLIC.match(flat) is not None)
    if last:
        yield last


def _says_more(entry: Block, flat: str, last: _Assessment) -> bool:
    """Whether a paragraph only goes on with the modality above it: a sentence about it, an entry of a list below it."""
    if entry.depth > last.blocks[0].depth or (last.blocks[-1].text.rstrip().endswith(":") and entry.marker):
        return True
    tells = _ASIDE.match(flat) or TASK.match(flat) or (DETERMINER.match(flat) and is_sentence(entry.text))
    return bool(tells) and not ASSESSMENT.match(flat)


def _head(block: Block, length: int) -> Block:
    """The first ``length`` characters of a block."""
    return replace(block, runs=(block.runs[0].cut(0, length),))


def repeated(draft: ReadingDraft, entries: Sequence[Block]) -> tuple[Fact, ...]:
    """What a summary attests beside the competences of the blocs, which it prints again, as it does their titles.

    A fiche without bloc has its competences here alone.
    """
    if not draft.blocs:
        competences(draft, "", entries)
        return ()
    attested: list[Fact] = []
    for entry in entries:
        code = opening(entry.runs[0].text)
        words = entry.behind(code.length) if code else entry
        start, end = entry.extent
        if known := draft.known("", words.text, None) or draft.known("", entry.text, None):
            draft.print_again(known.id, [draft.document.passage(start, end)])
        elif any(same_title(bloc.text, words.text) for bloc in draft.blocs):
            draft.furnish("rappel du bloc", start, end)
        elif entry.text.rstrip().endswith(":"):
            draft.furnish("introduction", start, end)
        else:
            source, *others = passages(draft.document, [entry])
            attested.append(Fact(text=entry.text, source=source, other_sources=tuple(others)))
    return tuple(attested)
