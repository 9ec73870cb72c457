"""The sentence of every error, for lupdate to find; `desktop.texts.error_text` translates and fills it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

ERROR_TEMPLATES = (
    QT_TRANSLATE_NOOP(
        "errors", "{number} waits for nothing from this unit: it is a draft, reported, ended or paused."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{name} belongs to the site's check and was not removed. Remove it on the site's page."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{name} was left out: one step takes {most} files. Add it to the order itself."
    ),
    QT_TRANSLATE_NOOP("errors", "{name} hangs on {number} already, as {known}. It was not added again."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The shift from {start} to {end} is no shift: it must end after it begins and last {hours} hours at "
        "most.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is on the roster from {start} to {end} already. Choose another time or somebody else.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} has signed in for this shift already; a signed shift is not changed. Add another shift.",
    ),
    QT_TRANSLATE_NOOP("errors", "{name} has not signed in for this shift. Sign in first, then out."),
    QT_TRANSLATE_NOOP("errors", "{name} has signed out of this shift already."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is not there. Check the name and the folder.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} holds macros, or is of a kind that can. It was not opened. Save it in Excel or "
        "WPS as “Excel workbook (.xlsx)” and load that.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} has the old form of Excel 97–2003. Save it in Excel or WPS as .xlsx and load that.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is locked with a password. Open it, remove the password, save it and load it again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} has {size} MB; a ledger may have {most} MB. Remove pictures, or split it, and load it again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is packed so that it would unpack to {size} MB. No ledger is like that; it was not opened.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is damaged or no workbook: {reason}. Open it in Excel or WPS, save it anew as "
        ".xlsx, and load that.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is neither .xlsx nor .csv. Save the ledger as one of these and load that.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "No sheet of {file} is a ledger of {campaign}. {reasons}. Name the sheet with --sheet if it is "
        "one all the same, or give a profile with --profile.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file}: the profile speaks of columns that are not there: {columns}. Correct the profile.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is no journal of the HJ 212 listener: line {line} cannot be read. Choose another file.",
    ),
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
    QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is no time limit. Write an amount with min, h, d or wd (working days): 30min, 24h, 3d, "
        "7wd.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{key} cannot be put for many sites at once: each site has its own. Change it site by site."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The holidays of {year} are not known to this program; the State Council publishes them in the "
        "autumn before. Choose a time limit without working days, or name the day.",
    ),
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
        "errors", "“{text}…” is too long: {length} characters, at most {most} fit. Shorten it."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "“{text}” holds a character that cannot be stored. Delete it and type it anew."
    ),
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
    QT_TRANSLATE_NOOP("errors", "The profile “{name}” cannot be used: {problem}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file}: it cannot be told {lacks}. Name the columns in a profile (write the proposed one with "
        "--save-profile, complete it, and give it with --profile) or on the import page.",
    ),
    QT_TRANSLATE_NOOP("errors", "{file} cannot be read as a profile: {problem}"),
    QT_TRANSLATE_NOOP("errors", "The profile cannot be written to {file}: {problem}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} has no column {columns}, which the profile names. Its columns are: {found}. Choose another "
        "profile, or correct the row of the header.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is not a workbook that can be read: {reason}. Open it and save it as .xlsx or CSV.",
    ),
    QT_TRANSLATE_NOOP("errors", "{file} has no sheet “{sheet}”. It has: {sheets}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} has more than {most} MB of JSON. Split it into smaller files.",
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is not JSON that can be read: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors", "{file} holds the weather of a place. Name the station it is for: --station CODE"
    ),
    QT_TRANSLATE_NOOP("errors", "{file} has no hourly weather that is known ({names})."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is a table, but it is not certain what it means: {doubts}. Look at it on the import page, or "
        "load it with --format table and check what is printed.",
    ),
    QT_TRANSLATE_NOOP("errors", "The watched folder {folder} cannot be used: {reason}"),
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
    QT_TRANSLATE_NOOP(
        "errors",
        "“{value}” cannot be a device number (MN). Enter what the device sends after MN=: up to {most} "
        "characters without spaces, ; & or #.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The password cannot be sent in a frame. Enter what the device sends after PW=: up to {most} "
        "characters without spaces, ; & or #.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "An SM4 key has 32 hexadecimal digits (0-9, A-F); {length} characters were entered."
    ),
    QT_TRANSLATE_NOOP("errors", "{unit} is no unit of {column} that can be converted. Possible: {possible}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Minute data cannot have an interval of {seconds} seconds. Possible, in minutes: {possible}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Device {mn} reports for the station {station} already. To move it, open the device and choose "
        "another station.",
    ),
    QT_TRANSLATE_NOOP("errors", "A reason is missing. Say in a few words why; it is kept with the mark."),
    QT_TRANSLATE_NOOP(
        "errors", "The period ends before it begins. Give a first and a last hour or day in their order."
    ),
    QT_TRANSLATE_NOOP("errors", "There is no station and no unit with the code {code}."),
    QT_TRANSLATE_NOOP("errors", "{value} is no target for {item}. Give a number from 0 to {most}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Only an office sets targets and rules. This record belongs to a field replica; ask the office.",
    ),
    QT_TRANSLATE_NOOP("errors", "There is no rule {name}. Known are: {known}."),
    QT_TRANSLATE_NOOP("errors", "{value} cannot be the rule {name}: {what}."),
    QT_TRANSLATE_NOOP("errors", "{name} is no form of this report. Name a file that ends in {forms}."),
    QT_TRANSLATE_NOOP("errors", "{text} is no day. Write it like 2026-03-20."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {reason}. Name another folder with --campaigns."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is a HEIC photo, which this program cannot read; it was not added. Set the phone's camera to "
        "“most compatible” (JPEG), or save the photo as JPEG and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is no photo (JPEG, PNG, WebP) and no document (PDF, Word, Excel, PowerPoint, WPS, text); it "
        "was not added.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{name} cannot be read: {reason}. It was not added; nothing else is affected."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Station {name} ({code}) has no coordinates, so nobody can say what lies around it. Load them with "
        "“qingkong load stations”, then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "A zone as {fmt} needs a file: add --out FILE.{fmt}, or use --format csv or --format jsonl."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The step “{step}” needs more than a note: use the command or the button that asks for it."
    ),
    QT_TRANSLATE_NOOP("errors", "All units of this order only support. Say which one leads."),
    QT_TRANSLATE_NOOP(
        "errors", "Longitude {lon} and latitude {lat} are no place. Give both in degrees, or neither."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{until} is not later than the deadline that stands, {deadline}. Choose a later moment."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{number} has no deadline for {unit}, so there is nothing to extend. Set a deadline first."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "A penalty of {yuan} yuan is not possible. Give an amount above nothing, or none."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "There is no shift to take over: nobody has handed one over since {since}. Write a line instead.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The role “{role}” may not do “{step}” for {unit}. Those who may: {who}, each for the own units.",
    ),
    QT_TRANSLATE_NOOP("errors", "Name or password is wrong."),
    QT_TRANSLATE_NOOP(
        "errors", "Too many wrong passwords. Try again after {until}, or ask the administrator."
    ),
    QT_TRANSLATE_NOOP("errors", "The account {name} has been disabled. Ask the administrator."),
    QT_TRANSLATE_NOOP(
        "errors",
        "No administrator or director would have an account here, so nobody could let others in. Give one of "
        "them an account first. To do without sign-in: qingkong account off.",
    ),
    QT_TRANSLATE_NOOP("errors", "The password has {length} characters; it needs {shortest} to {longest}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "This record asks who is there. Add --as NAME (or set QINGKONG_AS); the password is asked for, or "
        "read from the file that QINGKONG_PASSWORD_FILE names.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "Accounts are kept by an administrator or director. Add --as with such an account."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{where} is a shared PostgreSQL, whose logins say who somebody is. Make them with: "
        "qingkong admin user.",
    ),
    QT_TRANSLATE_NOOP("errors", "{number} was never returned, so there is no return sheet to print."),
    QT_TRANSLATE_NOOP(
        "errors", "The template {file} names a field that there is not: {problem}. Fields are: {known}."
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The template {file} cannot be used: {problem}. Mend it in Word or WPS, or take it away."
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is there already and was left as it is. Choose another folder."),
)
"""Every template of a `DomainError`; a test walks the subclasses and fails when one is missing."""
