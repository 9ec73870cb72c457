"""Files that are taken and files that are refused with a sentence."""

import zipfile

import pytest
from ledger_helpers import FIRST, HEADS
from openpyxl import load_workbook

from desktop.feeds.textfiles import EmptyFileError
from desktop.ledgers import errors
from desktop.ledgers.source import read_sheets


def test_values_of_a_workbook_are_those_of_openpyxl(example):
    theirs = load_workbook(example, data_only=True)
    for sheet in read_sheets(example):
        page = theirs[sheet.name]
        for number, row in enumerate(page.iter_rows(values_only=True)):
            cells = list(row)
            while cells and cells[-1] is None:
                cells.pop()
            assert sheet.rows[number] == cells
        areas = {
            (m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in page.merged_cells.ranges
        }
        assert set(sheet.merges) == areas


def test_a_csv_in_the_code_of_chinese_windows(tmp_path, see):
    path = tmp_path / "成安县扬尘.csv"
    lines = [",".join(HEADS), ",".join("" if cell is None else str(cell) for cell in FIRST)]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    row = see(path).plan.rows[0]
    assert (row.kind, row.values["name"], row.values["unit"]) == ("new", "商业广场", "130424100")


def test_a_csv_in_utf8_with_a_mark(tmp_path, see):
    path = tmp_path / "扬尘.csv"
    lines = [",".join(HEADS), ",".join("" if cell is None else str(cell) for cell in FIRST)]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    assert see(path).plan.count("new") == 1


def test_macros_are_refused(tmp_path, make):
    path = make([HEADS, FIRST])
    assert_refused(path.rename(tmp_path / "a.xlsm"), errors.MacroError)
    inside = make([HEADS, FIRST], name="b.xlsx")
    with zipfile.ZipFile(inside, "a") as file:
        file.writestr("xl/vbaProject.bin", b"x")
    assert_refused(inside, errors.MacroError)


def test_old_and_locked_workbooks_are_refused(tmp_path):
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert_refused(old, errors.OldWorkbookError)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert_refused(locked, errors.EncryptedWorkbookError)


def test_a_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(201 << 20)
    assert_refused(path, errors.LedgerSizeError)


def test_a_bomb_is_refused_without_unpacking_it(tmp_path, make):
    path = make([HEADS, FIRST])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet9.xml", bytes(64 << 20))
    assert_refused(path, errors.BombError)


def test_damaged_and_strange_files_are_refused(tmp_path, make):
    path = make([HEADS, FIRST])
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert_refused(path, errors.DamagedWorkbookError)
    broken = make([HEADS, FIRST], name="broken.xlsx")
    _replace_part(broken, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")
    assert_refused(broken, errors.DamagedWorkbookError)
    entities = make([HEADS, FIRST], name="entities.xlsx")
    bad = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    _replace_part(entities, "xl/worksheets/sheet1.xml", bad)
    assert_refused(entities, errors.DamagedWorkbookError)
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    assert_refused(tmp_path / "letter.docx", errors.UnknownKindError)
    (tmp_path / "empty.xlsx").touch()
    assert_refused(tmp_path / "empty.xlsx", EmptyFileError)
    assert_refused(tmp_path / "absent.xlsx", errors.LedgerMissingError)


def test_a_sheet_that_is_not_there(make):
    with pytest.raises(errors.NoSuchSheetError, match="台账"):
        read_sheets(make([HEADS, FIRST]), ["没有"])


def test_a_workbook_without_a_ledger(make, see):
    with pytest.raises(errors.NoLedgerError):
        see(make([["会议纪要"], ["一、听取汇报"]]))


def assert_refused(path, kind):
    with pytest.raises(kind) as found:
        read_sheets(path)
    assert path.name in str(found.value)


def _replace_part(path, name, content):
    with zipfile.ZipFile(path) as file:
        parts = {one: file.read(one) for one in file.namelist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w") as file:
        for one, data in parts.items():
            file.writestr(one, data)
