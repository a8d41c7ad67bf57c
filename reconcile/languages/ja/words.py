"""Words of Japanese text: runs of one script, since no spaces part them.

``山火事で3人が死亡した`` → 山火事 · で · 3 · 人 · が · 死亡 · した
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.text.token import Token

HAN, KATAKANA, HIRAGANA = "han", "katakana", "hiragana"
_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff々〆ヶ]+)|(?P<katakana>[ァ-ヺー]+)|(?P<hiragana>[ぁ-ゖ]+)"
    r"|[A-Za-zÀ-ɏ]+|\d[\d,.]*\d|\d|[^\w\s]"
)


def runs(texts: Sequence[str]) -> list[tuple[Token, ...]]:
    """The runs of each text; the tag is the script, empty for Latin words, digits and marks."""
    return [tuple(Token(m[0], m.lastgroup or "", m.start(), m.end()) for m in _RUN.finditer(text)) for text in texts]
