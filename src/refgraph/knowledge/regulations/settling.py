"""Deciding what an open mention means: which mention, and whether the text chosen may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from refgraph.core.errors import RegisterError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import item_iri
from refgraph.knowledge.regulations.citing import Cited
from refgraph.knowledge.regulations.evidence import Evidence
from refgraph.knowledge.regulations.settlements import Settlement
from refgraph.mentions import State, recognise
from refgraph.model import ids


def find_cited(evidence: Evidence, certification: str, mention: str) -> Cited:
    """The mention with this id (« mention/5 » or « 5 ») in this certification.

    Raises:
        RegisterError: there is no such certification, or no such mention; the remedy names those that there are.
    """
    prefix = item_iri(certification, "")
    own = [each for each in evidence.cited if each.iri.startswith(prefix)]
    wanted = {item_iri(certification, mention), item_iri(certification, ids.mention(mention))}
    found = next((each for each in own if each.iri in wanted), None)
    if found:
        return found
    if not own:
        known = dict.fromkeys(each.certification.iri.rpartition("/")[2] for each in evidence.cited)
        raise RegisterError(
            f"aucune certification « {certification} » ne cite de texte.",
            remedy=f"Celles qui en citent{NBSP}: {', '.join(known)}.",
        )
    raise RegisterError(
        f"la certification « {certification} » n’a pas de mention « {mention} ».",
        remedy=f"Ses mentions ouvertes{NBSP}: {_named([each for each in own if each.state is not State.PRECISE])}.",
    )


def settlement_of(cited: Cited, evidence: Evidence, draft: Settlement) -> Settlement:
    """``draft``, once its text may be what ``cited`` means: one of those that bear the name, if the name is shared.

    Raises:
        RegisterError: nobody is named, the text is not in the register, the document is precise already, or the text
            does not bear the name; the remedy names those that do.
    """
    if not draft.settled_by.strip():
        raise RegisterError("il manque le nom de la personne qui tranche.", remedy="Donnez-le avec --by.")
    if draft.target not in evidence.register.texts:
        raise RegisterError(
            f"le texte « {draft.target} » n’est pas dans le registre.",
            remedy=_proposal(draft.target, list(evidence.register.texts)),
        )
    if cited.state is State.PRECISE:
        raise RegisterError(
            f"« {cited.words} » désigne déjà un texte{NBSP}: il n’y a rien à trancher.",
            remedy="Si le document se trompe, corrigez le document.",
        )
    candidates = _candidates(cited, evidence)
    if cited.state is State.AMBIGUE and candidates and draft.target not in candidates:
        raise RegisterError(
            f"« {cited.words} » ne peut pas viser « {draft.target} ».",
            remedy=f"Choisissez parmi{NBSP}: {', '.join(candidates)}.",
        )
    return draft


def _candidates(cited: Cited, evidence: Evidence) -> tuple[str, ...]:
    """The texts that bear the name; of a mention that was settled before, the recogniser tells them again."""
    if not cited.settled:
        return cited.targets
    return next((found.targets for found in recognise(cited.words, evidence.lexicon)), ())


def _proposal(target: str, keys: Sequence[str]) -> str:
    near = get_close_matches(target, keys, n=3, cutoff=0.5)
    return f"Vouliez-vous écrire{NBSP}: {', '.join(near)}{NBSP}?" if near else "Corrigez son nom, ou ajoutez-le."


def _named(mentions: Sequence[Cited]) -> str:
    return ", ".join(f"{each.mention} (« {each.words} »)" for each in mentions) or "aucune"
