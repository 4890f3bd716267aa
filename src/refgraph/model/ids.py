"""The scheme of ids, which IRIs and decisions rest on: how the id of each item is made, and taken apart again.

An id is a path below the certification (``bloc/1/competence/C14``), so that its IRI is that path behind the IRI of the
certification. Codes come first; a rank names only what bears no code, behind the letter of its kind (``k05``). Items of
no bloc stand below the certification itself: where ``bloc`` is an argument, it may be empty.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import count

from refgraph.core.namespaces import ID

REFERENTIAL = "referential"
"""The référentiel of a certification: each has one."""

_CERTIFICATION = f"{ID}certification/"


def bloc(number: int) -> str:
    """The id of a bloc.

    >>> bloc(2)
    'bloc/2'
    """
    return f"bloc/{number}"


def activity(bloc: str, code: str | None, order: int) -> str:
    """The id of an activity, from its code, or from its order in the bloc.

    >>> activity("bloc/1", "A2", 5), activity("", None, 5)
    ('bloc/1/activity/A2', 'activity/a05')
    """
    return _below(bloc, f"activity/{code or f'a{order:02}'}")


def repeated(item: str) -> Iterator[str]:
    """``item``, then the ids of those that bear the same code in the same place.

    >>> ids = repeated("bloc/1/activity/A2")
    >>> next(ids), next(ids)
    ('bloc/1/activity/A2', 'bloc/1/activity/A2-2')
    """
    yield item
    for number in count(2):
        yield f"{item}-{number}"


def subactivity(activity: str, order: int) -> str:
    """The id of a sub-activity without code, from that of its activity.

    >>> subactivity("bloc/1/activity/A2", 1)
    'bloc/1/activity/A2/s01'
    """
    return f"{activity}/s{order:02}"


def competence(bloc: str, code: str | None, order: int) -> str:
    """The id of a competence, from its code where that tells it from all others, else from its order in the bloc.

    >>> competence("bloc/1", "C14", 3), competence("bloc/1", None, 3), competence("", "C14", 3)
    ('bloc/1/competence/C14', 'bloc/1/competence/k03', 'competence/C14')
    """
    return _below(bloc, f"competence/{code or f'k{order:02}'}")


def step(competence: str, order: int) -> str:
    """The id of an ordered step of a competence.

    >>> step("bloc/2/competence/k15", 1)
    'bloc/2/competence/k15/1'
    """
    return f"{competence}/{order}"


def modality(bloc: str, order: int) -> str:
    """The id of a modality.

    >>> modality("bloc/1", 2)
    'bloc/1/modality/m02'
    """
    return _below(bloc, f"modality/m{order:02}")


def component(modality: str, order: int) -> str:
    """The id of a part of a modality.

    >>> component("bloc/1/modality/m02", 3)
    'bloc/1/modality/m02-3'
    """
    return f"{modality}-{order}"


def criteria_group(bloc: str, order: int) -> str:
    """The id of a group of criteria.

    >>> criteria_group("bloc/1", 2)
    'bloc/1/criteria/g02'
    """
    return _below(bloc, f"criteria/g{order:02}")


def criterion(group: str, order: int) -> str:
    """The id of a criterion.

    >>> criterion("bloc/1/criteria/g02", 1)
    'bloc/1/criteria/g02/01'
    """
    return f"{group}/{order:02}"


def mention(number: int | str) -> str:
    """The id of a mention of a regulation, from its number in the document.

    >>> mention(5)
    'mention/5'
    """
    return f"mention/{number}"


def rule(number: int) -> str:
    """The id of a rule of validation."""
    return f"rule/{number}"


def certificate_rule(bloc: str) -> str:
    """Id of the rule that says whether a certificate is delivered for a bloc.

    >>> certificate_rule("bloc/1")
    'bloc/1/rule/certificate'
    """
    return _below(bloc, "rule/certificate")


def prerequisite_rule(bloc: str) -> str:
    """Id of the rule that says what must be held before a bloc is validated."""
    return _below(bloc, "rule/prerequisite")


def accommodation(number: int) -> str:
    """The id of an adaptation of the assessment."""
    return f"accommodation/{number}"


def access_route(code: str) -> str:
    """The id of a way to the certification, from its code (``VAE``)."""
    return f"access/{code}"


def registration(effect_date: str | None) -> str:
    """The id of the registration, from the day (ISO) of its effect where that is printed.

    >>> registration("2018-12-18"), registration(None)
    ('registration/2018-12-18', 'registration/1')
    """
    return f"registration/{effect_date or 1}"


def act(number: int) -> str:
    """The id of a text by which a certification exists."""
    return f"act/{number}"


def habilitation(number: int) -> str:
    """The id of what a partner may do for a certification."""
    return f"habilitation/{number}"


def equivalence(number: int) -> str:
    """The id of an equivalence that the register gives."""
    return f"equivalence/{number}"


def certifier(rank: int) -> str:
    """The id of a certifier that no SIRET tells from others."""
    return f"certifier/{rank}"


def organisation(item: str) -> str:
    """The id of the organisation that ``item`` names without a SIRET."""
    return f"{item}/organisation"


def excerpt(start: int, end: int, basis: str = "") -> str:
    """The path of a passage below its document, from its offsets, and from how it is known unless it is printed there.

    >>> excerpt(120, 164), excerpt(120, 164, "deduit")
    ('excerpt/120-164', 'excerpt/120-164-deduit')
    """
    return f"excerpt/{start}-{end}" + (f"-{basis}" if basis else "")


def assertion(cell: str, relation: str) -> str:
    """The id of how the links of a relation are known that the cell of one item gives.

    >>> assertion("bloc/1/modality/m03", "isAssessedBy")
    'bloc/1/modality/m03/assertion/isAssessedBy'
    """
    return f"{cell}/assertion/{relation}"


def settlement(mention: str) -> str:
    """The id of what a person decided about a mention."""
    return f"{mention}/settlement"


def jury(item: str) -> str:
    """The id of the jury of a modality or of an access route."""
    return f"{item}/jury"


def added(sibling: str, words: str) -> str:
    """The id of an item that a person added beside ``sibling``, from its words: it stays when others come and go.

    >>> added("bloc/1/modality/m01", "Quiz"), added("bloc/1/modality/m01-1", "Quiz")
    ('bloc/1/modality/s03aa7dc', 'bloc/1/modality/m01-s03aa7dc')
    """
    name = f"s{hashlib.sha256(words.encode()).hexdigest()[:7]}"
    whole = whole_of(sibling)
    return f"{whole}-{name}" if whole != sibling else f"{sibling.rpartition('/')[0]}/{name}"


def _below(bloc: str, path: str) -> str:
    return f"{bloc}/{path}" if bloc else path


# --- taken apart ------------------------------------------------------------------------------------------------------


def split_iri(iri: str) -> tuple[str, str]:
    """The certification that ``iri`` belongs to, and the id of the item; both empty for other IRIs.

    >>> split_iri(f"{ID}certification/RNCP1/bloc/1/competence/C2")
    ('RNCP1', 'bloc/1/competence/C2')
    >>> split_iri(f"{ID}regulation/rgpd")
    ('', '')
    """
    if not iri.startswith(_CERTIFICATION):
        return "", ""
    certification, _, item = iri.removeprefix(_CERTIFICATION).partition("/")
    return certification, item


def bloc_of(item: str) -> str:
    """The id of the bloc that ``item`` belongs to, or is; empty where it belongs to none.

    >>> bloc_of("bloc/1/criteria/g02/01"), bloc_of("mention/5")
    ('bloc/1', '')
    """
    first, _, rest = item.partition("/")
    number = rest.partition("/")[0]
    return f"{first}/{number}" if first == "bloc" and number else ""


def kind_of(item: str) -> str:
    """What kind of item an id is of: ``bloc``, ``competence``, ``criteria``, ``modality``, ``mention``…

    >>> kind_of("bloc/1"), kind_of("bloc/1/criteria/g02/01"), kind_of("mention/5")
    ('bloc', 'criteria', 'mention')
    """
    inside = item.removeprefix(bloc_of(item)).lstrip("/")
    return (inside or item).partition("/")[0]


_SELECTOR = re.compile(rf"({re.escape(ID)}document/[^/]+/excerpt/[^/]+)/(?:position|quote)")


def passage_of(selector: str) -> str:
    """The IRI of the passage that ``selector`` was a part of, when position and words had nodes of their own; else
    the empty string.

    >>> passage_of(f"{ID}document/d/excerpt/120-164/quote").removeprefix(ID)
    'document/d/excerpt/120-164'
    """
    found = _SELECTOR.fullmatch(selector)
    return found[1] if found else ""


def whole_of(item: str) -> str:
    """The item whose passages tell ``item``: the modality of a component, the item of a jury; any other, itself.

    >>> whole_of("bloc/1/modality/m02-3"), whole_of("access/VAE/jury"), whole_of("bloc/1/competence/C14-2")
    ('bloc/1/modality/m02', 'access/VAE', 'bloc/1/competence/C14-2')
    """
    item = item.removesuffix("/jury")
    return item.rpartition("-")[0] if kind_of(item) == "modality" and "-" in item.rpartition("/")[2] else item


def short(iri: str) -> str:
    """The form in which people and addresses name an item: its IRI without what all of them share.

    >>> short(f"{ID}certification/RNCP1/bloc/1")
    'RNCP1/bloc/1'
    """
    return iri.removeprefix(_CERTIFICATION)
