"""The user's folders: what is kept and what can be built again."""

from refgraph.workspace.cache import Cache
from refgraph.workspace.folders import CACHE, DATA, ENDPOINT, Workspace, key_of
from refgraph.workspace.manuscripts import Manuscript

__all__ = ["CACHE", "DATA", "ENDPOINT", "Cache", "Manuscript", "Workspace", "key_of"]
