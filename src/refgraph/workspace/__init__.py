"""The user's folders: what is kept and what can be built again."""

from refgraph.workspace.cache import Cache
from refgraph.workspace.folders import CACHE, DATA, ENDPOINT, Workspace, key_of

__all__ = ["CACHE", "DATA", "ENDPOINT", "Cache", "Workspace", "key_of"]
