"""Words for what the record stores as keys: states, steps, sources, roles, reasons, errors, durations.

Every text stands literally in a `translate` call or in a QT_TRANSLATE_NOOP list, so that lupdate finds it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import DomainError
from db.rules.tasks import OPEN_STATES
from db.times import CHINA

if TYPE_CHECKING:  # words are needed where there is no display, and QtGui needs its libraries
    from widgets.theme import Tone

translate = QCoreApplication.translate


def _words(context: str, key: str, table: Mapping[str, object]) -> str:
    return translate(context, str(table[key])) if key in table else key


_STATES = {
    "draft": QT_TRANSLATE_NOOP("state", "draft"),
    "dispatched": QT_TRANSLATE_NOOP("state", "dispatched"),
    "received": QT_TRANSLATE_NOOP("state", "received"),
    "on_site": QT_TRANSLATE_NOOP("state", "on site"),
    "reported": QT_TRANSLATE_NOOP("state", "reported"),
    "verified": QT_TRANSLATE_NOOP("state", "verified"),
    "returned": QT_TRANSLATE_NOOP("state", "returned"),
    "closed": QT_TRANSLATE_NOOP("state", "closed"),
    "cancelled": QT_TRANSLATE_NOOP("state", "cancelled"),
}
_STEPS = {
    "dispatch": QT_TRANSLATE_NOOP("step", "dispatch"),
    "receive": QT_TRANSLATE_NOOP("step", "receive"),
    "arrive": QT_TRANSLATE_NOOP("step", "arrive on site"),
    "report": QT_TRANSLATE_NOOP("step", "report"),
    "verify": QT_TRANSLATE_NOOP("step", "verify"),
    "return": QT_TRANSLATE_NOOP("step", "return"),
    "close": QT_TRANSLATE_NOOP("step", "close"),
    "cancel": QT_TRANSLATE_NOOP("step", "cancel"),
    "note": QT_TRANSLATE_NOOP("step", "note"),
}
_DEEDS = {
    "dispatch": QT_TRANSLATE_NOOP("deed", "Dispatched"),
    "receive": QT_TRANSLATE_NOOP("deed", "Received"),
    "arrive": QT_TRANSLATE_NOOP("deed", "On site"),
    "report": QT_TRANSLATE_NOOP("deed", "Reported"),
    "verify": QT_TRANSLATE_NOOP("deed", "Verified"),
    "return": QT_TRANSLATE_NOOP("deed", "Returned"),
    "close": QT_TRANSLATE_NOOP("deed", "Closed"),
    "cancel": QT_TRANSLATE_NOOP("deed", "Cancelled"),
    "note": QT_TRANSLATE_NOOP("deed", "Note"),
}
_SOURCES = {
    "station": QT_TRANSLATE_NOOP("source", "station reading"),
    "patrol": QT_TRANSLATE_NOOP("source", "patrol"),
    "complaint": QT_TRANSLATE_NOOP("source", "complaint 12369"),
    "city": QT_TRANSLATE_NOOP("source", "handed down by the city"),
    "province": QT_TRANSLATE_NOOP("source", "handed down by the province"),
    "meeting": QT_TRANSLATE_NOOP("source", "meeting decision"),
    "expert": QT_TRANSLATE_NOOP("source", "expert consultation"),
    "camera": QT_TRANSLATE_NOOP("source", "camera: black smoke"),
    "mobile": QT_TRANSLATE_NOOP("source", "mobile survey"),
}
_ROLES = {
    "director": QT_TRANSLATE_NOOP("role", "director"),
    "duty": QT_TRANSLATE_NOOP("role", "duty officer"),
    "department": QT_TRANSLATE_NOOP("role", "department"),
    "township": QT_TRANSLATE_NOOP("role", "township"),
    "grid_member": QT_TRANSLATE_NOOP("role", "grid member"),
    "administrator": QT_TRANSLATE_NOOP("role", "administrator"),
    "auditor": QT_TRANSLATE_NOOP("role", "auditor"),
    "viewer": QT_TRANSLATE_NOOP("role", "viewer"),
}
_REASONS = {
    "crc": QT_TRANSLATE_NOOP("reason", "wrong checksum"),
    "length": QT_TRANSLATE_NOOP("reason", "declared length is wrong"),
    "format": QT_TRANSLATE_NOOP("reason", "not a frame"),
    "too_long": QT_TRANSLATE_NOOP("reason", "frame too long"),
    "cut": QT_TRANSLATE_NOOP("reason", "frame cut off"),
    "garbage": QT_TRANSLATE_NOOP("reason", "bytes between frames"),
    "unknown_device": QT_TRANSLATE_NOOP("reason", "unknown device"),
    "unbound_device": QT_TRANSLATE_NOOP("reason", "device without a station"),
    "password": QT_TRANSLATE_NOOP("reason", "wrong password"),
    "value": QT_TRANSLATE_NOOP("reason", "impossible value"),
    "date": QT_TRANSLATE_NOOP("reason", "impossible date"),
    "column": QT_TRANSLATE_NOOP("reason", "unknown column"),
    "row": QT_TRANSLATE_NOOP("reason", "row does not fit the header"),
    "station": QT_TRANSLATE_NOOP("reason", "station cannot be taken"),
    "file": QT_TRANSLATE_NOOP("reason", "file cannot be read"),
    "more": QT_TRANSLATE_NOOP("reason", "too many to list"),
    "unknown": QT_TRANSLATE_NOOP("reason", "the office has not approved this replica"),
    "key": QT_TRANSLATE_NOOP("reason", "they are signed with another key than this replica's"),
    "side": QT_TRANSLATE_NOOP("reason", "they claim to be an office's, which this replica is not"),
    "hash": QT_TRANSLATE_NOOP("reason", "their content was changed after it was written"),
    "incomplete": QT_TRANSLATE_NOOP("reason", "parts of another replica's work may come from an office only"),
    "signature": QT_TRANSLATE_NOOP("reason", "the signature is missing or wrong"),
    "gap": QT_TRANSLATE_NOOP("reason", "something that came before them is missing there"),
    "foreign": QT_TRANSLATE_NOOP("reason", "they are another replica's"),
    "held": QT_TRANSLATE_NOOP("reason", "something that came before them is missing there"),
    "damaged": QT_TRANSLATE_NOOP("reason", "they cannot be read"),
    "revoked": QT_TRANSLATE_NOOP("reason", "this replica was revoked before they were written"),
}
_THINGS = {
    "unit": QT_TRANSLATE_NOOP("thing", "unit"),
    "site": QT_TRANSLATE_NOOP("thing", "site"),
    "station": QT_TRANSLATE_NOOP("thing", "station"),
    "campaign": QT_TRANSLATE_NOOP("thing", "campaign"),
    "order": QT_TRANSLATE_NOOP("thing", "order"),
    "region": QT_TRANSLATE_NOOP("thing", "region"),
    "replica": QT_TRANSLATE_NOOP("thing", "replica"),
    "person": QT_TRANSLATE_NOOP("thing", "person"),
    "login": QT_TRANSLATE_NOOP("thing", "login"),
    "conflict": QT_TRANSLATE_NOOP("thing", "conflict"),
    "edition": QT_TRANSLATE_NOOP("thing", "edition"),
    "name": QT_TRANSLATE_NOOP("thing", "name"),
    "title": QT_TRANSLATE_NOOP("thing", "matter"),
    "lon": QT_TRANSLATE_NOOP("thing", "longitude"),
    "lat": QT_TRANSLATE_NOOP("thing", "latitude"),
    "the first bytes": QT_TRANSLATE_NOOP("thing", "the first bytes"),
    "the encrypted part": QT_TRANSLATE_NOOP("thing", "the encrypted part"),
    "the directory at its end": QT_TRANSLATE_NOOP("thing", "the directory at its end"),
    "bytes after its end": QT_TRANSLATE_NOOP("thing", "bytes after its end"),
    "members": QT_TRANSLATE_NOOP("thing", "members"),
    "bytes": QT_TRANSLATE_NOOP("thing", "bytes"),
    "memory": QT_TRANSLATE_NOOP("thing", "memory in KiB"),
    "iterations": QT_TRANSLATE_NOOP("thing", "iterations"),
    "lanes": QT_TRANSLATE_NOOP("thing", "lanes"),
}

ERROR_TEMPLATES = (
    QT_TRANSLATE_NOOP(
        "errors",
        "The data are damaged or were not written by this program: {what}. Nothing of them was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "These data were written by a newer version of the program (form {found}, this program knows up to "
        "{known}). They are kept unopened; upgrade this program, then they will be taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{count} changes from {name} were not taken: {reason}. They are listed under “refused”; nothing else "
        "is affected.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{mine} and {theirs} both hold only a part of the record, so neither can tell what the other lacks. "
        "Nothing was changed; let both exchange with their office.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{where} is this same record, or a copy of its file. A copy must not be used beside the original: "
        "set up the other computer with “qingkong init”, then exchange.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The exchange was stopped. What was confirmed stays; the next one goes on from there."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Only an office can approve or revoke replicas. This record belongs to {name}, a field replica; ask "
        "the office.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was approved with another key. Somebody may be using its name; nothing was changed. If the "
        "computer was really set up anew, it has a new identity and is approved as a new replica.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "There is nothing to decide here: a rule has settled it. It can be marked as read."
    ),
    QT_TRANSLATE_NOOP("errors", "There is no {what} {key}. Check the code and try again."),
    QT_TRANSLATE_NOOP("errors", "{message}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Order {number} is {state}; the step “{step}” is not possible from there. Possible now: {possible}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{what} was changed by somebody else meanwhile. Look at the new state and try again."
    ),
    QT_TRANSLATE_NOOP("errors", "{what} {key} exists already."),
    QT_TRANSLATE_NOOP("errors", "{field}: {problem}"),
    QT_TRANSLATE_NOOP(
        "errors", "The database is busy: another program is writing. Nothing was changed; try again."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} cannot be written. Nothing was changed; check the file's permissions.",
    ),
    QT_TRANSLATE_NOOP("errors", "The disk is full. Nothing was changed; free some space and try again."),
    QT_TRANSLATE_NOOP("errors", "The database at {where} cannot be reached: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "The connection to the database at {where} broke while the change was being confirmed: it may or may "
        "not have been written. Look at the record before you enter it again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Not read: the database could not be reached (away since {since}). What is on the screen is as of "
        "then.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Not done: the database could not be reached (away since {since}). What you typed is still here; try "
        "again when the database is back.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database {where} lies on a network share ({detail}), where file locks and SQLite's write-ahead "
        "log do not work: it would be damaged. It was not opened. Close it everywhere and move it to this "
        "computer's own disk; bring data to others with “qingkong sync” or “qingkong pack out”.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database {where} lies on a stick or another disk that can be pulled out ({detail}); pulled in "
        "the middle of a write, it is damaged. It was not opened. Move it to this computer's own disk; carry "
        "data on the stick with “qingkong pack out”.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The server of {where} did not prove who it is ({reason}). No password was sent. Get the CA "
        "certificate from the database's administrator and name it in the URL: "
        "?sslrootcert=/path/to/ca.crt; the host in the URL must be the name in the server's "
        "certificate.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{where} is on another computer, and {option} would let others on the way read or answer for "
        "it. Nothing was sent. Leave the option out, or write sslmode=verify-full.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be a login: use up to 40 letters a to z, digits, and . _ - after the first "
        "letter; pg_ and qk_ at the start are taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The office at {where} takes no more: it has not merged what was delivered before. Nothing is "
        "lost here; tell the office that its service (qingkong serve) must run, then exchange again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{count} people are called {name}. Name one of them by its id: {ids}",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The entry of {name} was written or changed on the laptop {laptop}, so nobody in the office has said "
        "this role and unit. Enter the person here (qingkong admin person add) and name the new id.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} belongs to no unit, so a login would see nothing. Give the person a unit first.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "This login may not do that at {where} ({reason}). Nothing was changed. If it should be "
        "allowed, ask the database's administrator (qingkong admin).",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The login {login} cannot manage the database's logins: it must own the tables (they belong to "
        "{owner}) and have CREATEROLE. Use the owner's login, or let the server's administrator run: "
        'ALTER ROLE "{owner}" CREATEROLE',
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{where} is a file on this computer and has no logins. Name the shared database: --db "
        "postgresql+psycopg://owner@host/name",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The login at {where} sees nothing: it is disabled, or its unit is not known there. Nothing "
        "was changed here; ask the office (qingkong admin user list).",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} says that it is an office's record, but comes through a field login. Set the laptop up "
        "with “qingkong init --field”.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The password cannot be read from {file}: {reason}",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The password has {length} characters; it needs {shortest} at least, on one line.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The server of {where} does not ask for the password by SCRAM ({reason}). No password was "
        "sent. Its administrator must write scram-sha-256 in pg_hba.conf; see: qingkong admin check",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} was made by a newer version of the program (schema {found}, this program "
        "knows up to {known}). It was not touched; upgrade this program.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The database at {where} is not set up. Run: qingkong --db {where} init --region handan"
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{url} is not a database this program can open. "
        "Use sqlite:///path/to/file.db or postgresql+psycopg://user@host/name.",
    ),
    QT_TRANSLATE_NOOP("errors", "Cannot listen on {host}:{port}: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Port {port} on {host} is taken by another program. Stop that program or choose another port.",
    ),
    QT_TRANSLATE_NOOP("errors", "The picture could not be made: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{field} is empty. Fill it in."),
    QT_TRANSLATE_NOOP("errors", "{field}: {value} is not between {low} and {high}."),
    QT_TRANSLATE_NOOP("errors", "No receiving unit is named. Name at least one."),
    QT_TRANSLATE_NOOP("errors", "{name} has {size} bytes; a file may have 1 to {largest}."),
    QT_TRANSLATE_NOOP("errors", "Units of the kind {kind} are loaded by init, not added."),
    QT_TRANSLATE_NOOP("errors", "There is no dump of {dump}. There are: {known}."),
    QT_TRANSLATE_NOOP("errors", "The option {option} means nothing for a dump of {dump}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} is in use. The demo's invented sites and orders go into an empty one.",
    ),
    QT_TRANSLATE_NOOP("errors", "{file}: {problem}"),
    QT_TRANSLATE_NOOP("errors", "A dump as {fmt} is not possible yet. Use --format csv or --format jsonl."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{file} cannot be read: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{file} is {kind}, not a CSV file. Save it as CSV (UTF-8) and try again."),
    QT_TRANSLATE_NOOP(
        "errors", "{file} is neither UTF-8 nor GB18030 text. Save it as CSV (UTF-8) and try again."
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is empty."),
    QT_TRANSLATE_NOOP("errors", "{file} has no known layout. Its header is: {header}"),
    QT_TRANSLATE_NOOP("errors", "The refused rows cannot be written to {path}: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors", "The backup into {folder} failed: {reason}. Earlier backups there are untouched."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "It was stopped before it was done. Nothing half-written remains; earlier files are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The copy in {folder} is not whole ({reason}) and was thrown away; earlier backups there are "
        "untouched. Look at the record itself: qingkong check",
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is damaged or cannot be read: {reason}. Take another backup."),
    QT_TRANSLATE_NOOP(
        "errors", "{file} is damaged: its bytes are not those that were written. Take another backup."
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is no backup of this program. Take another file."),
    QT_TRANSLATE_NOOP(
        "errors",
        "This login at {where} does not see all rows, so no whole backup can be made with it. Make backups "
        "with the login that owns the tables.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{folder} has {free} MB left and a backup needs about {needed} MB. Make room there or name another "
        "folder with --backup-dir; earlier backups are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{tool} was not found on this computer. Install the client programs of PostgreSQL {server} or newer, "
        "or put their folder on the PATH.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is of PostgreSQL {found}, the server is of PostgreSQL {server}. Install the client programs "
        "of PostgreSQL {server} or newer.",
    ),
    QT_TRANSLATE_NOOP("errors", "{tool} failed: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "{where} is not empty. A backup is restored into a new database only: name another one.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is a backup of {engine} and does not fit {where}. Name a database of {engine}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The drill needs a temporary database, which {where} refuses: {reason}. Use a login that may create "
        "databases, or restore the backup on another server.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is a backup of PostgreSQL. Name a database of a PostgreSQL server with --db; the drill makes "
        "a temporary database beside it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{count} received frames cannot be stored and are kept; devices get no answer meanwhile: {reason}",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Another service has taken over this database. This one does nothing until it is needed again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Cancelled. {name} was not finished; begin again whenever you like, nothing is lost or doubled.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The passphrase is empty or longer than {longest} characters. Choose another one.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "This computer's cryptographic library does not know {cipher}. Use the cipher aes.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{key} does not name exactly one replica. Known here: {known}. Name one of them with --to.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Several replicas are known here: {known}. Say with --to which of them the pack is for.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "There is no room for {name}: the disk or stick is full. Nothing half-written is left there. Free "
        "some space, or write it without attachments, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} could not be written: {reason}. Nothing half-written is left under this name. Put the "
        "stick in again, or choose another folder, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written, but what was read back from the disk or stick is something else. It was "
        "removed again. The stick may be worn out; use another one.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Temporary files cannot be written in {folder}: {reason}. Nothing was written; free some space "
        "there and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The attachment {digest} in this record is damaged, so the pack was not written. Run: qingkong "
        "check; or write the pack with --no-attachments.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} exists already and is left as it is. Choose another name, or remove it first.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} would be larger than a pack may be: {what}. Nothing was written; exchange over the network "
        "instead: qingkong sync.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} cannot be read: {reason}. Nothing was taken; put the stick in again, check the name, and "
        "try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is not a pack that this program knows. Nothing was taken; check that it is the right file.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} ends too early: it was not copied whole. Nothing was taken; copy it again or have it "
        "written again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is damaged: {what}. Nothing was taken; copy it again or have it written again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} holds a member with a name that no pack has: {member}. The file was not made by this "
        "program. Nothing was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} goes beyond what a pack may be: {what} {found}, allowed are {limit}. Nothing was taken; the "
        "file was not made by this program.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} unpacks to more than it says: {member}. Files like this are made to fill up computers. "
        "Nothing was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name}: {member} holds something that this program does not write, though it was signed. It and "
        "what comes after it was not taken; what came before stays. Tell the writer.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} could not be read to its end: {reason}. What was taken stays; put the stick in again and "
        "take it again, it goes on from there.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The passphrase of {name} is another one. Nothing was taken; check it and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} needs {megabytes} MB of memory to be decrypted, which are not free. Nothing was taken; "
        "close other programs and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} says that it comes from {writer}, but the signature is not theirs: it was changed or made "
        "up. Nothing was taken; tell {writer}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} comes from {writer} ({tag}), which is not approved here. Ask them for their fingerprint; "
        "if it is {fingerprint}, run: qingkong pack in {name} --approve",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} says that it comes from {writer}, but its key has the fingerprint {fingerprint}; the one "
        "known here has {known}. Somebody may pretend to be {writer}. Nothing was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} comes from {writer}, whose approval was revoked on {day}. Nothing was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written for another replica ({addressee}), not for this one. Nothing was taken.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written here. There is nothing in it to take; bring it to the others.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was not taken here yet, so there is nothing to confirm. First: qingkong pack in {name}",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written by a newer version of the program (form {found}, this program knows up to "
        "{known}). Upgrade needed: upgrade this program, then take it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written in form {found}, which is too old: this program reads from {known} on. Have it "
        "written again by a newer version.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is encrypted. Nothing was taken; give the passphrase that it was written with "
        "(--passphrase-file FILE).",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} was written for anybody and holds the whole record; this replica holds only {scope}. "
        "Nothing was taken. Ask the writer for a pack of its own: qingkong pack out FILE --to {tag}",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} comes from {writer} ({tag}), an office that is not approved here. An approved office may "
        "bring everybody's changes. Ask them for their fingerprint; if it is {fingerprint}, run: qingkong "
        "pack in {name} --approve",
    ),
)
"""Every template of a `DomainError`; a test walks the subclasses and fails when one is missing."""


def state_text(state: str) -> str:
    """State of an order."""
    return _words("state", state, _STATES)


def step_text(step: str) -> str:
    """What somebody does to an order."""
    return _words("step", step, _STEPS)


def step_done_text(step: str) -> str:
    """A step as a deed in a timeline."""
    return _words("deed", step, _DEEDS)


def source_text(source: str) -> str:
    """Where an order comes from."""
    return _words("source", source, _SOURCES)


def role_text(role: str) -> str:
    """A person's role."""
    return _words("role", role, _ROLES)


def reason_text(reason: str) -> str:
    """Why a frame or row was refused."""
    return _words("reason", reason, _REASONS)


def error_text(error: Exception) -> str:
    """An error as a sentence: what failed and what to do; a bug gets a general one."""
    if not isinstance(error, DomainError):
        return bug_sentence()
    params = {name: _parameter(name, value) for name, value in error.params.items()}
    return translate("errors", error.template).format(**params)


def _parameter(name: str, value: object) -> object:
    text = str(value)
    if name == "state":
        return state_text(text)
    if name == "step":
        return step_text(text)
    if name == "possible":
        return ", ".join(step_text(step) for step in text.split(", "))
    if name == "reason" and text in _REASONS:
        return reason_text(text)
    return _words("thing", text, _THINGS) if name in ("what", "field") else value


def bug_sentence() -> str:
    """What is said when something unforeseen failed."""
    return translate(
        "texts", "Something unexpected went wrong. What you see may be incomplete; nothing was lost."
    )


def bug_details(error: BaseException) -> str:
    """Versions and traceback, for “copy details”."""
    import platform
    import traceback
    from importlib.metadata import version

    head = f"qingkong {version('qingkong')} · Python {platform.python_version()} · {platform.platform()}"
    return head + "\n" + "".join(traceback.format_exception(error))


def duration_text(seconds: float) -> str:
    """A length of time in its two largest units: `3 min`, `5 h 10 min`, `2 d 3 h`."""
    minutes = max(0, int(seconds // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if not minutes:
        return translate("texts", "under 1 min")
    if days:
        whole = not hours or days >= 10
        text = translate("texts", "{days} d") if whole else translate("texts", "{days} d {hours} h")
        return text.format(days=days, hours=hours)
    if hours:
        # beyond ten hours nobody counts minutes
        whole = not rest or hours >= 10
        text = translate("texts", "{hours} h") if whole else translate("texts", "{hours} h {minutes} min")
        return text.format(hours=hours, minutes=rest)
    return translate("texts", "{minutes} min").format(minutes=rest)


def changed_text(person: str | None, replica: str | None, at: datetime, now: datetime) -> str:
    """`王某 changed this 2 min ago`; with the computer's name where it came from another one."""
    who = person or translate("texts", "Somebody")
    ago = duration_text((now - at).total_seconds())
    if replica is None:
        return translate("texts", "{who} changed this {duration} ago").format(who=who, duration=ago)
    text = translate("texts", "{who} changed this {duration} ago on {computer}")
    return text.format(who=who, duration=ago, computer=replica)


def clock_text(deadline: datetime | None, now: datetime, state: str) -> str:
    """`2 h 10 min left`, `overdue 7 min`; empty without a deadline or when nobody waits any more."""
    if deadline is None or state not in OPEN_STATES:
        return ""
    left = (deadline - now).total_seconds()
    if left >= 0:
        return translate("texts", "{duration} left").format(duration=duration_text(left))
    return translate("texts", "overdue {duration}").format(duration=duration_text(-left))


def moment_text(moment: datetime, now: datetime) -> str:
    """A moment in local time; the year stands there only when it is another one."""
    local = moment.astimezone(CHINA)
    is_this_year = local.year == now.astimezone(CHINA).year
    return local.strftime("%m-%d %H:%M" if is_this_year else "%Y-%m-%d %H:%M")


def state_tone(state: str, overdue: bool) -> "Tone":
    """Colour of a state's pill; it always carries the word as well."""
    if overdue:
        return "alarm"
    if state in ("closed", "verified"):
        return "done"
    return "neutral" if state in ("draft", "cancelled") else "accent"
