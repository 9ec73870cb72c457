"""Campaign definitions: what ships is sound, and what an office gets wrong is named."""

import copy
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import resources
from db.rules.campaigns import (
    DefinitionError,
    computed_values,
    digest,
    field_problems,
    load_folder,
    parse,
    read,
    validate_fields,
)

SHIPPED = [
    "dust",
    "loose-coal",
    "scattered-polluting",
    "parking-lots",
    "through-trucks",
    "bare-land",
    "demonstration-zone",
    "tracked-projects",
    "ozone-voc",
    "burning-ban",
    "enterprise-watch",
    "projects",
]
FIVE = SHIPPED[:5]


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


def test_that_every_campaign_of_the_design_ships_in_its_order(shipped):
    assert list(shipped) == SHIPPED
    assert "".join(item.mark for item in shipped.values()) == "尘煤污停车裸区挂氧禁企程"
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


def test_that_checks_stand_in_the_groups_that_people_speak_of(shipped):
    def groups(key):
        return Counter(item.group.zh for item in shipped[key].checklist if item.group)

    assert groups("dust") == {"六个百分之百": 6, "两个全覆盖": 2}
    assert groups("scattered-polluting") == {"两断": 2, "三清": 3}
    assert groups("loose-coal") == {"四禁": 4, "双代": 2}
    assert list(groups("demonstration-zone")) == ["工业源", "交通源", "生活源", "扬尘源"]


def test_that_the_zone_has_two_rings_and_every_source_on_the_negative_list_an_exit_date(shipped):
    zone = shipped["demonstration-zone"]
    assert zone.rings == (500, 1000)
    source = {"source": "dust", "negative": True, "way_out": "clear"}
    assert zone.exit == "exit_by"
    assert list(validate_fields(zone, source)) == ["exit_by"]
    assert validate_fields(zone, {**source, "exit_by": "2020-05-31"}) == {}
    assert validate_fields(zone, {"source": "dust", "negative": False}) == {}


def test_that_the_watch_in_the_plant_the_checkpoints_and_the_patrols_have_rosters(shipped):
    rosters = {key: item.roster.shift_hours for key, item in shipped.items() if item.roster}
    assert rosters == {
        "through-trucks": (8, 12),
        "burning-ban": (8, 12, 24),
        "enterprise-watch": (8, 12, 24),
    }


def test_that_what_the_counties_promised_can_be_entered(shipped):
    kinds = [choice.text.zh for choice in shipped["projects"].field("kind").choices]
    assert len(kinds) == 10 + 2 + 1, "the ten projects, road repair and greening, others"
    trades = {choice.key for choice in shipped["tracked-projects"].field("industry").choices}
    assert {"brick", "lime", "casting", "rock-wool", "powder"} <= trades
    oven = {"kind": "shutdown", "content": "4.3 米焦炉停产", "must_stop": True}
    assert list(validate_fields(shipped["tracked-projects"], oven)) == ["stop_by"]
    assert {"chemical", "cement", "brick"} <= {
        choice.key for choice in shipped["enterprise-watch"].field("industry").choices
    }
    assert shipped["burning-ban"].deadlines[0].hours == 0.25


WORKS = [
    "项目名称",
    "所在乡镇",
    "详细地址",
    "建设单位",
    "施工单位",
    "面积（平方米）",
    "是否报备",
    "责任人及电话",
    "备注",
]
BARE = ["编号", "乡镇", "村", "位置", "面积（亩）", "治理方式", "完成时限", "包联责任人"]


def words(definition):
    """Every word above a column and what it stands for."""
    found = {word: name for name, own in definition.columns.items() for word in own}
    for part in (*definition.fields, *definition.checklist):
        found |= dict.fromkeys((part.text.zh, *part.synonyms), part.key)
    return found


def test_that_the_county_ledger_is_understood_whole(shipped):
    dust, bare = words(shipped["dust"]), words(shipped["bare-land"])
    assert [dust[header] for header in WORKS] == [
        "name", "unit", "address", "builder", "contractor", "area", "filed", "person", "note",
    ]  # fmt: skip
    assert [dust[header] for header in ("围挡", "覆盖", "冲洗", "硬化", "湿法", "密闭")] == [
        "hoarding", "covering", "washing", "hardening", "wet-work", "sealed-trucks",
    ]  # fmt: skip
    assert [bare[header] for header in BARE] == [
        "code", "unit", "unit", "address", "area", "measure", "deadline", "pairing",
    ]  # fmt: skip
    measures = {choice.text.zh for choice in shipped["bare-land"].field("measure").choices}
    assert measures == {"绿化", "覆盖", "硬化", "覆盖/绿化"}


@pytest.mark.parametrize("key", SHIPPED)
def test_that_a_word_above_a_column_means_one_thing(shipped, key):
    definition = shipped[key]
    parts = [*definition.columns.values()]
    parts += [{part.text.zh, *part.synonyms} for part in (*definition.fields, *definition.checklist)]
    doubled = [word for word, count in Counter(word for part in parts for word in part).items() if count > 1]
    assert doubled == []


def test_that_every_campaign_shows_columns_and_fills_its_order(shipped):
    for definition in shipped.values():
        assert any(field.listed for field in definition.fields)
        for text in (definition.order.title, definition.order.found, definition.order.required):
            for lang in ("zh", "en"):
                assert "{" not in text.name(lang).format(site="某工地", unit="某镇")
        assert "某工地" in definition.order.title.name("zh").format(site="某工地", unit="某镇")
        assert definition.order.legal
        assert definition.deadlines
        assert definition.state("closed").name("zh").startswith("已")
        assert definition.field("pairing").type == "person"


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
        (lambda d: d["fields"][2].update(min=5, max=4), "fields[3].max", "less than min"),
        (lambda d: d["fields"][2].update(min="5"), "fields[3].min", "a number"),
        (lambda d: d["fields"][0].update(max=4), "fields[1].max", "Only fields of type number"),
        (lambda d: d["fields"][2].update(decimals=-1), "fields[3].decimals", "at least 0"),
        (lambda d: d["fields"][2].update(decimals=7), "fields[3].decimals", "Use fewer"),
        (lambda d: d["fields"][3].update(decimals=0), "fields[4].decimals", "number or computed"),
        (lambda d: d["fields"][2].update(milestone=True), "fields[3].milestone", "type date"),
        (
            lambda d: d["fields"][0].update(required_when={"field": "filed", "equals": True}),
            "fields[1].required_when",
            "required always",
        ),
        (
            lambda d: d["fields"][2].update(required_when={"field": "area", "equals": True}),
            "fields[3].required_when.field",
            "is not known",
        ),
        (
            lambda d: d["fields"][2].update(required_when={"field": "filed", "equals": "yes"}),
            "fields[3].required_when.equals",
            "true or false",
        ),
        (
            lambda d: d["fields"][2].update(required_when={"field": "kind", "equals": "bridge"}),
            "fields[3].required_when.equals",
            "no such choice",
        ),
        (
            lambda d: d["fields"][2].update(required_when={"field": "kind"}),
            "fields[3].required_when.equals",
            "is missing",
        ),
        (lambda d: d["fields"][2].update(required_when="filed"), "fields[3].required_when", "a table"),
        (
            lambda d: d["fields"][2]["synonyms"].append("备注"),
            "fields[3].synonyms",
            "stands for columns.note",
        ),
        (lambda d: d["fields"][2].update(zh="类别"), "fields[3].zh", "stands for fields.kind"),
        (
            lambda d: d["checklist"][7].update(group=d["checklist"][0]["group"]),
            "checklist[8].group",
            "was begun above",
        ),
        (lambda d: d["checklist"][7].update(group="六个"), "checklist[8].group", "a table"),
        (
            lambda d: d.update(milestones=[{"key": "a", "zh": "甲", "en": "A", "days": 0}]),
            "milestones[1].days",
            "whole number",
        ),
        (
            lambda d: d.update(milestones=[{"key": "a", "zh": "甲", "en": "A", "date": "2020-05-31"}]),
            "milestones[1].date",
            "without quotation marks",
        ),
        (
            lambda d: d.update(
                milestones=[{"key": "a", "zh": "甲", "en": "A", "days": 1, "date": date(2020, 5, 1)}]
            ),
            "milestones[1].date",
            "not both",
        ),
        (lambda d: d.update(rings=[1000, 500]), "rings", "greater than the number before"),
        (lambda d: d.update(rings=[True]), "rings", "whole numbers"),
        (lambda d: d.update(roster={}), "roster.shift_hours", "is empty"),
        (lambda d: d.update(roster={"shift_hours": [5]}), "roster.shift_hours", "do not fill a day"),
        (lambda d: d.update(roster={"shift_hours": [8], "crew": "no-such"}), "roster.crew", "no-such"),
        (lambda d: d.update(exit="kind"), "exit", "is not known"),
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
    for key in FIVE:
        (tmp_path / f"{key}.toml").write_bytes((source / f"{key}.toml").read_bytes())
    (tmp_path / "dust.toml").write_text('schema_version = 1\nkey = "dust\n', encoding="utf-8")
    (tmp_path / "parking-lots.toml").write_bytes("停车场".encode("gb18030"))
    definitions, problems = load_folder(tmp_path)
    assert list(definitions) == ["loose-coal", "scattered-polluting", "through-trucks"]
    assert [(problem.source, problem.line) for problem in problems] == [
        ("dust.toml", 2),
        ("parking-lots.toml", 1),
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


@pytest.mark.parametrize(
    ("bounds", "value", "said"),
    [
        ({"min": 0}, -0.1, "-0.1 is too small: at least 0."),
        ({"min": 0}, 0, None),
        ({"max": 100}, 100, None),
        ({"max": 100}, 100.5, "100.5 is too large: at most 100."),
        ({"decimals": 0}, 3.5, "3.5 is not a whole number."),
        ({"decimals": 0}, 3.0, None),
        ({"decimals": 1}, 1.3, None),
        ({"decimals": 1}, 1.25, "1.25 has more than 1 decimals. Round it."),
    ],
)
def test_that_a_number_keeps_its_bounds_and_decimals(dust, bounds, value, said):
    dust["fields"].append({"key": "share", "zh": "占比", "en": "Share", "type": "number", **bounds})
    definition = parse(dust, "dust.toml")
    expected = {"share": said} if said else {}
    assert validate_fields(definition, {**GOOD, "share": value}) == expected


def test_that_a_field_is_required_while_another_says_so(shipped):
    dust = shipped["dust"]
    digging = {**GOOD, "earthworks": True}
    assert list(validate_fields(dust, digging)) == ["fog_cannons"]
    assert field_problems(dust, digging)["fog_cannons"].is_missing
    assert validate_fields(dust, {**digging, "fog_cannons": 0}) == {}
    for other in (False, None, "true", 1):
        assert "fog_cannons" not in validate_fields(dust, {**GOOD, "earthworks": other})


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


def test_that_the_example_of_the_guide_is_a_good_definition():
    guide = Path(__file__).parents[2] / "docs" / "guide" / "own-campaign.md"
    text = guide.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    example = read(text, "restaurants.toml")
    assert (example.key, example.name("zh")) == ("restaurants", "餐饮油烟")
    fields = {"stoves": 3, "filter": True}
    assert list(validate_fields(example, fields)) == ["cleaned_on"]
    assert validate_fields(example, {**fields, "cleaned_on": "2020-03-19"}) == {}


def test_that_the_files_are_called_as_their_campaigns():
    for entry in resources.folder("campaigns").iterdir():
        if entry.name.endswith(".toml"):
            assert tomllib.loads(entry.read_text(encoding="utf-8"))["key"] == entry.name.removesuffix(".toml")
