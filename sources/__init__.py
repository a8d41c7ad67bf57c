"""Sources: bytes, a file or an address → an Article.

`read` takes what a user names, `from_text` a text at hand, `assign_ids` makes ids unique in one run;
`read_knowledge` reads a `reconcile.toml`. `PublicOnly` is for addresses that come from somebody else.
Everything that can go wrong is a `SourceError`.
"""

from sources.errors import SourceError
from sources.guard import PublicOnly
from sources.ingest import assign_ids, from_text, read
from sources.knowledge import read_knowledge

__all__ = ["PublicOnly", "SourceError", "assign_ids", "from_text", "read", "read_knowledge"]
