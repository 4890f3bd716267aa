"""Lines that only number a page."""

from __future__ import annotations

import re

PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\d{1,3}\s*(?:/|sur)\s*\d{1,3}|page\s*\d{1,3}|\d{1,2}"
    r"|[^\n]{1,100}[–—|·-]\s*p(?:age|\.)[ \t]*\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?",
    re.IGNORECASE,
)
"""A line that only numbers a page, behind the name of the document or without it."""
