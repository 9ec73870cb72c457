"""The `qingkong` command: parse, call, print. The work is done by the modules that are called."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.screen_keys import SCREENS

if TYPE_CHECKING:
    Handler = Callable[[argparse.Namespace], int]
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, FAILED, WRONG_USE, REFUSED = 0, 1, 2, 3
"""Exit codes: a contract with the scripts of offices."""

EDITIONS = ("2012", "2026")
PERIODS = ("hour", "minute", "sample", "day")
READINGS_FORMATS = ("auto", "cnemc", "prsa", "table", "weather")
CIPHERS = ("aes", "sm4")
THEMES = ("light", "dark", "projection")
_MISSING_LIBRARY = """A system library that Qt needs is missing: {error}
缺少 Qt 需要的系统库。Debian, Ubuntu, UOS, Kylin:
    apt-get install -y libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"""
ROLES = (
    "director", "duty", "department", "township", "grid_member", "administrator", "auditor", "viewer",
)  # fmt: skip
STEPS = ("receive", "arrive", "report", "verify", "return", "close", "cancel", "reopen", "note", "dispatch")


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
    from desktop import (
        cli_account,
        cli_admin,
        cli_backup,
        cli_campaigns,
        cli_duty,
        cli_feeds,
        cli_pack,
        cli_paper,
        cli_record,
        cli_report,
        cli_rule,
        cli_serve,
        cli_sync,
        cli_tasks,
        cli_window,
        cli_zone,
    )

    return {
        "console": cli_window.console,
        "shot": cli_window.shot,
        "init": cli_record.init,
        "load": cli_record.load,
        "dump": cli_record.dump,
        "ledger": cli_record.ledger,
        "check": cli_record.check,
        "task": cli_tasks.task,
        "duty": cli_duty.duty,
        "listen": cli_feeds.listen,
        "replay": cli_feeds.replay,
        "pack": cli_pack.pack,
        "sync": cli_sync.sync,
        "replica": cli_sync.replica,
        "serve": cli_serve.serve,
        "backup": cli_backup.backup,
        "restore": cli_backup.restore,
        "account": cli_account.account,
        "admin": cli_admin.admin,
        "rule": cli_rule.rule,
        "campaigns": cli_campaigns.campaigns,
        "paper": cli_paper.paper,
        "report": cli_report.report,
        "zone": cli_zone.zone,
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
    _duty_commands(commands)
    _feed_commands(commands)
    _sync_commands(commands)
    _pack_commands(commands)
    _service_commands(commands)
    _account_commands(commands)
    _admin_commands(commands)
    _rule_command(commands)
    _campaigns_command(commands)
    _paper_commands(commands)
    _report_command(commands)
    _zone_command(commands)
    _shot_command(commands)
    return root


def _common(parser: argparse.ArgumentParser, *, suppress: bool = True) -> None:
    """Options that may stand before or after the command; after it, they must not undo those before."""
    none = argparse.SUPPRESS if suppress else None
    parser.add_argument("--db", metavar="URL", default=none, help="sqlite:///path or postgresql+psycopg://…")
    parser.add_argument("--campaigns", metavar="DIR", default=none, help="the office's own definitions")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default=none, help="language of messages")
    parser.add_argument("--as", dest="as_", metavar="ACCOUNT", default=none, help="act as this account")
    parser.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS if suppress else False)


def _command(commands: "Subparsers", name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    _common(parser)
    return parser


def _record_commands(commands: "Subparsers") -> None:
    init = _command(commands, "init", "create or upgrade the database, load the divisions")
    init.add_argument("--region", metavar="NAME", help="divisions to load, for instance handan")
    init.add_argument("--name", help="name of this replica; without it the computer's name")
    init.add_argument("--field", action="store_true", help="a township's laptop, not an office's record")
    init.add_argument(
        "--scope", action="append", metavar="UNITCODE", help="hold only this unit's rows (means --field)"
    )
    load = _command(commands, "load", "import readings, stations or sites")
    kinds = load.add_subparsers(dest="what", required=True)
    readings = _command(kinds, "readings", "import readings from files")
    readings.add_argument("files", nargs="+", metavar="FILE")
    readings.add_argument("--format", choices=READINGS_FORMATS, default="auto")
    readings.add_argument("--profile", metavar="FILE.toml", help="how to read the files as tables")
    readings.add_argument("--save-profile", metavar="FILE.toml", help="write the profile of a table")
    readings.add_argument("--station", metavar="CODE", help="for weather, and tables that name no station")
    readings.add_argument("--dry-run", action="store_true", help="read and report everything, store nothing")
    stations = _command(kinds, "stations", "import a list of stations")
    stations.add_argument("file", metavar="FILE")
    sites = _command(kinds, "sites", "import a ledger of a campaign's sites; loading it twice does no harm")
    sites.add_argument("file", metavar="FILE.xlsx|.csv")
    sites.add_argument("--campaign", required=True, metavar="KEY")
    sites.add_argument("--sheet", action="append", metavar="NAME", help="only this one; may be repeated")
    sites.add_argument("--profile", metavar="FILE.toml", help="which column is what")
    sites.add_argument("--save-profile", metavar="FILE.toml", help="write the mapping that is used")
    sites.add_argument("--dry-run", action="store_true", help="say what would change, store nothing")
    sites.add_argument(
        "--refused", metavar="FILE.xlsx", help="for refused rows; else NAME.refused.xlsx beside"
    )
    dump = _command(commands, "dump", "print what the record holds")
    dump.add_argument("what", choices=("readings", "stations", "sites", "tasks", "log", "aqi", "refused"))
    dump.add_argument("--since", metavar="TIME", help="ISO 8601, China time; included")
    dump.add_argument("--until", metavar="TIME", help="ISO 8601, China time; included")
    dump.add_argument("--station", action="append", metavar="CODE")
    dump.add_argument("--period", choices=PERIODS, help="of readings; hours unless another is named")
    dump.add_argument("--edition", choices=EDITIONS, help="force an edition of the standard")
    dump.add_argument("--format", choices=("csv", "jsonl", "xlsx"), default="csv")
    dump.add_argument("--out", metavar="FILE")
    ledger = _command(commands, "ledger", "write a campaign's sites as a workbook that comes home")
    kinds = ledger.add_subparsers(dest="kind", required=True)
    for name, text in (
        ("out", "the ledger form; an edited copy is loaded with “load sites”"),
        ("fill-in", "sites, checks and orders of one division, to be filled in without the program"),
    ):
        kind = _command(kinds, name, text)
        kind.add_argument("--campaign", required=True, metavar="KEY")
        kind.add_argument(
            "--unit", required=name == "fill-in", metavar="UNITCODE", help="only this division's"
        )
        kind.add_argument("--out", required=True, metavar="FILE.xlsx")
    _command(commands, "check", "verify the log's chain and the state against it")


def _task_commands(commands: "Subparsers") -> None:
    task = _command(commands, "task", "the life of an order")
    steps = task.add_subparsers(dest="step", required=True)
    new = _command(steps, "new", "write and dispatch an order; prints its number as the last word")
    new.add_argument("--title", required=True)
    new.add_argument("--to", required=True, action="append", metavar="UNITCODE")
    due = new.add_mutually_exclusive_group()
    due.add_argument("--deadline", metavar="TIME", help="ISO 8601, China time")
    due.add_argument(
        "--within", metavar="LIMIT", help="a time limit from now: 30min, 24h, 3d, or 7wd for working days"
    )
    new.add_argument("--site", metavar="CODE")
    new.add_argument("--campaign", metavar="KEY")
    new.add_argument("--station", metavar="CODE")
    new.add_argument("--source", default="patrol")
    new.add_argument("--found")
    new.add_argument("--required")
    new.add_argument("--legal")
    new.add_argument(
        "--support", action="append", default=[], metavar="UNITCODE", help="supports, does not lead"
    )
    for deed in ("receive", "arrive", "verify"):
        new.add_argument(f"--{deed}-within", metavar="LIMIT", help=f"a time limit for this step: {deed}")
    new.add_argument("--place", help="where it is, in words, when no site says it")
    new.add_argument("--at", metavar="LON,LAT", help="the place in degrees, WGS 84")
    new.add_argument("--contacts")
    new.add_argument("--draft", action="store_true", help="write it without sending it out")
    for name in STEPS:
        step = _command(steps, name, f"{name} an order" if name != "note" else "add a note to an order")
        step.add_argument("number", metavar="NUMBER")
        step.add_argument("--note")
        step.add_argument("--unit", metavar="UNITCODE", help="only this unit's part")
    _aside_commands(steps)
    attach = _command(steps, "attach", "add photos and documents to an order")
    attach.add_argument("number", metavar="NUMBER")
    attach.add_argument("files", nargs="+", metavar="FILE")
    attach.add_argument("--unit", metavar="UNITCODE", help="this unit must have a part in it")
    files = _command(steps, "files", "list the photos and documents of an order")
    files.add_argument("number", metavar="NUMBER")
    statistics = _command(steps, "statistics", "how units kept their clocks; without a time, this year")
    statistics.add_argument("--year", type=int, metavar="YEAR")
    statistics.add_argument("--since", metavar="TIME", help="ISO 8601, China time; by the moment of dispatch")
    statistics.add_argument("--until", metavar="TIME", help="not included")
    statistics.add_argument("--format", choices=("table", "csv", "jsonl"), default="table")
    listing = _command(steps, "list", "list orders")
    listing.add_argument("--open", action="store_true", help="only those not closed or cancelled")
    listing.add_argument("--format", choices=("table", "csv", "jsonl"), default="table")
    ladder = _command(steps, "escalations", "print the ledger of accountability: who was taken to which rung")
    ladder.add_argument("--since", metavar="TIME", help="ISO 8601, China time; included")
    ladder.add_argument("--until", metavar="TIME", help="ISO 8601, China time; included")
    ladder.add_argument("--unit", metavar="UNITCODE")
    ladder.add_argument("--format", choices=("csv", "jsonl"), default="csv")


def _duty_commands(commands: "Subparsers") -> None:
    duty = _command(commands, "duty", "an office's duty log: lines are only added, never changed")
    deeds = duty.add_subparsers(dest="deed", required=True)
    note = _command(deeds, "note", "write what happened")
    note.add_argument("text", metavar="TEXT")
    handover = _command(deeds, "handover", "end a shift: to whom, with what is open and late now")
    handover.add_argument("--to", required=True, metavar="NAME", help="who takes over")
    takeover = _command(deeds, "takeover", "begin the shift that was handed over last")
    for deed in (handover, takeover):
        deed.add_argument("--note")
    for deed in (note, handover, takeover):
        deed.add_argument("--name", required=True, help="who writes")
    listing = _command(deeds, "list", "print the log, oldest line first")
    listing.add_argument("--since", metavar="TIME", help="ISO 8601, China time; included; else today")
    listing.add_argument("--until", metavar="TIME", help="ISO 8601, China time; not included")
    listing.add_argument("--format", choices=("table", "csv", "jsonl"), default="table")
    for deed in (note, handover, takeover, listing):
        deed.add_argument("--unit", required=True, metavar="UNITCODE", help="the office")


def _aside_commands(steps: "Subparsers") -> None:
    """Steps that leave an order's state: more time, pauses, the ladder."""
    ask = _command(steps, "ask", "ask for a later deadline")
    grant = _command(steps, "grant", "grant the later deadline that was asked for, or another one")
    refuse = _command(steps, "refuse", "let the deadline stand")
    pause = _command(steps, "pause", "let an order's clocks stand still")
    resume = _command(steps, "resume", "let paused clocks go on: what was left stays left")
    escalate = _command(steps, "escalate", "write down a rung of the ladder")
    for step in (ask, grant, refuse, pause, resume, escalate):
        step.add_argument("number", metavar="NUMBER")
        step.add_argument("--note", required=step is pause, help="the reason" if step is pause else None)
        step.add_argument("--unit", metavar="UNITCODE", required=step not in (pause, resume))
    ask.add_argument("--until", metavar="TIME", required=True, help="ISO 8601, China time")
    grant.add_argument("--until", metavar="TIME", help="another moment than was asked for")
    levels = ("supervise", "bulletin", "interview", "accountability")
    escalate.add_argument("--level", required=True, choices=levels)
    escalate.add_argument("--person", help="whom it concerns; without: the unit as a whole")
    escalate.add_argument("--document", help="number of the paper")
    escalate.add_argument("--penalty", metavar="YUAN", help="economic penalty beside it, 2000 or 2000.50")


def _feed_commands(commands: "Subparsers") -> None:
    listen = _command(commands, "listen", "receive HJ 212 frames")
    listen.add_argument("--host", default="127.0.0.1")
    listen.add_argument("--port", type=int, default=9212)
    listen.add_argument("--seconds", type=float, help="stop after so long")
    _listener_options(listen)
    replay = _command(commands, "replay", "send recorded readings as HJ 212 devices would")
    replay.add_argument("file", metavar="FILE")
    replay.add_argument("--to", required=True, metavar="HOST:PORT")
    replay.add_argument("--speed", type=float, default=0.0, metavar="N", help="times real time; 0: at once")
    replay.add_argument("--since", metavar="TIME")
    replay.add_argument("--until", metavar="TIME")
    replay.add_argument("--station", action="append", metavar="CODE")
    replay.add_argument("--format", choices=("auto", "cnemc", "prsa"), default="auto")


def _listener_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--allow", metavar="NETWORKS", help="only devices from there, e.g. 10.1.0.0/16,192.168.1.7")
    add("--connections", type=int, metavar="N", help="open at once (5000)")
    add("--per-address", type=int, metavar="N", help="open from one address (500)")
    add("--new-per-minute", type=int, metavar="N", help="new from one address (600)")
    add("--idle-seconds", type=float, metavar="S", help="hang up without a good frame for so long (600)")
    add("--journal", metavar="DIR", help="keep what comes, without passwords, in files that rotate")
    add("--journal-files", type=int, default=20, metavar="N", help="of 16 MB each, kept in DIR")


def _sync_commands(commands: "Subparsers") -> None:
    sync = _command(commands, "sync", "exchange with another database: both hold the same afterwards")
    sync.add_argument("--with", dest="peer", required=True, metavar="URL")
    replica = _command(commands, "replica", "this replica, and those that the office has approved")
    deeds = replica.add_subparsers(dest="deed", metavar="DEED")
    _command(deeds, "list", "show this replica and the approved ones")
    revoke = _command(deeds, "revoke", "what this replica writes from now on has no effect")
    revoke.add_argument("member", metavar="TAG|NAME|ID")
    scope = _command(deeds, "scope", "the units that a replica holds; none named: everything")
    scope.add_argument("member", metavar="TAG|NAME|ID")
    scope.add_argument("units", nargs="*", metavar="UNITCODE")


def _service_commands(commands: "Subparsers") -> None:
    serve = _command(commands, "serve", "the office service: feeds, merging, exchange, clocks, backups")
    serve.add_argument("--host", default="127.0.0.1", help="address for HJ 212 devices")
    serve.add_argument("--port", type=int, default=9212)
    serve.add_argument("--health-port", type=int, default=9280, help="page on this computer only")
    serve.add_argument("--backup-dir", metavar="DIR", help="without it: beside the file, or the user's data")
    serve.add_argument("--backup-every", type=float, default=3600, metavar="S", help="seconds; 0: no backups")
    serve.add_argument("--keep", type=int, default=24, metavar="N", help="hours; besides 14 days, 12 months")
    serve.add_argument("--sync-with", metavar="URL", help="exchange with this database by itself")
    serve.add_argument("--sync-every", type=float, default=300, metavar="S")
    serve.add_argument("--lease", type=float, default=60, metavar="S", help="a standby takes over after it")
    serve.add_argument("--seconds", type=float, help="stop after so long")
    serve.add_argument("--watch", metavar="DIR", help="load files of readings that are put there")
    serve.add_argument("--profile", metavar="FILE.toml", help="how to read the tables in DIR")
    _listener_options(serve)
    backup = _command(commands, "backup", "make a backup now, or rehearse a restore")
    backup.add_argument("--dir", metavar="DIR", help="without it: beside the file, or the user's data")
    backup.add_argument("--keep", type=int, default=24, metavar="N", help="hours; besides 14 days, 12 months")
    backup.add_argument("--drill", metavar="FILE", help="restore this one into a temporary place and check")
    restore = _command(commands, "restore", "make a backup a new database, with an identity of its own")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--to", required=True, metavar="URL", help="a database that is new or empty")


_ACK = """answer a pack, or take an answer

FILE is not there: an answer is written under this name, which only confirms what is here;
FILE is a pack that was taken here: its answer is written beside it as NAME.ack.qkpack;
FILE is an answer to us: what it confirms is noted.
The path of what was written is the last word."""


def _pack_commands(commands: "Subparsers") -> None:
    pack = _command(commands, "pack", "exchange through a file on a stick")
    deeds = pack.add_subparsers(dest="deed", required=True)
    out = _pack_command(deeds, "out", "write what another replica lacks into a new file")
    _addressee(out)
    out.add_argument("--no-attachments", action="store_true", help="without photos and documents")
    out.add_argument("--cipher", choices=CIPHERS, default="aes", help="with a passphrase: AES-256 or SM4")
    _pack_command(deeds, "preview", "say what a pack holds; nothing is changed")
    take = _pack_command(deeds, "in", "take a pack; taking it again does no harm")
    take.add_argument(
        "--approve", action="store_true", help="its writer is not known yet; its fingerprint was compared"
    )
    ack = _pack_command(deeds, "ack", "answer a pack, or take an answer")
    ack.description = _ACK
    _addressee(ack)


def _pack_command(deeds: "Subparsers", name: str, text: str) -> argparse.ArgumentParser:
    parser = _command(deeds, name, text)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", metavar="FILE")
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument("--passphrase-file", metavar="FILE", help="UTF-8 text; its line end does not count")
    secret.add_argument("--passphrase-env", metavar="VARIABLE", help="name of an environment variable")
    return parser


def _addressee(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="TAG|NAME|ID", help="for whom; without it, the only replica known")


def _report_command(commands: "Subparsers") -> None:
    report = _command(commands, "report", "write a paper")
    report.add_argument("kind", choices=("daily",), help="daily: the evaluation of every county and station")
    report.add_argument("--since", metavar="DAY", help="first day; yesterday unless named")
    report.add_argument("--until", metavar="DAY", help="last day, included")
    report.add_argument("--edition", choices=EDITIONS, help="force an edition of the standard")
    report.add_argument("--out", required=True, metavar="FILE.xlsx|.csv")


def _zone_command(commands: "Subparsers") -> None:
    zone = _command(commands, "zone", "all sites of all campaigns around a station, nearest first")
    zone.add_argument("station", metavar="STATION", help="code of the station")
    zone.add_argument("--radius", type=float, default=1000.0, metavar="M", help="metres (1000)")
    zone.add_argument("--format", choices=("csv", "jsonl", "xlsx"), default="csv")
    zone.add_argument("--out", metavar="FILE", help="instead of the standard output; xlsx needs it")


def _rule_command(commands: "Subparsers") -> None:
    rule = _command(commands, "rule", "the office's rules for all its consoles, listed or set")
    rule.add_argument("name", nargs="?", metavar="NAME", help="a rule, as flags.letters")
    rule.add_argument("value", nargs="?", default="", metavar="VALUE", help="what it shall be")


def _campaigns_command(commands: "Subparsers") -> None:
    campaigns = _command(commands, "campaigns", "the campaigns' definitions, and the office's own copies")
    deeds = campaigns.add_subparsers(dest="deed", required=True)
    _command(deeds, "list", "show the definitions in use and where each comes from")
    check = _command(deeds, "check", "name every mistake with file and line; 3 when there is one")
    check.add_argument("files", nargs="*", metavar="FILE.toml", help="without it, all that are in use")
    copy = _command(deeds, "copy", "put a shipped definition into the office's folder; prints the path last")
    copy.add_argument("key", metavar="KEY")
    _command(deeds, "reload", "bring the definitions as they are now into the database")


def _account_commands(commands: "Subparsers") -> None:
    account = _command(commands, "account", "who may sign in at this record; with none, nobody has to")
    deeds = account.add_subparsers(dest="deed", required=True)
    add = _command(deeds, "add", "give somebody an account; the first is an administrator's or director's")
    add.add_argument("name", metavar="ACCOUNT")
    who = add.add_mutually_exclusive_group(required=True)
    who.add_argument("--person", metavar="NAME|ID", help="somebody of the record")
    who.add_argument("--role", choices=ROLES, help="enter a new person of this role, named like the account")
    add.add_argument("--unit", metavar="UNITCODE", help="of the new person")
    password = _command(deeds, "password", "change a password")
    password.add_argument("name", metavar="ACCOUNT")
    for deed in (add, password):
        deed.allow_abbrev = False
        deed.add_argument("--password-file", metavar="FILE", help="UTF-8, one line; without it, asked for")
    for verb in ("disable", "enable"):
        _command(deeds, verb, f"{verb} an account").add_argument("name", metavar="ACCOUNT")
    _command(deeds, "off", "disable all accounts: nobody needs to sign in any more")
    _command(deeds, "list", "show the accounts")


def _admin_commands(commands: "Subparsers") -> None:
    admin = _command(commands, "admin", "a shared PostgreSQL: its roles, logins, laptops and weaknesses")
    deeds = admin.add_subparsers(dest="deed", required=True)
    _command(deeds, "setup", "make or renew the roles and rights; needs the owner's login")
    _command(deeds, "check", "say what is weak about the server and the database; 1 when something is")
    person = _command(deeds, "person", "people of the record")
    people = person.add_subparsers(dest="person", required=True)
    enter = _command(people, "add", "enter a person; the id is the last word")
    enter.add_argument("name", metavar="NAME")
    enter.add_argument("--role", required=True, choices=ROLES)
    enter.add_argument("--unit", metavar="UNITCODE")
    enter.add_argument("--phone")
    _command(people, "list", "show them with role, unit and id")
    user = _command(deeds, "user", "logins for people of the record")
    users = user.add_subparsers(dest="user", required=True)
    add = _command(users, "add", "give a person a login, with the rights of the person's role and unit")
    add.add_argument("--person", required=True, metavar="NAME|ID")
    add.add_argument("--login", metavar="NAME", help="without it, one is made of the unit's code")
    add.allow_abbrev = False  # --password would be taken for --password-file, and what follows for its name
    add.add_argument("--password-file", metavar="FILE", help="UTF-8, one line; without it, one is made")
    disable = _command(users, "disable", "lock a login out and cut its connections")
    disable.add_argument("login", metavar="LOGIN")
    _command(users, "list", "show the logins")
    approve = _command(deeds, "approve", "let a laptop's changes be merged; without a name, show who waits")
    approve.add_argument("replica", nargs="?", metavar="TAG|NAME|ID")


def _paper_commands(commands: "Subparsers") -> None:
    paper = _command(commands, "paper", "papers of orders: .docx from a template, or .pdf")
    kinds = paper.add_subparsers(dest="paper", required=True)
    order = _command(kinds, "order", "the order sheet")
    back = _command(kinds, "return", "the return sheet: the last return and what it answers")
    for one in (order, back):
        one.add_argument("number", metavar="NUMBER")
    back.add_argument("--unit", metavar="UNITCODE", help="of this unit's part; without it, of any")
    signing = _command(kinds, "signing", "a list for signing; without numbers, of all open orders")
    signing.add_argument("numbers", nargs="*", metavar="NUMBER")
    signing.add_argument("--unit", metavar="UNITCODE", help="only this unit's parts")
    for one in (order, back, signing):
        one.add_argument("--out", required=True, metavar="FILE.docx|.pdf")
    templates = _command(kinds, "templates", "copy the templates to be edited in Word or WPS")
    templates.add_argument("--out", metavar="DIR", help="without it, where the console looks for them")


def _shot_command(commands: "Subparsers") -> None:
    shot = _command(commands, "shot", "render a screen to a PNG, off-screen")
    shot.add_argument("name", choices=SCREENS, metavar="SCREEN")
    shot.add_argument("--part", default="", metavar="NAME", help="one of the screen's tabs")
    shot.add_argument("--out", required=True, metavar="FILE.png")
    shot.add_argument("--size", default="1920x1080", metavar="WxH")
    shot.add_argument("--theme", choices=THEMES, default="light")
    shot.add_argument("--scale", type=float, default=1.0, help="device pixels a pixel, as on a 4K display")
