"""What a mention shows to articles in another language: names under one key, words by their senses.

    해담중공업이 2029년 6월까지 인도한다        around the date: @Haedam Heavy Industries, =deliver
    Haedam is to deliver the ships by June      around the date: @Haedam Heavy Industries, =deliver, …

Nothing of it is asked between two articles of one language, so an article in another one changes nothing there.
"""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.claims.mention import FREE_OF_LANGUAGE, Across, Meaning, Mention
from reconcile.claims.vector import vector
from reconcile.languages.senses import senses

_NEAR = 0.6
"""Closeness from which a stem stands beside the detail."""


def across(mention: Mention, keys: Mapping[str, str], own: str | None, meaning: Meaning | None) -> Across:
    """The mention as another language may read it.

    `keys` gives names (`@…`) the key that they share with names in another script; `own` is that key of the name that
    the mention itself is; `meaning` is what its sentence means, where there is an encoder.
    """
    known = senses(mention.language)

    def shared(stem: str | None) -> str | None:
        if stem is None:
            return None
        return keys.get(stem, stem) if stem[0] in FREE_OF_LANGUAGE else known.get(stem)

    weights: dict[str, float] = {}
    for stem, weight in mention.around.weights.items():
        key = shared(stem)
        if key is not None:
            weights[key] = max(weight, weights.get(key, 0.0))
    measured = {key for stem in mention.measure if (key := shared(stem)) is not None and key[0] == "="}
    return Across(
        around=vector(weights),
        near=frozenset(key for stem, close in mention.context if close >= _NEAR and (key := shared(stem)) is not None),
        concepts=mention.concepts | measured,
        predicate=shared(mention.predicate),
        names=frozenset(keys.get(name, name) for name in mention.names),
        known_as=own,
        meaning=meaning,
    )
