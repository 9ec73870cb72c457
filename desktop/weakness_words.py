"""Words for what `db.security.inspect` finds: what is weak, where, what to do."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.security.inspect import UNSEEN, Weakness

translate = QCoreApplication.translate

_WEAKNESSES: Mapping[str, object] = {
    "superuser": QT_TRANSLATE_NOOP(
        "weakness",
        "{where} is a superuser: nothing here holds it back. Use the owner's login for the program, and this "
        "one for the server only.",
    ),
    "unproven": QT_TRANSLATE_NOOP(
        "weakness", "The connection to {where} does not check who the server is. Write sslmode=verify-full."
    ),
    "encryption": QT_TRANSLATE_NOOP(
        "weakness",
        "postgresql.conf: {where} is {what}. Set it to scram-sha-256, then give new passwords.",
    ),
    "tls": QT_TRANSLATE_NOOP(
        "weakness",
        "postgresql.conf: the server listens on {where} without TLS. Set ssl = on, with a certificate.",
    ),
    "hba_way": QT_TRANSLATE_NOOP(
        "weakness",
        "pg_hba.conf, line {where} ({what}): lets other computers in without SCRAM. Write scram-sha-256.",
    ),
    "hba_plain": QT_TRANSLATE_NOOP(
        "weakness",
        "pg_hba.conf, line {where} ({what}): also takes connections without TLS. Write hostssl there.",
    ),
    "hba_error": QT_TRANSLATE_NOOP(
        "weakness", "pg_hba.conf, line {where}: the server cannot read it: {what}"
    ),
    "no_setup": QT_TRANSLATE_NOOP(
        "weakness", "{where} has no roles and rights yet. Run: qingkong admin setup"
    ),
    "old_setup": QT_TRANSLATE_NOOP(
        "weakness", "The rights in {where} are those of another version. Run: qingkong admin setup"
    ),
    "extra_right": QT_TRANSLATE_NOOP(
        "weakness", "{where} has the right {what}, which it should not. Run: qingkong admin setup"
    ),
    "missing_right": QT_TRANSLATE_NOOP(
        "weakness", "{where} lacks the right {what}. Run: qingkong admin setup"
    ),
    "public": QT_TRANSLATE_NOOP(
        "weakness",
        "Everybody with a login to the server has {what} on {where}. Run qingkong admin setup; what stays "
        "after that, once as the server's superuser.",
    ),
    "row_security": QT_TRANSLATE_NOOP(
        "weakness", "Rows of the table {where} are not kept apart ({what}). Run: qingkong admin setup"
    ),
    "trigger": QT_TRANSLATE_NOOP(
        "weakness", "The table {where} is not protected: its trigger {what} is missing or switched off."
    ),
    "unlisted": QT_TRANSLATE_NOOP(
        "weakness",
        "{where} is in a group of this database, but not among its logins: nobody has written it down.",
    ),
    "not_disabled": QT_TRANSLATE_NOOP(
        "weakness", "{where} is disabled here, but may still enter. Run: qingkong admin user disable {where}"
    ),
    "powers": QT_TRANSLATE_NOOP(
        "weakness", "{where} can do more than its group: {what}. Take that from it at the server."
    ),
    "scram": QT_TRANSLATE_NOOP(
        "weakness", "{where} has a password that is not stored as SCRAM. Give it a new one."
    ),
}
_UNSEEN: Mapping[str, object] = {
    "pg_hba.conf": QT_TRANSLATE_NOOP(
        "weakness",
        "Not looked at: pg_hba.conf, which only the server's superuser may read. Run this once as that.",
    ),
    "pg_authid": QT_TRANSLATE_NOOP(
        "weakness",
        "Not looked at: how passwords are stored, which only the server's superuser may see.",
    ),
    "login": QT_TRANSLATE_NOOP("weakness", "Not looked at: the logins, which this login may not read."),
}


def weakness_text(weakness: Weakness) -> str:
    """A finding as a sentence: what, where, what to do."""
    if weakness.kind == UNSEEN:
        return translate("weakness", str(_UNSEEN[weakness.where]))
    text = translate("weakness", str(_WEAKNESSES[weakness.kind]))
    return text.format(where=weakness.where, what=weakness.what)
