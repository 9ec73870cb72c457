"""How soon the window is painted, against a process that only shows an empty QMainWindow of the same size.

From the start of each process to the event after its first paint, when all of it is on the screen. Timed with
`pytest tests/benchmarks --benchmark-enable`; otherwise one start, which checks that nothing heavy was
imported before the paint.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import monotonic

import pytest

RUNS = 15
# monotonic() is one clock for all processes of a machine
EMPTY = """
import os, sys
from time import monotonic
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

def report():
    print('{"at": %r}' % monotonic(), flush=True)
    os._exit(0)

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, report)

app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import os, sys
from time import monotonic
from PySide6.QtCore import QTimer
from desktop.app import Program, Start, make_application

app = make_application()
program = Program(app, Start(url=sys.argv[1], listen=None, remember=False))
kind = type(program.window)

said, painted = {}, kind.paintEvent

def report():
    said["at"] = monotonic()
    import json
    print(json.dumps(said), flush=True)
    os._exit(0)

def paint(self, event):
    painted(self, event)
    said["heavy"] = [name for name in ("numpy", "pyqtgraph", "sqlalchemy", "alembic") if name in sys.modules]
    said["shown"] = program.window.isVisible()
    QTimer.singleShot(0, report)

kind.paintEvent = paint
program.show()
app.exec()
"""


def _first_paint(script: str, *arguments: str) -> tuple[float, dict]:
    start = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return said["at"] - start, said


@pytest.fixture
def url(tmp_path: Path) -> str:
    from datetime import UTC, datetime

    from desktop.record import open_record

    url = f"sqlite:///{tmp_path / 'empty.db'}"
    open_record(url, datetime.now(UTC)).database.close()
    return url


def test_first_paint_of_the_window(benchmark, url):
    ours, empty = [], []

    def pair() -> None:
        empty.append(_first_paint(EMPTY)[0])
        seconds, said = _first_paint(OURS, url)
        ours.append(seconds)
        assert said["shown"]
        assert said["heavy"] == [], "the window is painted before charts and database are loaded"

    runs = 1 if benchmark.disabled else RUNS
    benchmark.pedantic(pair, rounds=runs, warmup_rounds=0 if benchmark.disabled else 2)
    if not benchmark.disabled:
        ours, empty = ours[2:], empty[2:]
        ratio = median(a / b for a, b in zip(ours, empty, strict=True))
        benchmark.extra_info |= {
            "empty_seconds": median(empty),
            "ours_seconds": median(ours),
            "ratio": ratio,
        }
        print(f"\nfirst paint {median(ours):.3f} s, empty window {median(empty):.3f} s, {ratio:.2f} ×")
