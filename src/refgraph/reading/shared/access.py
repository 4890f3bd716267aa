"""How the register names the ways to a certification, and the territories from which it is open."""

from __future__ import annotations

ROUTES: tuple[tuple[str, str], ...] = (
    ("FI", r"apres un parcours de formation sous statut d'eleve(?: ou d'etudiant)?"),
    ("CA", r"(?:en )?contrats? d'apprentissage"),
    ("FC", r"apres un parcours de formation continue"),
    ("CQ", r"(?:en )?contrats? de professionnalisation"),
    ("CL", r"(?:par )?candidatures? (?:individuelle|libre)s?"),
    ("VAE", r"(?:par )?(?:experience(?: dispositif vae)?|(?:validation des acquis de l'experience)(?: \(vae\))?|vae)"),
)
"""Notation of the scheme ``access-route`` → its label in folded text."""

TERRITORIES: tuple[tuple[str, str], ...] = (
    ("nouvelle-caledonie", r"accessible en nouvelle[- ]caledonie"),
    ("polynesie-francaise", r"accessible en polynesie francaise"),
)
"""Code of a territory → its label in folded text."""
