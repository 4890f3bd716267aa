"""Where the explorer's own server answers the search box, and whether it does."""

from __future__ import annotations

import threading

ADDRESS = "recherche"
"""Relative to the address of any page."""
SERVED = threading.Event()
"""Set where the server answers at `ADDRESS`."""
