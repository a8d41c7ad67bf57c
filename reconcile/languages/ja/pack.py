"""The pack of Japanese: what it does not read (places, people, quotes) is left to the user's own names."""

from reconcile.languages.ja import clauses, dates, figures, roles
from reconcile.languages.ja.words import runs
from reconcile.languages.lexicon import lexicon
from reconcile.languages.pack import Pack

PACK = Pack(
    code="ja",
    tokenise=runs,
    clauses=clauses.read,
    figures=figures.read,
    dates=dates.read,
    lexicon=lexicon("ja"),
    roles=roles.read,
)
