"""Korean names in Latin letters."""

from __future__ import annotations

_INITIAL = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWEL = [
    "a", "ae",
    "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
]  # fmt: skip
_FINAL = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
]  # fmt: skip
_LINKED = {1: "g", 7: "d", 8: "r", 16: "m", 17: "b", 19: "s", 20: "ss", 22: "j", 4: "n"}


def romanise(name: str) -> str:
    """Hangul by the Revised Romanization of Korean (2000), with the assimilations it writes: 강릉 Gangneung."""
    out: list[str] = []
    final = 0
    for char in name:
        code = ord(char) - 0xAC00
        if not 0 <= code < 11172:
            out.append(char)
            final = 0
            continue
        first, vowel, last = code // 588, code % 588 // 28, code % 28
        onset = _INITIAL[first]
        if final and out:
            coda = _FINAL[final]
            if first == 11 and final in _LINKED:
                coda, onset = "", _LINKED[final]
            elif first == 5:  # ㄹ after a final
                onset = "l" if coda in ("l", "n") else "n"
                coda = {"n": "l", "k": "ng", "p": "m", "t": "n"}.get(coda, coda)
            elif first in (2, 6):  # ㄴ, ㅁ nasalise a stop
                coda = {"k": "ng", "p": "m", "t": "n"}.get(coda, coda)
                if coda == "l" and first == 2:
                    onset = "l"
            out[-1] = out[-1].removesuffix(_FINAL[final]) + coda
        out.append(onset + _VOWEL[vowel] + _FINAL[last])
        final = last
    return "".join(out).capitalize()


def english_of_district(name: str) -> list[str]:
    """청주시 → Cheongju, Cheongju-si; 강남구 → Gangnam-gu, Gangnam District; 양재동 → Yangjae-dong."""
    stem, suffix = name[:-1], name[-1]
    latin, ending = romanise(stem), romanise(suffix).lower()
    if not latin or (len(stem) < 2 and suffix not in "구"):
        return [romanise(name)] if not latin else [f"{latin}-{ending}"]
    extra = {"시": [latin], "군": [f"{latin} County"], "구": [f"{latin} District"]}.get(suffix, [])
    return [*extra[:1], f"{latin}-{ending}", *extra[1:]]
