"""The pack of Korean."""

from reconcile.languages.ko import clauses, dates, events, figures, people, places, quotes, roles
from reconcile.languages.lexicon import lexicon
from reconcile.languages.pack import Pack
from reconcile.languages.place_roles import place_roles
from reconcile.text.tokens import morphemes

PACK = Pack(
    code="ko",
    tokenise=morphemes,
    clauses=clauses.read,
    figures=figures.read,
    dates=dates.read,
    places=places.read,
    place_roles=place_roles("ko"),
    people=people.read,
    quotes=quotes.read,
    attributions=quotes.attributions,
    lexicon=lexicon("ko"),
    roles=roles.read,
    events=events.read,
)
