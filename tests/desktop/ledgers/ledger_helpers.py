"""Ledgers and records that the tests of ledgers share."""

from pathlib import Path
from typing import Any

from db.actor import Actor
from db.commands import divisions
from db.engine import Database
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from desktop.ledgers.mapping import map_ledger
from desktop.ledgers.preview import Preview, preview, record_view
from resources import folder

EXAMPLE = Path(__file__).parents[2] / "data" / "ledgers" / "chengan_dust_ledger.xlsx"
CAMPAIGNS = load_folder(folder("campaigns"))[0]
DIVISIONS = [
    ("130400", "邯郸市", "city", None),
    ("130424", "成安县", "county", "130400"),
    ("130424100", "成安镇", "township", "130424"),
    ("130424101", "商城镇", "township", "130424"),
    ("130424100203", "北阳村民委员会", "village", "130424100"),
    ("130424101205", "南商城村民委员会", "village", "130424101"),
    ("130426", "涉县", "county", "130400"),
    ("130426100", "平安街道", "township", "130426"),
    ("130426101", "商城镇", "township", "130426"),
]
HEADS = ("序号", "项目名称", "所在乡镇", "详细地址", "类别", "面积", "是否报备", "责任人", "联系电话", "备注")
FIRST = (1, "商业广场", "成安镇", "人民路1号", "建筑施工", 100, "是", "王经理", "13123968184", None)
SECOND = (2, "污水处理厂", "成安镇", "人民路2号", "市政施工", "4.6万", "否", "李经理", 13312345678.0, "停工")


def fill_record(database: Database, actor: Actor) -> None:
    rows = [DivisionRow(code, name, kind, above, None, None) for code, name, kind, above in DIVISIONS]
    with database.writing() as session:
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(session, CAMPAIGNS.values(), source="test", now=actor.now)


def look(database: Database, path: Path, actor: Actor, key: str = "dust", **more: Any) -> Preview:
    """What a ledger would do to a record."""
    with database.reading() as session:
        view = record_view(session, key)
    return preview(map_ledger(path, CAMPAIGNS[key], CAMPAIGNS, view.units, now=actor.now, **more), view)


def counts(seen: Preview) -> tuple[int, int, int, int]:
    """New, changed, same, refused."""
    new, changed, same, refused = (seen.plan.count(kind) for kind in ("new", "changed", "same", "refused"))
    return new, changed, same, refused
