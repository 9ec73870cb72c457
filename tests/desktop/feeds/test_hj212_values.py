"""What stands in CP and the readings in it: HJ 212-2017, and what real devices send."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.schema.readings import VALUES
from desktop.feeds.hj212 import (
    COLUMN_OF,
    LIMITS,
    Decoded,
    Frame,
    FrameStream,
    Policy,
    carries_readings,
    content,
    decode,
    encode,
    factors,
    hour_frame,
)

PACKETS = json.loads((Path(__file__).parents[2] / "data" / "hj212" / "packets.json").read_text("utf-8"))
NOW = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)  # 09:00 in China


def epoch(*parts):
    return int((datetime(*parts, tzinfo=UTC) - timedelta(hours=8)).timestamp())


def received(raw: bytes) -> Frame:
    (item,) = FrameStream().feed(raw)
    assert isinstance(item, Frame)
    return item


def air(cp: str, cn: str = "2061", st: str = "22") -> Frame:
    return received(encode(cp, st=st, cn=cn, mn="M1"))


def hour(items: str, data_time: str = "20260320080000") -> Frame:
    return air(f"DataTime={data_time};{items}")


def test_that_columns_are_those_of_the_record():
    assert set(COLUMN_OF.values()) == set(VALUES) == set(LIMITS)


def test_that_factors_are_kept_apart_from_parameters():
    cp = "DataTime=20260320080000;a34004-Avg=14,a34004-Min=3,a34004-Flag=N;SB1-RS=1;RestartTime=1"
    assert factors(cp) == {"a34004": {"Avg": "14", "Min": "3", "Flag": "N"}, "SB1": {"RS": "1"}}
    assert content(cp).params == {"DataTime": "20260320080000", "RestartTime": "1"}


def test_that_a_bare_flag_belongs_to_the_factor_before_it():
    assert factors("a34001-Rtd=92;Flag=T") == {"a34001": {"Rtd": "92", "Flag": "T"}}
    assert content("Flag=N;a34001-Rtd=92").params == {"Flag": "N"}


def test_that_an_hour_is_labelled_by_its_end():
    reading = decode(hour("a34004-Avg=14"), now=NOW).reading
    assert reading is not None
    assert (reading.period, reading.time) == (3600, epoch(2026, 3, 20, 9))


@pytest.mark.parametrize(
    ("cn", "field", "period", "minute", "label"),
    [
        ("2011", "Rtd", 0, 60, epoch(2026, 3, 20, 8, 7, 20)),
        ("2051", "Avg", 60, 60, epoch(2026, 3, 20, 8, 8)),
        ("2051", "Avg", 60, 300, epoch(2026, 3, 20, 8, 12)),
        ("2061", "Avg", 3600, 60, epoch(2026, 3, 20, 9)),
    ],
)
@pytest.mark.parametrize("milliseconds", ["", "000"])
def test_that_each_command_has_its_period_field_and_label(cn, field, period, minute, label, milliseconds):
    cp = f"DataTime=20260320080720{milliseconds};a34004-{field}=14,a34004-Flag=N"
    reading = decode(air(cp, cn), now=NOW, minute_seconds=minute).reading
    assert reading is not None
    assert (reading.period, reading.time, reading.values) == (period, label, {"pm25": 14.0})


def test_that_the_public_air_sample_gives_its_values_in_our_units():
    packet = next(p["packet"] for p in PACKETS["valid"] if p["repo"] == "flash520/hj212")
    decoded = decode(received(packet.encode()), now=NOW)
    assert decoded.problems == ()
    assert decoded.ignored == 0
    assert decoded.reading is not None
    assert decoded.reading.values == {
        "no2": 4, "o3": 63, "so2": 6, "co": 0.427, "pm25": 14, "pm10": 31,
        "wind_speed": 1, "wind_direction": 11, "temperature": 17, "humidity": 85, "pressure": 950,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "column", "unit", "sent", "value"),
    [
        ("a34004", "pm25", "mg/m3", "0.029", 29.0),
        ("a34004", "pm25", "ng/m3", "29000", 29.0),
        ("a21004", "no2", "ug/m3", "33", 33.0),
        ("a21005", "co", "ug/m3", "427", 0.427),
        ("a21005", "co", "mg/m3", "1.2E0", 1.2),
        ("a01006", "pressure", "kPa", "101.94", 1019.4),
        ("a01006", "pressure", "hPa", "1019.4", 1019.4),
    ],
)
def test_that_a_devices_own_unit_is_converted_exactly(code, column, unit, sent, value):
    reading = decode(hour(f"{code}-Avg={sent}"), {column: unit}, now=NOW).reading
    assert reading is not None
    assert reading.values == {column: value}


def test_that_an_unknown_unit_stores_nothing_and_says_so():
    decoded = decode(hour("a34004-Avg=14;a34002-Avg=31"), {"pm25": "ppm"}, now=NOW)
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm10": 31}
    assert decoded.problems == ("a34004-Avg=14 has the unknown unit ppm",)


@pytest.mark.parametrize("letter", ["F", "M", "S", "D", "C", "T", "B", "c"])
def test_that_a_flagged_value_keeps_its_letter_and_not_its_number(letter):
    decoded = decode(hour(f"a34004-Avg=-999,a34004-Flag={letter};a34002-Avg=31,a34002-Flag=N"), now=NOW)
    assert decoded.problems == ()
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm10": 31}
    assert decoded.reading.flags == {"pm25": letter.upper()}


@pytest.mark.parametrize(
    "value",
    [
        "-1",
        "10000.1",
        "nan",
        "NaN",
        "inf",
        "",
        "abc",
        "1_0",
        "1e999999999",
        "0x1F",
        "９",
        "1e99",
        "--1",
        "1.2.3",
    ],
)
def test_that_an_absurd_value_is_not_stored_and_named(value):
    decoded = decode(hour(f"a34004-Avg={value},a34004-Flag=N;a34002-Avg=31"), now=NOW)
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm10": 31}
    (problem,) = decoded.problems
    assert problem.startswith("a34004-Avg=")


@pytest.mark.parametrize("column", VALUES)
def test_that_both_limits_of_a_column_belong_to_it(column):
    code = next(code for code, name in COLUMN_OF.items() if name == column)
    units = {"pressure": "hPa"}
    for value, fits in zip(
        (*LIMITS[column], LIMITS[column][0] - 0.1, LIMITS[column][1] + 0.1), "yynn", strict=True
    ):
        decoded = decode(hour(f"{code}-Avg={value}"), units, now=NOW)
        assert (decoded.reading is not None, bool(decoded.problems)) == (fits == "y", fits == "n")


def test_that_a_factor_without_its_field_or_with_an_unreadable_flag_is_named():
    decoded = decode(hour("a34004-Rtd=14;a34002-Avg=31,a34002-Flag=N1"), now=NOW)
    assert decoded.reading is None
    assert decoded.problems == ("a34004 has no Avg", "a34002-Flag=N1 is no flag")


@pytest.mark.parametrize(
    "data_time",
    [
        "",
        "20261320080000",
        "20260230080000",
        "2026032008",
        "20000101000000",
        "20260321090001",
        "2026 320080000",
    ],
)
def test_that_an_impossible_time_is_a_problem_and_no_reading(data_time):
    decoded = decode(hour("a34004-Avg=14", data_time), now=NOW)
    assert decoded.reading is None
    assert decoded.problems == (f"DataTime={data_time} is no possible time",)


def test_that_a_clock_less_than_a_day_fast_is_tolerated():
    assert decode(hour("a34004-Avg=14", "20260321085959"), now=NOW).reading is not None


def channels(decoded):
    return {c.name: c.value if c.text is None else c.text for c in decoded.channels}


def test_that_factors_without_a_column_are_channels():
    decoded = decode(hour("a34001-Avg=92;a24088-Avg=1.5,a24088-ZsAvg=2;a34004-Avg=14"), now=NOW)
    assert (decoded.problems, decoded.ignored) == ((), 0)
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm25": 14}
    assert channels(decoded) == {"a34001": 92, "a24088": 1.5, "a24088-ZsAvg": 2}
    assert (decoded.period, decoded.time) == (3600, epoch(2026, 3, 20, 9))


def test_that_other_commands_are_counted_and_no_problem():
    decoded = decode(air("DataTime=1;a34001-Rtd=92", "2081"), now=NOW)
    assert not carries_readings(air("", "2081"))
    assert decoded == Decoded(ignored=1)


def test_that_site_dust_fills_the_columns_and_its_other_factors_are_channels():
    packet = next(p["packet"] for p in PACKETS["valid"] if p["repo"] == "sCair/Hj212-Distribute")
    decoded = decode(received(packet.encode()), now=NOW)
    assert (decoded.reading, channels(decoded)) == (None, {"a34001": 92})
    assert (decoded.period, decoded.time) == (0, epoch(2025, 1, 31, 20, 28, 9))
    dust = air("DataTime=20260320080000;a34004-Rtd=35;a34002-Rtd=80;LA-Rtd=56.2", "2011", st="39")
    decoded = decode(dust, now=NOW)
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm25": 35, "pm10": 80}
    assert channels(decoded) == {"LA": 56.2}


@pytest.mark.parametrize("st", ["31", "27", "101", "51"])
def test_that_of_other_stations_everything_is_a_channel_in_the_devices_unit(st):
    decoded = decode(air("DataTime=20260320080000;a21026-Avg=12.5,a21026-ZsAvg=14", st=st), now=NOW)
    assert decoded.reading is None
    assert channels(decoded) == {"a21026": 12.5, "a21026-ZsAvg": 14}


def test_that_electricity_and_process_state_of_2025_are_channels():
    # the standard's examples, STANDARDS §4.5
    power = air("DataTime=20260320080000;d20105-Rtd=220.20,d20105-Flag=N;d20405-Rtd=0.24", "2011", st="44")
    assert channels(decode(power, now=NOW)) == {"d20105": 220.2, "d20405": 0.24}
    state = air("DataTime=20260320080000;p99101-Rtd=St;p99102-Rtd=N;p99103-Rtd=Sr", "2011", st="45")
    assert channels(decode(state, now=NOW)) == {"p99101": "St", "p99102": "N", "p99103": "Sr"}
    old = next(p["packet"] for p in PACKETS["valid"] if "ele01" in p["packet"])  # DataTime of 17 digits
    decoded = decode(received(old.encode()), now=NOW)
    assert (channels(decoded), decoded.time) == ({"ele01": 1, "ele02": 0}, epoch(2021, 3, 5, 0, 38, 17))


def test_that_states_and_running_times_of_equipment_are_channels():
    packet = next(p["packet"] for p in PACKETS["valid"] if p["cn"] == "2021")
    assert channels(decode(received(packet.encode()), now=NOW)) == {"SB1-RS": 1, "SB2-RS": 1}
    day = decode(air("DataTime=20260319000000;SB1-RT=7.5", "2041", st="31"), now=NOW)
    assert (channels(day), day.period, day.time) == ({"SB1-RT": 7.5}, 86400, epoch(2026, 3, 20))


@pytest.mark.parametrize("stamp", ["20260319000000", "20260319000007", "20260319235959"])
def test_that_a_day_is_labelled_by_its_end(stamp):
    reading = decode(air(f"DataTime={stamp};a34004-Avg=14", "2031"), now=NOW).reading
    assert reading is not None
    assert (reading.period, reading.time) == (86400, epoch(2026, 3, 20))


def test_that_extremes_are_kept_only_where_the_policy_says_so():
    cp = "a34004-Min=10,a34004-Avg=14,a34004-Max=20,a34004-Cou=3;a24088-Avg=1,a24088-Max=2"
    plain, more = decode(hour(cp), now=NOW), decode(hour(cp), now=NOW, policy=Policy(extremes=True))
    assert channels(plain) == {"a24088": 1}
    assert channels(more) == {
        "a34004-Min": 10, "a34004-Max": 20, "a34004-Cou": 3, "a24088": 1, "a24088-Max": 2,
    }  # fmt: skip
    assert plain.reading == more.reading


@pytest.mark.parametrize("letter", list("FMSDCTB"))
def test_that_only_letters_of_the_policy_enter_the_values(letter):
    frame = hour(f"a34004-Avg=14,a34004-Flag={letter};a34002-Avg=31,a34002-Flag=N")
    strict, wide = decode(frame, now=NOW), decode(frame, now=NOW, policy=Policy(frozenset("NMSFDCTB")))
    assert strict.reading is not None
    assert (strict.reading.values, strict.reading.flags) == ({"pm10": 31}, {"pm25": letter})
    assert wide.reading is not None
    assert (wide.reading.values, wide.reading.flags) == ({"pm25": 14, "pm10": 31}, {})


def test_that_a_channel_keeps_its_value_with_its_letter():
    decoded = decode(hour("a34001-Avg=92,a34001-Flag=c;a24088-Avg=1,a24088-Flag=N"), now=NOW)
    assert [(c.name, c.value, c.flag) for c in decoded.channels] == [
        ("a34001", 92, "C"),
        ("a24088", 1, None),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("nan", "nan"), ("inf", "inf"), ("1_0", "1_0"), ("１２", "１２"), ("1e3", 1000), ("x" * 90, "x" * 40)],
)
def test_that_a_channel_is_a_number_only_if_it_is_one(text, kept):
    assert channels(decode(hour(f"a34001-Avg={text}"), now=NOW)) == {"a34001": kept}


def test_that_empty_values_are_no_channels_and_impossible_names_are_told():
    assert channels(decode(hour("a34001-Avg=;a24088-Avg= "), now=NOW)) == {}
    decoded = decode(hour(f"{'x' * 41}-Avg=1;\x01-Avg=2"), now=NOW)
    assert channels(decoded) == {}
    assert decoded.problems == (f"{'x' * 40} is no name of a channel", "\x01 is no name of a channel")


@pytest.mark.parametrize("text", ["1_0", "１４", "nan", "inf", "0x10", "1e999", "", "--1"])
def test_that_what_python_would_read_as_a_number_is_not_always_one(text):
    decoded = decode(hour(f"a34004-Avg={text};a34002-Avg=31"), now=NOW)
    assert decoded.reading is not None
    assert decoded.reading.values == {"pm10": 31}
    assert decoded.problems == (f"a34004-Avg={text} is no number",)


def test_that_an_hour_without_anything_readable_gives_no_reading():
    decoded = decode(hour("a34001-Avg=92"), now=NOW)
    assert (decoded.reading, decoded.problems) == (None, ())


def test_that_a_replayed_hour_is_what_a_device_sends_at_its_end():
    raw = hour_frame(
        "M1", "P", "22", epoch(2026, 3, 20, 9), {"pm25": 14.5, "pressure": 1019.4, "o3": None}, {}
    )
    frame = received(raw)
    assert frame.qn == "20260320090000000"
    assert (frame.cn, frame.pw, frame.needs_answer) == ("2061", "P", True)
    assert frame.cp == "DataTime=20260320080000;a34004-Avg=14.5,a34004-Flag=N;a01006-Avg=101.94,a01006-Flag=N"
    silent = hour_frame(
        "M1", None, "22", epoch(2026, 3, 20, 9), {"pm25": float("nan")}, {"o3": "C"}, answer=False
    )
    assert not received(silent).needs_answer
    assert received(silent).cp == "DataTime=20260320080000;a05024-Flag=C"


@st.composite
def hours(draw):
    columns = draw(st.lists(st.sampled_from(VALUES), unique=True, min_size=1))
    values = {c: draw(st.floats(*LIMITS[c]).map(lambda v: round(v, 3))) for c in columns}
    flagged = draw(st.lists(st.sampled_from(VALUES), unique=True, max_size=3))
    return values, {c: draw(st.sampled_from("FMSDCTB")) for c in flagged}


@given(hours(), st.integers(400_000, 490_000))
def test_that_an_hour_comes_back_as_it_was_sent(sent, hour_number):
    values, flags = sent
    end = hour_number * 3600
    decoded = decode(
        received(hour_frame("M1", "P", "22", end, values, flags)), now=datetime(2030, 1, 1, tzinfo=UTC)
    )
    assert decoded.problems == ()
    assert decoded.reading is not None
    assert decoded.reading.time == end
    assert decoded.reading.values == {c: v for c, v in values.items() if c not in flags}
    assert decoded.reading.flags == flags


codes = st.sampled_from(["a34004", "a34001", "SB1", "", "Flag"])
names = st.sampled_from(["Avg", "Rtd", "Flag", "Max", "", "EFlag", "RS"])
fields = st.builds(
    lambda code, dash, name, value, end: f"{code}{dash}{name}={value}{end}",
    codes, st.sampled_from(["-", ""]), names, st.text("0123.N-_ x", max_size=6), st.sampled_from(",;"),
)  # fmt: skip


@given(st.lists(fields, max_size=12))
def test_that_values_are_taken_by_the_rules_that_content_shows(items):
    """The layout that is worked out once for all frames of a form finds what reading each frame finds."""
    cp = "DataTime=20260320080000;" + "".join(items)
    frame = Frame(None, "31", "2061", None, "M1", None, None, None, cp, b"")
    decoded = decode(frame, now=NOW, policy=Policy(extremes=True))
    expected = {
        code if name == "Avg" else f"{code}-{name}": text.strip()[:40]
        for code, found in content(cp).factors.items()
        for name, text in found.items()
        if name not in ("Flag", "EFlag", "SampleTime") and code and text.strip()
    }
    assert {c.name for c in decoded.channels} == set(expected)
    for channel in decoded.channels:
        shown = expected[channel.name]
        assert channel.text == shown or channel.value == float(shown)


@given(st.text(max_size=200))
def test_that_no_text_in_cp_raises(text):
    for cp in (text, f"DataTime={text}", f"DataTime=20260320080000;a34004-Avg={text}"):
        decode(Frame(None, "22", "2061", None, "M1", None, None, None, cp, b""), now=NOW)
