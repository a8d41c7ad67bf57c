"""Sources: bytes, a file or an address → an Article.

`read` takes what a user names, `from_text` a text at hand, `assign_ids` makes ids unique in one run.
Everything that can go wrong is a `SourceError`.
"""

from sources.errors import SourceError
from sources.ingest import assign_ids, from_text, read

__all__ = ["SourceError", "assign_ids", "from_text", "read"]
