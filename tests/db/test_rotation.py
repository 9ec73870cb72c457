"""Which backups stay: properties for any history, and a year counted by hand."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from db.rotation import Keep, to_keep

HOUR = timedelta(hours=1)
MOMENTS = st.integers(0, 3 * 365 * 24 * 4).map(
    lambda quarter: datetime(2026, 1, 1, tzinfo=UTC) + quarter * HOUR / 4
)
KEEPS = st.builds(Keep, st.integers(0, 30), st.integers(0, 20), st.integers(0, 15))


@given(st.lists(MOMENTS, max_size=200, unique=True), KEEPS)
def test_that_rotation_keeps_the_newest_and_no_more_than_was_asked(times, keep):
    kept = to_keep(times, keep)
    assert kept <= set(times)
    assert len(kept) <= max(1, keep.hours + keep.days + keep.months)
    assert bool(kept) == bool(times)
    if times:
        assert max(times) in kept
    assert to_keep(kept, keep) == kept


@given(st.lists(MOMENTS, max_size=200, unique=True), KEEPS)
@settings(max_examples=50)
def test_that_rotating_after_each_backup_ends_as_rotating_once(times, keep):
    """Else what is to be a day's backup could be lost while it is still one of the hours."""
    kept: set[datetime] = set()
    for at in sorted(times):
        kept = to_keep(kept | {at}, keep)
    assert kept == to_keep(times, keep)


def test_that_a_year_of_hourly_backups_leaves_24_hours_14_days_and_12_months():
    end = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)  # 23:00 in China
    kept = sorted(to_keep([end - n * HOUR for n in range(365 * 24)], Keep()))
    # the last hour of each of 12 months; of 14 days, of which 31 December is one of the months as well;
    # 24 hours of one day in China, the last of which is that day's
    assert len(kept) == 11 + 13 + 24
    assert kept[-24:] == [end - n * HOUR for n in range(23, -1, -1)]
    assert kept[-25] == end - 24 * HOUR
    assert kept[0] == datetime(2026, 1, 31, 15, 0, tzinfo=UTC)


def test_that_a_long_standstill_takes_no_backup_away(now):
    old = [now - timedelta(days=400) - n * HOUR for n in range(5)]
    assert to_keep([now, *old], Keep(hours=24)) == {now, *old}
