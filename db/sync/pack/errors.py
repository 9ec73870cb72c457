"""Why a pack cannot be written or taken, each with its sentence."""

from db.errors import DomainError


class PackError(DomainError):
    """A pack could not be written or taken."""


class PackCancelledError(PackError):
    template = (
        "Cancelled. {name} was not finished; begin again whenever you like, nothing is lost or doubled."
    )


class PassphraseError(PackError):
    template = "The passphrase is empty or longer than {longest} characters. Choose another one."


class CipherMissingError(PackError):
    template = "This computer's cryptographic library does not know {cipher}. Use the cipher aes."


class AddresseeError(PackError):
    template = "{key} does not name exactly one replica. Known here: {known}. Name one of them with --to."


class SeveralPeersError(PackError):
    template = "Several replicas are known here: {known}. Say with --to which of them the pack is for."


class WriteError(PackError):
    """The pack is not at its place; what was there before still is, and the record is unchanged."""


class StickFullError(WriteError):
    template = (
        "There is no room for {name}: the disk or stick is full. Nothing half-written is left there. Free "
        "some space, or write it without attachments, and try again."
    )


class StickError(WriteError):
    template = (
        "{name} could not be written: {reason}. Nothing half-written is left under this name. Put the stick "
        "in again, or choose another folder, and try again."
    )


class ReadBackError(WriteError):
    template = (
        "{name} was written, but what was read back from the disk or stick is something else. It was removed "
        "again. The stick may be worn out; use another one."
    )


class TemporaryFilesError(WriteError):
    template = (
        "Temporary files cannot be written in {folder}: {reason}. Nothing was written; free some space there "
        "and try again."
    )


class DamagedAttachmentError(WriteError):
    template = (
        "The attachment {digest} in this record is damaged, so the pack was not written. Run: qingkong "
        "check; or write the pack with --no-attachments."
    )


class PackExistsError(WriteError):
    template = "{name} exists already and is left as it is. Choose another name, or remove it first."


class PackOverflowError(WriteError):
    template = (
        "{name} would be larger than a pack may be: {what}. Nothing was written; exchange over the network "
        "instead: qingkong sync."
    )


class BadPackError(PackError):
    """A file that is not taken; nothing of it is."""


class RefusedPackError(BadPackError):
    """The pack itself is damaged, made up or not trusted: the refusal is noted in the record."""


class UnreadablePackError(BadPackError):
    template = (
        "{name} cannot be read: {reason}. Nothing was taken; put the stick in again, check the name, and try "
        "again."
    )


class NotAPackError(BadPackError):
    template = (
        "{name} is not a pack that this program knows. Nothing was taken; check that it is the right file."
    )


class TruncatedPackError(RefusedPackError):
    template = (
        "{name} ends too early: it was not copied whole. Nothing was taken; copy it again or have it written "
        "again."
    )


class DamagedPackError(RefusedPackError):
    template = "{name} is damaged: {what}. Nothing was taken; copy it again or have it written again."


class MemberNameError(RefusedPackError):
    template = (
        "{name} holds a member with a name that no pack has: {member}. The file was not made by this "
        "program. Nothing was taken."
    )


class PackLimitError(RefusedPackError):
    template = (
        "{name} goes beyond what a pack may be: {what} {found}, allowed are {limit}. Nothing was taken; the "
        "file was not made by this program."
    )


class BombError(RefusedPackError):
    template = (
        "{name} unpacks to more than it says: {member}. Files like this are made to fill up computers. "
        "Nothing was taken."
    )


class ContentError(RefusedPackError):
    template = (
        "{name}: {member} holds something that this program does not write, though it was signed. It and "
        "what comes after it was not taken; what came before stays. Tell the writer."
    )


class InterruptedPackError(BadPackError):
    template = (
        "{name} could not be read to its end: {reason}. What was taken stays; put the stick in again and "
        "take it again, it goes on from there."
    )


class NeedsPassphraseError(BadPackError):
    template = (
        "{name} is encrypted. Nothing was taken; give the passphrase that it was written with "
        "(--passphrase-file FILE)."
    )


class WrongPassphraseError(BadPackError):
    template = "The passphrase of {name} is another one. Nothing was taken; check it and try again."


class PackMemoryError(BadPackError):
    template = (
        "{name} needs {megabytes} MB of memory to be decrypted, which are not free. Nothing was taken; close "
        "other programs and try again."
    )


class WrongSignatureError(RefusedPackError):
    template = (
        "{name} says that it comes from {writer}, but the signature is not theirs: it was changed or made "
        "up. Nothing was taken; tell {writer}."
    )


class UnknownReplicaError(BadPackError):
    template = (
        "{name} comes from {writer} ({tag}), which is not approved here. Ask them for their fingerprint; if "
        "it is {fingerprint}, run: qingkong pack in {name} --approve"
    )


class UnknownOfficeError(UnknownReplicaError):
    template = (
        "{name} comes from {writer} ({tag}), an office that is not approved here. An approved office may "
        "bring everybody's changes. Ask them for their fingerprint; if it is {fingerprint}, run: qingkong "
        "pack in {name} --approve"
    )


class OtherKeyError(RefusedPackError):
    template = (
        "{name} says that it comes from {writer}, but its key has the fingerprint {fingerprint}; the one "
        "known here has {known}. Somebody may pretend to be {writer}. Nothing was taken."
    )


class RevokedReplicaError(RefusedPackError):
    template = "{name} comes from {writer}, whose approval was revoked on {day}. Nothing was taken."


class OtherAddresseeError(BadPackError):
    template = "{name} was written for another replica ({addressee}), not for this one. Nothing was taken."


class WholeRecordError(BadPackError):
    template = (
        "{name} was written for anybody and holds the whole record; this replica holds only {scope}. Nothing "
        "was taken. Ask the writer for a pack of its own: qingkong pack out FILE --to {tag}"
    )


class OwnPackError(BadPackError):
    template = "{name} was written here. There is nothing in it to take; bring it to the others."


class NotTakenYetError(BadPackError):
    template = "{name} was not taken here yet, so there is nothing to confirm. First: qingkong pack in {name}"


class NewerPackError(BadPackError):
    template = (
        "{name} was written by a newer version of the program (form {found}, this program knows up to "
        "{known}). Upgrade needed: upgrade this program, then take it."
    )


class OldPackError(RefusedPackError):
    template = (
        "{name} was written in form {found}, which is too old: this program reads from {known} on. Have it "
        "written again by a newer version."
    )
