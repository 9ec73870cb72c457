"""Why a ledger as a whole cannot be taken."""

from desktop.feeds.textfiles import FileRefusedError


class LedgerRefusedError(FileRefusedError):
    """A file that is refused before anything of it is used."""


class LedgerMissingError(LedgerRefusedError):
    template = "{file} is not there. Check the name and the folder."


class MacroError(LedgerRefusedError):
    template = (
        "{file} holds macros, or is of a kind that can. It was not opened. Save it in Excel or WPS as "
        "“Excel workbook (.xlsx)” and load that."
    )


class OldWorkbookError(LedgerRefusedError):
    template = "{file} has the old form of Excel 97–2003. Save it in Excel or WPS as .xlsx and load that."


class EncryptedWorkbookError(LedgerRefusedError):
    template = "{file} is locked with a password. Open it, remove the password, save it and load it again."


class LedgerSizeError(LedgerRefusedError):
    template = (
        "{file} has {size} MB; a ledger may have {most} MB. Remove pictures, or split it, and load it again."
    )


class BombError(LedgerRefusedError):
    template = (
        "{file} is packed so that it would unpack to {size} MB. No ledger is like that; it was not opened."
    )


class DamagedWorkbookError(LedgerRefusedError):
    template = (
        "{file} is damaged or no workbook: {reason}. Open it in Excel or WPS, save it anew as .xlsx, and "
        "load that."
    )


class UnknownKindError(LedgerRefusedError):
    template = "{file} is neither .xlsx nor .csv. Save the ledger as one of these and load that."


class NoSuchSheetError(LedgerRefusedError):
    template = "{file} has no sheet “{sheet}”. It has: {sheets}"


class NoLedgerError(LedgerRefusedError):
    template = (
        "No sheet of {file} is a ledger of {campaign}. {reasons}. Name the sheet with --sheet if it is one "
        "all the same, or give a profile with --profile."
    )


class ProfileMismatchError(LedgerRefusedError):
    template = "{file}: the profile speaks of columns that are not there: {columns}. Correct the profile."
