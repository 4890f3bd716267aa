"""How a Content-Security-Policy knows a script or a style that stands in a page (W3C CSP 3, hash-source)."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def hash_source(text: str) -> str:
    """The source by which ``text`` may run or apply.

    >>> hash_source("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
