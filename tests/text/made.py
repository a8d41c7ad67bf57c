"""Made-up articles for tests of the whole run: sentences of a small grammar, disturbed in every way a text may be.

A sentence is a template with slots. One event has many tellings: the templates of one kind share their words, the
slots differ, so that two drawn articles agree here and differ there.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from hypothesis import strategies as st

from schemas.article import Article
from sources import assign_ids, from_text

Language = Literal["ko", "en"]

SLOTS: dict[str, dict[Language, tuple[str, ...]]] = {
    "place": {
        "ko": ("서울 서초구 양재동", "강남구 양재동", "양재동", "서초구", "부산 해운대구", "관악구 신사동"),
        "en": ("Busan", "Paris", "Seoul", "Springfield, Illinois", "northern England"),
    },
    "date": {
        "ko": ("11일", "2025년 2월 11일", "지난달 30일", "오는 6월", "12일 오전 9시 30분께", "어제"),
        "en": ("on Tuesday", "on 11 February 2025", "last month", "in June", "at about 9.30am", "yesterday"),
    },
    "count": {
        "ko": ("3명", "세 명", "약 450명", "1,204명", "140여 명", "200명 이상", "5~7명", "수십 명"),
        "en": ("three people", "3 people", "about 450 people", "1,204 people", "over 200 people", "dozens of people"),
    },
    "area": {
        "ko": ("27만㎡", "2만7000㎡", "8만1675평", "27만여㎡"),
        "en": ("270,000 square metres", "66.7 acres", "27 hectares", "nearly 67 acres"),
    },
    "money": {
        "ko": ("500억원", "5000억 원", "약 97조 원", "3억 5000만 달러", "96조9000억원"),
        "en": ("$350 million", "500 million won", "£1.4m", "almost $3.5 billion"),
    },
    "rate": {
        "ko": ("39.6%", "4.2%포인트", "10배", "절반", "3분의 2"),
        "en": ("39.6%", "ten times", "half", "two-thirds"),
    },
    "person": {
        "ko": ("나도연 새벽시장은", "표종환 산업국장은", "시 관계자는", "강바다 씨는"),
        "en": ("Mayor Ada Quill", "Tom Varley, the director,", "A spokesman", "Ms Quill"),
    },
    "said": {
        "ko": ("내년에는 반드시 다리를 열겠다", "안전이 먼저다", "아직 정해진 것이 없다"),
        "en": ("We will open the bridge next year", "Safety comes first", "Nothing has been decided yet"),
    },
}

TEMPLATES: dict[Language, tuple[str, ...]] = {
    "ko": (
        "{date} {place}에서 불이 나 {count}이 다쳤다.",
        "이 불로 {count}이 숨지고 {count}이 병원으로 옮겨졌다.",
        "새벽시는 {place}에 연면적 {area} 규모의 도서관을 짓기로 했다.",
        "새벽시는 {date} 도서관 사업비로 {money}을 투자한다고 밝혔다.",
        "입주 기업의 매출은 {rate} 늘었다.",
        "다리는 {date} 다시 열릴 예정이지만 터널은 열리지 않는다.",
        '{person} "{said}"고 말했다.',
        "{person} “{said}”며 “{said}”고 덧붙였다.",
        "의회는 예산안을 가결했다.",
        "의회는 예산안을 가결하지 않았다.",
    ),
    "en": (
        "A fire broke out in {place} {date}, and {count} were injured.",
        "The blaze killed {count}, while {count} were taken to hospital.",
        "The city plans to build a library of {area} in {place}.",
        "The city said {date} that it would spend {money} on the library.",
        "Sales of the tenant firms rose by {rate}.",
        "The bridge will reopen {date}, but the tunnel will not.",
        '{person} said: "{said}."',
        "“{said},” {person} said.",
        "The council approved the budget.",
        "The council did not approve the budget.",
    ),
}

MARKS = ["🌉👩‍👩‍👧", '"', "“", "‘", "」", "()", "−5~７", ". . .", "\x00", "\u200b", "\ufeff"]
LETTERS = ["１２３㎡", "e\u0301", "\u1100\u1161", "\u11a8", "가" * 400, "3" * 60]
LINES = ["사진=새벽시", "[새벽신문 나도연 기자]", "무단 전재 및 재배포 금지", "▲ 새 다리"]
NOISE = st.one_of(st.text(max_size=30), st.sampled_from([*MARKS, *LETTERS, *LINES]))
SPACES = st.sampled_from([" ", " ", " ", "\u00a0", "\u3000", "  "])
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\u2028", "\r"])
STAMPS = st.sampled_from([None, "2025-02-12", "2025-02-12T14:30:00", "2025-02-13T08:00:00", "2025-02-28"])


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text)


FORMS = st.sampled_from([str, str, nfd, full_width])


@st.composite
def sentences(draw: st.DrawFn, language: Language) -> str:
    """One sentence of the grammar, every slot filled on its own."""
    template = draw(st.sampled_from(TEMPLATES[language]))
    pieces = template.replace("}", "{").split("{")
    filled = [draw(st.sampled_from(SLOTS[p][language])) if i % 2 else p for i, p in enumerate(pieces)]
    return "".join(filled)


@st.composite
def texts(draw: st.DrawFn, language: Language, *, noise: bool = True) -> str:
    """Lines of sentences; with `noise`, other spaces, line breaks, writing forms and arbitrary Unicode among them."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        said = draw(st.lists(sentences(language), min_size=1, max_size=3))
        if not noise:
            lines.append(" ".join(said))
            continue
        if draw(st.booleans()):
            said.insert(draw(st.integers(0, len(said))), draw(NOISE))
        lines.append(draw(FORMS)(draw(SPACES).join(said)))
    return draw(BREAKS).join(lines) if noise else "\n\n".join(lines)


@st.composite
def articles(draw: st.DrawFn, *, least: int = 1, most: int = 3, noise: bool = True) -> list[Article]:
    """Articles as a run takes them: of either language, ids unique, some without a date."""
    made = []
    for number in range(draw(st.integers(least, most))):
        language: Language = draw(st.sampled_from(["ko", "ko", "en"]))
        text = draw(texts(language, noise=noise))
        made.append(from_text(text, published=draw(STAMPS), outlet=f"Outlet {number}", language=language))
    return assign_ids(made)
