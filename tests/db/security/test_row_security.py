"""Row-level security: a field login sees exactly its rows, whatever it asks and however it asks.

The counts are made by hand from `tests/shared_record.py`:

- the township 成安镇 has two sites (its own and its village's), and one in another county that an order
  points to; three orders (its own, the one for two townships with both parts, the one that points away); its
  station and the one that order names;
- its neighbour 商城镇 has one site, two orders, one station;
- the village 柏寺村 has one site and no order.
"""

import pytest
from shared_record import (
    CHENGAN,
    OTHER_TOWN,
    OURS,
    SHE,
    THEIRS,
    TOWN,
    VILLAGE,
    SharedRecord,
    ids,
    sha256,
)
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

EXPECTED = {
    #               town  other village office
    "site":         (3,    1,    1,     4),
    "membership":   (3,    1,    1,     4),
    "site_check":   (1,    1,    0,     2),
    "task":         (3,    2,    0,     5),
    "assignment":   (4,    3,    0,     6),
    "task_step":    (4,    3,    0,     6),
    "station":      (2,    1,    0,     3),
    "device":       (2,    1,    0,     3),
    "device_state": (2,    1,    0,     3),
    "observation":  (6,    3,    0,     9),
    "attachment":   (1,    1,    0,     2),
    "blob":         (1,    1,    0,     2),
    # what everybody needs to understand the rest: 7 divisions and a department, 7 people
    "unit":         (8,    8,    8,     8),
    "person":       (7,    7,    7,     7),
    "replica":      (1,    1,    1,     1),
}  # fmt: skip
LOGINS = ("town", "other", "village", "duty")


@pytest.mark.parametrize("login", LOGINS)
def test_that_a_login_counts_exactly_the_rows_of_its_scope(shared: SharedRecord, login: str):
    found = {table: shared.sql(login, f"SELECT count(*) FROM {table}")[0][0] for table in EXPECTED}
    assert found == {table: counts[LOGINS.index(login)] for table, counts in EXPECTED.items()}


def test_that_the_rows_are_the_right_ones(shared: SharedRecord):
    def column(login: str, statement: str) -> list[object]:
        return sorted(value for (value,) in shared.sql(login, statement))

    assert column("town", "SELECT code FROM site") == ["FAR-1", "OURS-1", "OURS-2"]
    assert column("other", "SELECT code FROM site") == ["THEIRS-1"]
    assert column("village", "SELECT code FROM site") == ["OURS-2"]
    assert column("town", "SELECT title FROM task") == ["只给我们", "指向外县", "给两家"]
    assert column("other", "SELECT title FROM task") == ["只给他们", "给两家"]
    assert column("town", "SELECT code FROM station") == ["ST-FAR", "ST-OURS"]
    both = "SELECT unit_code FROM assignment a JOIN task t ON t.id = a.task_id WHERE t.title = '给两家'"
    assert column("town", both) == [TOWN, OTHER_TOWN]
    assert bytes(shared.sql("town", "SELECT content FROM blob")[0][0]) == OURS
    assert bytes(shared.sql("other", "SELECT content FROM blob")[0][0]) == THEIRS


def test_that_the_log_is_cut_to_the_same_rows(shared: SharedRecord):
    """What a login may not read in a table, it may not read in the log; devices never (their passwords)."""
    for login in ("town", "other", "village"):
        for table in ("site", "membership", "site_check", "task", "assignment", "task_step", "attachment"):
            rows = shared.sql(
                login, "SELECT DISTINCT row_id FROM operation WHERE entity = :table", table=table
            )
            assert {row_id for (row_id,) in rows} == {
                row_id for (row_id,) in shared.sql(login, f"SELECT id FROM {table}")
            }
        assert shared.sql(login, "SELECT count(*) FROM operation WHERE entity = 'device'") == [(0,)]
        assert shared.sql(login, "SELECT count(*) FROM operation WHERE changes LIKE '%password%'") == [(0,)]
    assert shared.sql("duty", "SELECT count(*) FROM operation WHERE entity = 'device'") == [(3,)]


def test_that_an_auditor_reads_everything_but_secrets(shared: SharedRecord):
    total = shared.sql("owner", "SELECT count(*) FROM operation")[0][0]
    assert shared.sql("auditor", "SELECT count(*) FROM operation") == [(total - 3,)]
    assert shared.sql("auditor", "SELECT count(*) FROM qk_log_links()") == [(3,)]
    assert shared.sql("auditor", "SELECT count(*) FROM operation WHERE changes LIKE '%111111%'") == [(0,)]
    assert shared.sql("auditor", "SELECT count(*) FROM site") == [(4,)]
    assert shared.sql("viewer", "SELECT count(*) FROM task") == [(5,)]


QUESTIONS = [
    # joins, either way round
    "SELECT s.name FROM task t JOIN site s ON s.id = t.site_id WHERE s.code = 'THEIRS-1'",
    "SELECT s.name FROM site_check c LEFT JOIN site s ON s.id = c.site_id WHERE c.note LIKE '%THEIRS%'",
    # sets and subqueries
    "SELECT code FROM site WHERE code = 'THEIRS-1' UNION ALL SELECT title FROM task WHERE title = '只给他们'",
    "SELECT 1 WHERE EXISTS (SELECT FROM site WHERE code = 'THEIRS-1')",
    "WITH hidden AS MATERIALIZED (SELECT * FROM site) SELECT code FROM hidden WHERE code = 'THEIRS-1'",
    "SELECT (SELECT title FROM task WHERE title = '只给他们') AS title OFFSET 1",
    # the log and its signatures
    "SELECT changes FROM operation WHERE changes LIKE '%THEIRS-1%'",
    "SELECT 1 FROM seal s LEFT JOIN operation o USING (replica, seq) WHERE o.seq IS NULL",
    # values and bytes
    "SELECT pm25 FROM observation WHERE station_code = 'ST-THEIRS'",
    f"SELECT content FROM blob WHERE sha256 = '{sha256(THEIRS)}'",
    "SELECT day FROM reading_day WHERE station_code = 'ST-THEIRS'",
    "SELECT peer FROM device_state WHERE mn = 'M2'",
    # statistics that the planner keeps of columns
    "SELECT most_common_vals::text FROM pg_stats WHERE tablename IN ('site', 'task', 'observation')",
    "SELECT count(*) FROM site WHERE code = 'THEIRS-1' HAVING count(*) > 0",
    # whole rows
    "SELECT row_to_json(s) FROM site s WHERE s.code = 'THEIRS-1'",
    # a function that runs the text of a query
    "SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', code) FROM site') WHERE word LIKE '%theirs%'",
]


@pytest.fixture(scope="module")
def analysed(shared: SharedRecord) -> SharedRecord:
    """With the planner's statistics, which are there in any database that has run for a minute."""
    with shared.open("owner").writer_engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return shared


@pytest.mark.parametrize("question", QUESTIONS)
def test_that_no_question_brings_a_row_of_the_neighbour(analysed: SharedRecord, question: str):
    assert analysed.sql("town", question) == []
    if "seal" not in question and "OFFSET" not in question:
        assert analysed.sql("owner", question) != []  # the question is one that has an answer


ERRORS = [
    # each of these would name a value of a hidden row, or fail only because of it, if it were looked at first
    "SELECT * FROM site WHERE name::integer = 1 AND code = 'THEIRS-1'",
    "SELECT * FROM site WHERE 1 / (CASE WHEN code = 'THEIRS-1' THEN 0 ELSE 1 END) = 2",
    "SELECT * FROM task WHERE title = '只给他们' AND title::date > now()",
    "SELECT * FROM operation WHERE changes LIKE '%THEIRS-1%' AND changes::integer = 1",
    "SELECT * FROM blob WHERE convert_from(content, 'UTF8') LIKE '%their%' AND sha256::integer = 1",
    "SELECT * FROM observation WHERE station_code = 'ST-THEIRS' AND 1 / (pm25 - 35) > 0",
]


@pytest.mark.parametrize("question", ERRORS)
def test_that_no_error_message_tells_of_a_hidden_row(analysed: SharedRecord, question: str):
    """PostgreSQL runs only leak-proof operators before the policy; these are not."""
    assert analysed.sql("town", question) == []
    with pytest.raises(DBAPIError):
        analysed.sql("owner", question)


def test_that_a_unique_constraint_cannot_be_asked(shared: SharedRecord):
    """A field login that could insert would learn which codes are taken."""
    with pytest.raises(Exception, match="permission denied"):
        shared.sql("town", "INSERT INTO site SELECT * FROM site")
    with pytest.raises(Exception, match="permission denied"):
        shared.sql(
            "town", "INSERT INTO inbound (id, giver, at, content) VALUES (1, gen_random_uuid(), now(), '')"
        )


def test_that_switching_row_security_off_is_an_error_not_a_leak(shared: SharedRecord):
    with shared.open("town").writing() as session:
        session.execute(text("SET LOCAL row_security = off"))
        with pytest.raises(DBAPIError, match="row-level security"):
            session.execute(text("SELECT * FROM site"))
        session.rollback()


def test_that_the_plan_tells_an_estimate_and_no_value(analysed: SharedRecord):
    plan = analysed.sql(
        "town", "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM site WHERE unit_code > ''"
    )
    lines = "\n".join(line for (line,) in plan)
    assert "THEIRS" not in lines
    assert OTHER_TOWN not in lines


def test_that_a_login_cannot_widen_its_scope(shared: SharedRecord):
    for statement in (
        f"UPDATE login SET scope = '{CHENGAN}'",
        f"INSERT INTO login (name, role, scope, created_at) VALUES ('x', 'duty', '{CHENGAN}', now())",
        f"UPDATE unit SET parent_code = '{TOWN}' WHERE code = '{OTHER_TOWN}'",
    ):
        with pytest.raises(Exception, match="permission denied"):
            shared.sql("town", statement)
    # a variable of the session or a search path of its own changes nothing
    with shared.open("town").writing() as session:
        session.execute(text("SET LOCAL search_path = pg_temp, public"))
        session.execute(text("SET LOCAL application_name = 'duty'"))
        assert session.scalar(text("SELECT count(*) FROM public.site")) == 3
        session.rollback()


@pytest.fixture
def changed(own_shared: SharedRecord) -> SharedRecord:
    return own_shared


def test_that_the_scope_follows_the_login_the_tree_and_the_rows(changed: SharedRecord):
    def codes() -> list[str]:
        return sorted(code for (code,) in changed.sql("town", "SELECT code FROM site"))

    with changed.open("owner").writing() as session:
        session.execute(
            text("UPDATE login SET scope = :scope WHERE name = :name"),
            {"scope": f"{TOWN} {OTHER_TOWN}", "name": changed.role("town")},
        )
    assert codes() == ["FAR-1", "OURS-1", "OURS-2", "THEIRS-1"]
    with changed.open("owner").writing() as session:
        session.execute(text("UPDATE login SET scope = :scope"), {"scope": VILLAGE})
    assert codes() == ["OURS-2"]
    with changed.open("owner").writing() as session:
        session.execute(text("UPDATE login SET scope = :scope"), {"scope": SHE})
    assert codes() == ["FAR-1"]


def test_that_a_disabled_or_forgotten_login_sees_no_site_although_it_is_still_connected(
    changed: SharedRecord,
):
    with changed.open("town").reading() as session:
        assert session.scalar(text("SELECT count(*) FROM site")) == 3
    with changed.open("owner").writing() as session:
        session.execute(
            text("UPDATE login SET disabled_at = now() WHERE name = :n"), {"n": changed.role("town")}
        )
    assert changed.sql("town", "SELECT count(*) FROM site") == [(0,)]
    with changed.open("owner").writing() as session:
        session.execute(text("DELETE FROM login"))
    assert changed.sql("other", "SELECT count(*) FROM task") == [(0,)]


def test_that_bytes_go_in_only_under_their_own_hash(changed: SharedRecord):
    statement = "INSERT INTO blob (sha256, content) VALUES (:digest, :content)"
    for login in ("town", "duty"):
        content = login.encode()
        with changed.open(login).writing() as session:
            session.execute(text(statement), {"digest": sha256(content), "content": content})
        with pytest.raises(DBAPIError, match="SHA-256"):
            changed.sql(login, statement, digest=sha256(b"what it says"), content=b"what it is")
    # bytes that nothing visible refers to are not readable, not even by who brought them
    assert changed.sql("town", "SELECT count(*) FROM blob") == [(1,)]


def test_that_the_mailbox_is_each_login_s_own_and_says_who_delivered(changed: SharedRecord):
    put = "INSERT INTO inbound (giver, at, content) VALUES (:giver, '1999-01-01', :content)"
    giver = ids(changed.open("owner"))["OURS-1"]
    with changed.open("town").writing() as session:
        session.execute(text(put), {"giver": giver, "content": b"signed"})
    asked = "SELECT login, status, at > now() - interval '1 hour' FROM inbound"
    assert changed.sql("town", asked) == [(changed.role("town"), "new", True)]
    assert changed.sql("other", asked) == []
    assert len(changed.sql("duty", asked)) == 1
    for statement in ("UPDATE inbound SET status = 'merged'", "DELETE FROM inbound"):
        with pytest.raises(Exception, match="permission denied"):
            changed.sql("town", statement)


def test_that_a_mailbox_nobody_empties_takes_no_more(changed: SharedRecord, monkeypatch):
    put = (
        "INSERT INTO inbound (giver, at, content) "
        "SELECT gen_random_uuid(), now(), 'x' FROM generate_series(1, :n)"
    )
    with changed.open("town").writing() as session:
        session.execute(text(put), {"n": 200})
    with pytest.raises(DBAPIError, match="mailbox is full"):
        changed.sql("town", put, n=1)
    changed.sql("other", put, n=1)  # the neighbour's is not
