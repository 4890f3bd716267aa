"""Registrations that have ended, said on each page that speaks of their certifications."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from refgraph.faces.pages import components, resources
from refgraph.knowledge.registrations import ended


def sentences(certifications: Collection[str] | None = None) -> list[str]:
    """A sentence for each registration of ``certifications`` (IRIs; default: all) that has ended today."""
    return [one.sentence for one in ended(resources.store(), date.today(), certifications)]


def tell(certifications: Collection[str] | None = None) -> None:
    """Say it on the page; nothing where none has ended."""
    if told := sentences(certifications):
        many = len(told) > 1
        components.notice("Enregistrements échus" if many else "Enregistrement échu", *told, tone="warn")
