"""The pack of English."""

from reconcile.languages.en import clauses, dates, events, figures, people, places, quotes, roles
from reconcile.languages.lexicon import lexicon
from reconcile.languages.pack import Pack
from reconcile.text.tokens import words

PACK = Pack(
    code="en",
    tokenise=words,
    clauses=clauses.read,
    figures=figures.read,
    dates=dates.read,
    places=places.read,
    people=people.read,
    quotes=quotes.read,
    attributions=quotes.attributions,
    lexicon=lexicon("en"),
    roles=roles.read,
    events=events.read,
)
