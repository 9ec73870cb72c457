"""Times in tables: every spelling means the same label, and what is none is refused with a reason."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.times import CHINA
from desktop.feeds.cells import BadCellError
from desktop.feeds.tables.profile import ColumnUse, TableProfile
from desktop.feeds.tables.times import Clock, parse

AT_13 = int(datetime(2026, 3, 1, 13, tzinfo=CHINA).timestamp())


def clock(*fields: str, **profile) -> Clock:
    uses = tuple(ColumnUse(field, field) for field in fields)
    return Clock(TableProfile(columns=uses, **profile), {field: i for i, field in enumerate(fields)})


def label(cells: list[str], *fields: str, **profile) -> int:
    made = clock(*(fields or ("time",)), **profile)
    return made.labels[made.text(cells)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 13:00", "2026-03-01 13:00:00", "2026-03-01T13:00:00", "2026-3-1 13:00", "2026/3/1 13:00",
        "2026.03.01 13:00", "2026年3月1日13时", "2026年3月1日 13:00", "2026年03月01日13点", "2026-03-01 13",
        "2026030113", "202603011300", "20260301130000", "20260301 13:00", "2026-03-01 13:00:00.000",
        "2026-03-01T13:00:00+08:00", "2026-03-01T05:00:00Z", "2026-03-01 13时00分", " 2026-03-01 13:00 ",
        "/Date(1772341200000)/", "1772341200", "1772341200000", "46082.5416666667",
    ],
)  # fmt: skip
def test_that_spellings_of_an_hour_mean_the_same(text):
    assert label([text]) == AT_13


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        (["2026-03-01", "13"], ("date", "hour")),
        (["20260301", "13:00"], ("date", "hour")),
        (["2026-03-01 00:00:00", "13时"], ("date", "hour")),
        (["2026年3月1日", "13点"], ("date", "hour")),
        (["2026", "3", "1", "13"], ("year", "month", "day", "hour")),
        (["2026年", "3月", "1日", "13.0"], ("year", "month", "day", "hour")),
    ],
)
def test_that_a_time_in_several_cells_is_put_together(cells, fields):
    assert label(cells, *fields) == AT_13


def test_that_hour_24_is_the_midnight_that_ends_the_day():
    midnight = int(datetime(2026, 3, 2, tzinfo=CHINA).timestamp())
    assert label(["2026-03-01", "24"], "date", "hour") == midnight
    assert label(["2026-03-01 24:00"]) == midnight
    assert label(["2026-02-28", "24"], "date", "hour") == midnight - 86_400


def test_that_a_start_is_moved_to_the_end_of_its_interval():
    assert label(["2026-03-01 12:00"], label="start") == AT_13
    assert label(["2026-03-01 12:59"], label="start", period="minute") == AT_13
    day_end = int(datetime(2026, 3, 2, tzinfo=CHINA).timestamp())
    assert label(["2026-03-01"], period="day", label="start") == day_end
    assert label(["2026-03-01", "x"], "date", "station", period="day", label="start") == day_end


def test_that_the_zone_counts_unless_the_time_names_its_own():
    assert label(["2026-03-01 05:00"], zone="UTC") == AT_13
    assert label(["2026-03-01 14:00"], zone="+09:00") == AT_13
    assert label(["2026-03-01T13:00:00+08:00"], zone="UTC") == AT_13


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昨天", "not a date"),
        ("3/1/2026 13:00", "not a date"),
        ("", "not a date"),
        ("2026-02-30 13:00", "no such date"),
        ("2026-03-01 25:00", "no such date"),
        ("2026-03-01 24:30", "no such date"),
        ("2026-03-01 13:61", "no such date"),
        ("2026-03-01 13:30", "not a full hour"),
        ("2026-03-01", "no hour"),
        ("1024-03-01 13:00", "not between 1992 and 2100"),
        ("合计", "not a date"),
    ],
)
def test_that_what_is_no_hour_is_refused_with_its_reason(text, reason):
    with pytest.raises(BadCellError, match=reason):
        label([text])


def test_that_a_day_of_another_zone_is_no_day_of_china():
    with pytest.raises(BadCellError, match="whole day"):
        label(["2026-03-01"], period="day", label="start", zone="UTC")


@pytest.mark.parametrize("text", ["25", "-1", "午后", ""])
def test_that_an_hour_is_one_of_the_day(text):
    with pytest.raises(BadCellError, match="hour from 0 to 24"):
        label(["2026-03-01", text], "date", "hour")


@given(st.datetimes(datetime(1992, 1, 1), datetime(2100, 12, 30)), st.sampled_from(["-", "/", "."]))
def test_that_any_hour_comes_back(moment, mark):
    hour = moment.replace(minute=0, second=0, microsecond=0)
    text = f"{hour.year}{mark}{hour.month}{mark}{hour.day} {hour.hour}:00"
    assert label([text]) == int(hour.replace(tzinfo=CHINA).timestamp())


@given(st.integers(0, 23), st.integers(33_700, 73_000))
def test_that_spreadsheets_numbers_of_hours_are_exact(hour, day):
    expected = datetime(1899, 12, 30) + timedelta(days=day, hours=hour)
    assert parse(repr(day + hour / 24)).local == expected


@given(st.text(max_size=20))
def test_that_no_text_breaks_it(text):
    try:
        label([text])
    except BadCellError as error:
        assert str(error)  # noqa: PT017
