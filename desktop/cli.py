"""The `qingkong` command: parse, call, print. The work is done by the modules that are called."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Handler = Callable[[argparse.Namespace], int]
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, FAILED, WRONG_USE, REFUSED = 0, 1, 2, 3
"""Exit codes: a contract with the scripts of offices."""

EDITIONS = ("2012", "2026")
PERIODS = ("hour", "minute", "sample", "day")
SCREENS = ("duty", "campaigns", "dispatch")
THEMES = ("light", "dark", "projection")
_MISSING_LIBRARY = """A system library that Qt needs is missing: {error}
缺少 Qt 需要的系统库。Debian, Ubuntu, UOS, Kylin:
    apt-get install -y libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"""
STEPS = ("receive", "arrive", "report", "verify", "return", "close", "cancel", "note", "dispatch")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO if arguments.verbose else logging.WARNING, format="%(message)s")
    _speak_utf8()
    from db.errors import DomainError

    try:
        return _handlers()[arguments.command or "console"](arguments)
    except ImportError as error:
        if ".so" not in str(error):
            raise
        print(_MISSING_LIBRARY.format(error=error), file=sys.stderr)
        return FAILED
    except DomainError as error:
        from desktop.cli_text import sentence

        print(sentence(error), file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # the reader of a pipe left early (`| head`): not an error; keep Python from flushing into it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return FAILED


def _handlers() -> dict[str, "Handler"]:
    from desktop import cli_feeds, cli_record, cli_tasks, cli_window

    return {
        "console": cli_window.console,
        "shot": cli_window.shot,
        "init": cli_record.init,
        "load": cli_record.load,
        "dump": cli_record.dump,
        "check": cli_record.check,
        "task": cli_tasks.task,
        "listen": cli_feeds.listen,
        "replay": cli_feeds.replay,
    }


def _speak_utf8() -> None:
    """Chinese must come out whole under LANG=C and in a Windows pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = argparse.ArgumentParser(
        prog="qingkong", description="晴空调度台: a dispatch console for atmosphere offices."
    )
    _common(root, suppress=False)
    root.add_argument("--demo", action="store_true", help="a throw-away database with real readings replayed")
    root.add_argument("--demo-speed", type=float, default=240.0, metavar="N", help="program seconds a second")
    root.add_argument("--screen", choices=SCREENS, help="the screen to open")
    root.add_argument("--projection", action="store_true", help="open full screen for the projector")
    commands = root.add_subparsers(dest="command", metavar="COMMAND")
    _record_commands(commands)
    _task_commands(commands)
    _feed_commands(commands)
    _shot_command(commands)
    return root


def _common(parser: argparse.ArgumentParser, *, suppress: bool = True) -> None:
    """Options that may stand before or after the command; after it, they must not undo those before."""
    none = argparse.SUPPRESS if suppress else None
    parser.add_argument("--db", metavar="URL", default=none, help="sqlite:///path or postgresql+psycopg://…")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default=none, help="language of messages")
    parser.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS if suppress else False)


def _command(commands: "Subparsers", name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    _common(parser)
    return parser


def _record_commands(commands: "Subparsers") -> None:
    init = _command(commands, "init", "create or upgrade the database, load the divisions")
    init.add_argument("--region", metavar="NAME", help="divisions to load, for instance handan")
    load = _command(commands, "load", "import readings or stations")
    kinds = load.add_subparsers(dest="what", required=True)
    readings = _command(kinds, "readings", "import readings from files")
    readings.add_argument("files", nargs="+", metavar="FILE")
    readings.add_argument("--format", choices=("auto", "cnemc", "prsa"), default="auto")
    stations = _command(kinds, "stations", "import a list of stations")
    stations.add_argument("file", metavar="FILE")
    dump = _command(commands, "dump", "print what the record holds")
    dump.add_argument("what", choices=("readings", "stations", "sites", "tasks", "log", "aqi", "refused"))
    dump.add_argument("--since", metavar="TIME", help="ISO 8601, China time; included")
    dump.add_argument("--until", metavar="TIME", help="ISO 8601, China time; included")
    dump.add_argument("--station", action="append", metavar="CODE")
    dump.add_argument("--period", choices=PERIODS, help="of readings; hours unless another is named")
    dump.add_argument("--edition", choices=EDITIONS, help="force an edition of the standard")
    dump.add_argument("--format", choices=("csv", "jsonl", "xlsx"), default="csv")
    dump.add_argument("--out", metavar="FILE")
    _command(commands, "check", "verify the log's chain and the state against it")


def _task_commands(commands: "Subparsers") -> None:
    task = _command(commands, "task", "the life of an order")
    steps = task.add_subparsers(dest="step", required=True)
    new = _command(steps, "new", "write and dispatch an order; prints its number as the last word")
    new.add_argument("--title", required=True)
    new.add_argument("--to", required=True, action="append", metavar="UNITCODE")
    new.add_argument("--deadline", metavar="TIME", help="ISO 8601, China time")
    new.add_argument("--site", metavar="CODE")
    new.add_argument("--campaign", metavar="KEY")
    new.add_argument("--station", metavar="CODE")
    new.add_argument("--source", default="patrol")
    new.add_argument("--found")
    new.add_argument("--required")
    new.add_argument("--legal")
    new.add_argument("--draft", action="store_true", help="write it without sending it out")
    for name in STEPS:
        step = _command(steps, name, f"{name} an order" if name != "note" else "add a note to an order")
        step.add_argument("number", metavar="NUMBER")
        step.add_argument("--note")
        step.add_argument("--unit", metavar="UNITCODE", help="only this unit's part")
    listing = _command(steps, "list", "list orders")
    listing.add_argument("--open", action="store_true", help="only those not closed or cancelled")
    listing.add_argument("--format", choices=("table", "csv", "jsonl"), default="table")


def _feed_commands(commands: "Subparsers") -> None:
    listen = _command(commands, "listen", "receive HJ 212 frames")
    listen.add_argument("--host", default="127.0.0.1")
    listen.add_argument("--port", type=int, default=9212)
    listen.add_argument("--seconds", type=float, help="stop after so long")
    replay = _command(commands, "replay", "send recorded readings as HJ 212 devices would")
    replay.add_argument("file", metavar="FILE")
    replay.add_argument("--to", required=True, metavar="HOST:PORT")
    replay.add_argument("--speed", type=float, default=0.0, metavar="N", help="times real time; 0: at once")
    replay.add_argument("--since", metavar="TIME")
    replay.add_argument("--until", metavar="TIME")
    replay.add_argument("--station", action="append", metavar="CODE")
    replay.add_argument("--format", choices=("auto", "cnemc", "prsa"), default="auto")


def _shot_command(commands: "Subparsers") -> None:
    shot = _command(commands, "shot", "render a screen to a PNG, off-screen")
    shot.add_argument("name", choices=SCREENS, metavar="SCREEN")
    shot.add_argument("--out", required=True, metavar="FILE.png")
    shot.add_argument("--size", default="1920x1080", metavar="WxH")
    shot.add_argument("--theme", choices=THEMES, default="light")
    shot.add_argument("--scale", type=float, default=1.0, help="device pixels a pixel, as on a 4K display")
