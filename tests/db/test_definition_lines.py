"""The line of a mistake in a definition: found again in the text, however it is laid out."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from db.rules.campaigns import DefinitionError, read
from db.rules.toml_lines import key_lines, line_of

TEXT = '''# a comment with [brackets] and key = 1
schema_version = 1
names = { zh = "扬尘", en = "Dust # not a comment" } # names = 2

words = [
    "one",  # "two"
    "th\\"ree",

    'fo"ur', # ]
]
long = """
[not.a.table]
no = "key"
"""
"quoted key" = 1
a.b . "c.d" = [[1, 2],
    [3]]
raw = \'\'\'
\'\'quotes\'\'\'\'\'

[site]
  zh = "一"

[[fields]]
key = "kind"
choices = [
    { key = "a", zh = "甲" },
    { key = "b", words = [ "x",
      "y" ], zh = "乙" },
]
[fields.unit]
zh = "户"
[[fields]] # the second
key = "area"
[[fields.more]]
x = 1
[[fields.more]]
x = 2
[ fields . "odd.name" ]
on = 2020-03-19 07:00:00
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("schema_version",), 2),
        (("names",), 3),
        (("names", "en"), 3),
        (("words",), 5),
        (("words", 1), 6),
        (("words", 2), 7),
        (("words", 3), 9),
        (("long",), 11),
        (("quoted key",), 15),
        (("a", "b", "c.d"), 16),
        (("a", "b", "c.d", 2), 17),
        (("a", "b", "c.d", 2, 1), 17),
        (("raw",), 18),
        (("site",), 21),
        (("site", "zh"), 22),
        (("fields",), 24),
        (("fields", 1), 24),
        (("fields", 1, "choices", 1, "zh"), 27),
        (("fields", 1, "choices", 2), 28),
        (("fields", 1, "choices", 2, "zh"), 29),
        (("fields", 1, "unit"), 31),
        (("fields", 1, "unit", "zh"), 32),
        (("fields", 2), 33),
        (("fields", 2, "key"), 34),
        (("fields", 2, "more", 1, "x"), 36),
        (("fields", 2, "more", 2), 37),
        (("fields", 2, "odd.name", "on"), 40),
    ],
)
def test_that_each_key_has_its_line(place, line):
    tomllib.loads(TEXT)
    assert key_lines(TEXT)[place] == line


def test_that_nothing_inside_a_text_or_a_comment_counts_as_a_key():
    lines = key_lines(TEXT)
    assert ("not", "a", "table") not in lines
    assert ("no",) not in lines
    assert ("key",) not in lines


def test_that_a_missing_key_has_the_line_of_its_table():
    lines = key_lines(TEXT)
    assert line_of(lines, ("fields", 2, "type")) == 33
    assert line_of(lines, ("site", "en")) == 21
    assert line_of(lines, ("fields", 1, "choices", 2, "en")) == 28
    assert line_of(lines, ("mark",)) == 1


def test_that_line_ends_of_windows_do_not_shift_the_lines():
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


def places(value, place=()):
    """Every key and list member that `tomllib` found."""
    if place:
        yield place
    if isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, (*place, key))
    elif isinstance(value, list):
        for index, part in enumerate(value, start=1):
            yield from places(part, (*place, index))


@pytest.mark.parametrize("folder", ["campaigns", "standards"])
def test_that_every_key_of_what_ships_is_found(folder):
    for entry in resources.folder(folder).iterdir():
        if entry.name.endswith(".toml"):
            text = entry.read_text(encoding="utf-8")
            assert set(key_lines(text)) == set(places(tomllib.loads(text))), entry.name


WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r"), max_size=8)
VALUES = st.recursive(
    st.integers(-9, 9) | st.booleans() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def written(value) -> str:
    """TOML of a value, lists broken over lines."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(sign):08x}" for sign in value) + '"'
    if isinstance(value, list):
        return "[ # ] {\n" + "".join(f"\n{written(part)}\n, # ,\n" for part in value) + "]"
    return "{ " + ", ".join(f"{written(key)} = {written(part)}" for key, part in value.items()) + " }"


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_that_any_document_is_walked_to_its_end(document):
    text = "".join(f"\n{written(key)} = {written(value)} # [x]\n" for key, value in document.items())
    assert tomllib.loads(text) == document
    assert set(key_lines(text)) == set(places(document))


DUST = (resources.folder("campaigns") / "dust.toml").read_text(encoding="utf-8")


def problems(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(DefinitionError) as caught:
        read(text, "dust.toml")
    return [(problem.path, problem.line) for problem in caught.value.problems]


def spoilt(old: str, new: str) -> tuple[str, int]:
    """The dust file with one place changed, and that place's line."""
    before, found, after = DUST.partition(old)
    assert found
    return before + new + after, before.count("\n") + 1 + len(old) - len(old.lstrip("\n"))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("inspection_days = 3", "inspection_days = 0", "inspection_days"),
        ('pollutants = ["pm10", "pm25"]', 'pollutants = ["pm10", "dust"]', "pollutants"),
        ('type = "choice"', 'type = "choise"', "fields[1].type"),
        ('key = "demolition", zh', 'key = "demolition", zhh', "fields[1].choices[2].zhh"),
        ('\n[closing]\nzh = "工程', '\n[closing]\nen = "', None),
    ],
)
def test_that_a_mistake_in_a_value_is_named_with_its_line(old, new, path):
    text, line = spoilt(old, new)
    if path is None:
        with pytest.raises(DefinitionError) as caught:
            read(text, "dust.toml")
        assert caught.value.problems[0].line is not None
    else:
        assert (path, line) in problems(text)


def test_that_an_unknown_member_of_a_long_list_is_named_with_its_own_line():
    text, line = spoilt('pollutants = ["pm10", "pm25"]', 'pollutants = [\n  "pm10",\n  "dust",\n]')
    assert problems(text) == [("pollutants", line + 2)]


def test_that_a_missing_key_is_named_with_its_table_and_a_missing_table_with_the_top():
    text, line = spoilt('[names]\nzh = "扬尘"', "[names]")
    assert problems(text) == [("names.zh", line)]
    text, _ = spoilt('mark = "尘"\n', "")
    assert problems(text) == [("mark", 1)]


def test_that_a_text_that_ends_too_early_is_named_with_its_last_line():
    text = 'schema_version = 1\nkey = "dust"\npollutants = [\n  "pm10",\n'
    [(path, line)] = problems(text)
    assert path == ""
    assert line in (4, 5)


def test_that_nesting_without_end_is_refused_in_a_sentence():
    with pytest.raises(DefinitionError) as caught:
        read("a = " + "[" * 100_000, "deep.toml")
    assert "deep.toml" in str(caught.value)
