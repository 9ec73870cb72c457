"""Campaign definitions: what ships is sound, and what an office gets wrong is named."""

import copy
import tomllib

import pytest

import resources
from db.rules.campaigns import (
    DefinitionError,
    computed_values,
    digest,
    field_problems,
    load_folder,
    parse,
    validate_fields,
)

SHIPPED = ["dust", "loose-coal", "scattered-polluting", "parking-lots", "through-trucks"]


@pytest.fixture(scope="module")
def shipped():
    definitions, problems = load_folder(resources.folder("campaigns"))
    assert problems == []
    return definitions


@pytest.fixture
def dust():
    """The dust file as a document that a test may spoil."""
    return tomllib.loads((resources.folder("campaigns") / "dust.toml").read_text(encoding="utf-8"))


def said(document) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        parse(document, "dust.toml")
    return [str(problem) for problem in caught.value.problems]


def texts(value):
    """Every table with a zh or an en, wherever it stands."""
    if isinstance(value, dict):
        if "zh" in value or "en" in value:
            yield value
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_that_the_five_campaigns_ship_in_their_order(shipped):
    assert list(shipped) == SHIPPED
    assert [item.mark for item in shipped.values()] == ["尘", "煤", "污", "停", "车"]
    assert shipped["dust"].name("zh_CN") == "扬尘"
    assert shipped["dust"].name("en") == "Dust"


@pytest.mark.parametrize("key", SHIPPED)
def test_that_every_text_is_complete_in_both_languages(key):
    document = tomllib.loads((resources.folder("campaigns") / f"{key}.toml").read_text(encoding="utf-8"))
    found = list(texts(document))
    assert len(found) > 40
    for text in found:
        assert any("\u4e00" <= char <= "\u9fff" for char in text["zh"]) or text["zh"].isascii(), text
        assert text["en"].strip()
        assert not any("\u4e00" <= char <= "\u9fff" for char in text["en"]), text


def test_that_dust_has_the_ten_kinds_and_the_six_plus_two(shipped):
    dust = shipped["dust"]
    assert len(dust.field("kind").choices) == 10
    assert [item.key for item in dust.checklist] == [
        "hoarding", "covering", "washing", "hardening", "wet-work", "sealed-trucks", "video", "pm10",
    ]  # fmt: skip


def test_that_every_campaign_shows_columns_and_fills_its_order(shipped):
    for definition in shipped.values():
        assert any(field.listed for field in definition.fields)
        title = definition.order.title.name("zh").format(site="某工地", unit="某镇")
        assert "某工地" in title
        assert definition.order.legal
        assert definition.state("closed").name("zh").startswith("已")


@pytest.mark.parametrize(
    ("spoil", "place", "advice"),
    [
        (lambda d: d["fields"][2].update(type="numbr"), "fields[3].type", "Use one of"),
        (lambda d: d.pop("mark"), "mark", "is missing"),
        (lambda d: d.update(mark="扬尘"), "mark", "one Chinese character"),
        (lambda d: d["names"].pop("en"), "names.en", "is missing"),
        (lambda d: d["fields"][1].update(key="kind"), "fields[2].key", "is there twice"),
        (lambda d: d["fields"][0].update(key="Kind of"), "fields[1].key", "cannot be a key"),
        (lambda d: d["fields"][0].update(requird=True), "fields[1].requird", "Did you mean “required”"),
        (lambda d: d["fields"][0].update(required="yes"), "fields[1].required", "true or false"),
        (lambda d: d["fields"][0]["choices"][1].pop("zh"), "fields[1].choices[2].zh", "is missing"),
        (lambda d: d["fields"][0].pop("choices"), "fields[1].choices", "have choices"),
        (lambda d: d["fields"][0].update(unit="m²"), "fields[1].unit", "not measured"),
        (lambda d: d["states"].pop(), "states", "withdrawn"),
        (lambda d: d["states"][0].update(tone="red"), "states[1].tone", "Use one of"),
        (lambda d: d["checklist"][0].update(hint="look"), "checklist[1].hint", "a table"),
        (lambda d: d["deadlines"][0].update(days=1), "deadlines[1].hours", "either hours or days"),
        (lambda d: d["deadlines"][0].update(hours=-2), "deadlines[1].hours", "greater than 0"),
        (lambda d: d["order"]["title"].update(zh="{place}问题"), "order.title.zh", "{site} and {unit}"),
        (lambda d: d["order"]["title"].update(en="{site"), "order.title.en", "brace"),
        (lambda d: d.update(pollutants=["pm10", "dust"]), "pollutants", "is not known"),
        (lambda d: d.update(inspection_days=0), "inspection_days", "whole number"),
        (lambda d: d["departments"].update(lead=[]), "departments.lead", "is empty"),
        (lambda d: d["columns"].update(phne=["电话"]), "columns.phne", "Did you mean “phone”"),
        (lambda d: d.update(schema_version=2), "schema_version", "Upgrade"),
        (lambda d: d.update(fields={}), "fields", "a list of tables"),
    ],
)
def test_that_a_mistake_is_named_with_file_place_and_advice(dust, spoil, place, advice):
    spoil(dust)
    assert any(line.startswith(f"dust.toml: {place}: ") and advice in line for line in said(dust)), said(dust)


def test_that_all_mistakes_are_told_at_once(dust):
    del dust["mark"]
    dust["states"][1]["tone"] = "red"
    dust["closing"]["en"] = " "
    assert len(said(dust)) == 3


@pytest.mark.parametrize(
    ("computed", "advice"),
    [
        ({"op": "percent", "of": ["area"]}, "exactly two"),
        ({"op": "sum", "of": ["builder"]}, "is not known"),
        ({"op": "sum", "of": []}, "needs fields"),
        ({"op": "mean", "of": ["area"]}, "Use one of"),
    ],
)
def test_that_a_computation_uses_numbers_that_stand_before_it(dust, computed, advice):
    dust["fields"].append(
        {"key": "share", "zh": "占比", "en": "Share", "type": "computed", "computed": computed}
    )
    assert any(advice in line for line in said(dust))


def test_that_a_broken_file_leaves_the_others_usable(tmp_path, dust):
    source = resources.folder("campaigns")
    for key in SHIPPED:
        (tmp_path / f"{key}.toml").write_bytes((source / f"{key}.toml").read_bytes())
    (tmp_path / "dust.toml").write_text('schema_version = 1\nkey = "dust\n', encoding="utf-8")
    (tmp_path / "parking-lots.toml").write_bytes("停车场".encode("gb18030"))
    definitions, problems = load_folder(tmp_path)
    assert list(definitions) == ["loose-coal", "scattered-polluting", "through-trucks"]
    assert [(problem.source, problem.line) for problem in problems] == [
        ("dust.toml", 2),
        ("parking-lots.toml", None),
    ]
    assert str(problems[0]).startswith("dust.toml, line 2: not valid TOML")
    assert "UTF-8" in problems[1].message


def test_that_a_file_with_a_byte_order_mark_is_read(tmp_path):
    text = (resources.folder("campaigns") / "dust.toml").read_bytes()
    (tmp_path / "dust.toml").write_bytes(b"\xef\xbb\xbf" + text)
    definitions, problems = load_folder(tmp_path)
    assert list(definitions) == ["dust"]
    assert problems == []


def test_that_two_files_cannot_share_a_key_or_a_mark(tmp_path):
    text = (resources.folder("campaigns") / "dust.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "b.toml").write_text(text, encoding="utf-8")
    definitions, problems = load_folder(tmp_path)
    assert list(definitions) == ["dust"]
    assert {(problem.source, problem.path) for problem in problems} == {("b.toml", "key"), ("b.toml", "mark")}


def test_that_the_digest_follows_the_meaning_and_not_the_layout(dust):
    first = digest(parse(dust, "a.toml"))
    assert digest(parse(copy.deepcopy(dust), "b.toml")) == first
    dust["inspection_days"] = 4
    assert digest(parse(dust, "a.toml")) != first


GOOD = {"kind": "construction", "filed": True, "area": 1200.5, "filed_on": "2015-12-01", "pairing": "王某"}


def test_that_good_fields_have_no_problem(shipped):
    assert validate_fields(shipped["dust"], GOOD) == {}
    assert validate_fields(shipped["dust"], {**GOOD, "area": None}) == {}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("kind", "bridge", "not a choice"),
        ("kind", None, "must be filled in"),
        ("filed", "yes", "true or false"),
        ("area", "1200", "a number"),
        ("area", True, "a number"),
        ("area", float("nan"), "a number"),
        ("filed_on", "2015-2-30", "a date"),
        ("filed_on", "20151201", "a date"),
        ("pairing", 7, "a text"),
        ("colour", "red", "has no field"),
    ],
)
def test_that_a_bad_field_is_named(shipped, key, value, words):
    problems = validate_fields(shipped["dust"], {**GOOD, key: value})
    assert list(problems) == [key]
    assert words in problems[key]


def test_that_a_field_problem_can_be_translated(shipped):
    problem = field_problems(shipped["dust"], {**GOOD, "kind": "bridge"})["kind"]
    assert "{value}" in problem.template
    assert problem.params["value"] == "bridge"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("place", [114.5, 36.4], [200, 36.4]),
        ("place", (114.5, 36.4), [114.5]),
        ("photo", ["a" * 64], ["photo.jpg"]),
        ("unit", "130424", 130424),
    ],
)
def test_that_places_photos_and_units_are_checked(dust, kind, good, bad):
    dust["fields"].append({"key": "extra", "zh": "附加", "en": "Extra", "type": kind})
    definition = parse(dust, "dust.toml")
    assert validate_fields(definition, {**GOOD, "extra": good}) == {}
    assert list(validate_fields(definition, {**GOOD, "extra": bad})) == ["extra"]


def test_that_computed_fields_follow_from_the_others(shipped):
    coal = shipped["loose-coal"]
    fields = {"households": 400, "gas": 250, "electric": 50}
    assert computed_values(coal, fields) == {"converted": 300, "converted_share": 75.0}
    assert computed_values(coal, {"gas": 250}) == {"converted": None, "converted_share": None}
    assert computed_values(coal, {**fields, "households": 0})["converted_share"] is None
    assert (
        "computed"
        in validate_fields(coal, {"kind": "village", "zero_coal": True, "converted": 3})["converted"]
    )
