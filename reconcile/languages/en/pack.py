"""The pack of English."""

from reconcile.languages.en import clauses, dates, events, figures, people, places, quotes, roles
from reconcile.languages.lexicon import lexicon
from reconcile.languages.pack import Pack
from reconcile.languages.place_roles import place_roles
from reconcile.text.tokens import words

PACK = Pack(
    code="en",
    tokenise=words,
    clauses=clauses.read,
    figures=figures.read,
    dates=dates.read,
    places=places.read,
    place_roles=place_roles("en"),
    people=people.read,
    quotes=quotes.read,
    attributions=quotes.attributions,
    lexicon=lexicon("en"),
    roles=roles.read,
    events=events.read,
)
