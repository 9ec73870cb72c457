"""Where a file lies. A live SQLite file is safe on this computer's own disk only.

On a network share locks and the write-ahead log's shared memory do not hold between computers; a stick may
be pulled in the middle of a write. Everything here but `examine` takes its facts as arguments.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PureWindowsPath

from db.errors import NetworkPlaceError, RemovablePlaceError, UnsafePlaceError

ALLOW = "QINGKONG_ALLOW_UNSAFE_PLACE"
"""Environment variable: with `1` a file in an unsafe place is opened all the same, with a warning.

For a disk that only looks like one to be pulled out: the built-in one of a small computer may hang on USB.
"""

_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "ncp", "afs", "afpfs", "coda", "ceph",
    "glusterfs", "lustre", "beegfs", "gpfs", "orangefs", "pvfs2", "davfs", "davfs2", "sshfs", "ocfs2", "gfs2",
})  # fmt: skip
_NETWORK_FUSE = frozenset({
    "sshfs", "gvfsd-fuse", "kio-fuse", "davfs", "davfs2", "curlftpfs", "smbnetfs", "afpfs", "glusterfs",
    "ceph-fuse", "cephfs", "lustre", "mfs", "moosefs", "lizardfs", "juicefs", "rclone", "s3fs", "goofys",
    "gcsfuse", "seadrive", "onedriver", "google-drive-ocamlfuse",
})  # fmt: skip
"""Types of the form `fuse.NAME`.

What containers and virtual machines bring (overlay, 9p, virtiofs, drvfs, vboxsf, …) stands in neither list:
it leads to a disk of the same machine.
"""
_STICK_TYPES = frozenset({"vfat", "exfat"})
_STICK_FOLDERS = ("/media/", "/run/media/")
_USB = re.compile(r"/usb\d+/")
_ESCAPE = re.compile(r"\\([0-7]{3})")

_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5
_DRIVE_LOCAL = (3, 6)  # a fixed disk, a RAM disk


class Kind(StrEnum):
    """What holds the file."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A file's place; `detail` names file system and mount point, drive or share."""

    kind: Kind
    detail: str


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of /proc/self/mountinfo."""

    device: str
    """Major and minor number, `8:17`."""
    point: str
    fs_type: str
    source: str


def refusal(path: Path) -> UnsafePlaceError | None:
    """Why a live database must not lie here; None where it may, or where nothing is known."""
    place = examine(path)
    if place.kind is Kind.NETWORK:
        return NetworkPlaceError(where=path, detail=place.detail)
    if place.kind is Kind.REMOVABLE:
        return RemovablePlaceError(where=path, detail=place.detail)
    return None


def examine(path: Path) -> Place:
    """The place of a file that may not exist yet, links followed."""
    real = os.path.realpath(path)
    if sys.platform == "win32":
        return windows_place(real, _drive_type)
    try:
        mountinfo = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return Place(Kind.UNKNOWN, sys.platform)
    return linux_place(real, mountinfo)


def linux_place(path: str, mountinfo: str, sysfs: Path = Path("/sys")) -> Place:
    """The place of an absolute path without links, from the mounts and what sysfs says of their devices."""
    mounts = list(parse_mounts(mountinfo))
    mount = mount_of(mounts, path)
    if mount is None:
        return Place(Kind.UNKNOWN, path)
    detail = f"{mount.fs_type}, {mount.point}"
    if _is_network(mount):
        return Place(Kind.NETWORK, detail)
    own = _disks(mount_of(mounts, "/"), sysfs)
    if any(_is_pulled(disk) for disk in _disks(mount, sysfs) - own) or _is_stick(mount):
        return Place(Kind.REMOVABLE, detail)
    return Place(Kind.LOCAL, detail)


def windows_place(path: str, drive_type: Callable[[str], int]) -> Place:
    """The place of an absolute path; `drive_type` answers as GetDriveTypeW does."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        plain = "\\\\" + plain[8:]
    elif plain.startswith(("\\\\?\\", "\\\\.\\")):
        plain = plain[4:]
    drive = PureWindowsPath(plain).drive
    if drive.startswith("\\\\"):
        return Place(Kind.NETWORK, drive)
    found = drive_type(drive + "\\")
    if found == _DRIVE_REMOTE:
        return Place(Kind.NETWORK, drive)
    if found in (_DRIVE_REMOVABLE, _DRIVE_CDROM):
        return Place(Kind.REMOVABLE, drive)
    return Place(Kind.LOCAL if found in _DRIVE_LOCAL else Kind.UNKNOWN, drive)


def parse_mounts(mountinfo: str) -> Iterable[Mount]:
    """The mounts in their order; lines that do not fit the format are left out."""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if len(left) >= 6 and len(right) >= 2:
            yield Mount(left[2], _plain(left[4]), right[0], _plain(right[1]))


def mount_of(mounts: Iterable[Mount], path: str) -> Mount | None:
    """The mount with the longest matching point; of several on one point the last, which covers the rest."""
    found: Mount | None = None
    for mount in mounts:
        is_within = path == mount.point or path.startswith(mount.point.rstrip("/") + "/")
        if is_within and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def _plain(text: str) -> str:
    """Blanks and backslashes stand in octal."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), text)


def _is_network(mount: Mount) -> bool:
    if mount.fs_type in _NETWORK:
        return True
    kind, _, name = mount.fs_type.partition(".")
    # a WebDAV mount is plain `fuse` with its address as source
    return kind == "fuse" and (name in _NETWORK_FUSE or "://" in mount.source)


def _is_stick(mount: Mount) -> bool:
    return mount.fs_type in _STICK_TYPES and mount.point.startswith(_STICK_FOLDERS)


def _disks(mount: Mount | None, sysfs: Path) -> set[Path]:
    """Whole disks under a mount, also through encryption and volume managers; none without a device."""
    if mount is None:
        return set()
    folder = sysfs / "dev" / "block" / mount.device
    if not folder.exists():  # btrfs has a device number of its own
        folder = sysfs / "class" / "block" / Path(os.path.realpath(mount.source)).name
        if not (mount.source.startswith("/dev/") and folder.exists()):
            return set()
    return _disks_below(folder.resolve())


def _disks_below(folder: Path) -> set[Path]:
    slaves = folder / "slaves"
    lower = [link.resolve() for link in slaves.iterdir()] if slaves.is_dir() else []
    if lower:
        return set().union(*map(_disks_below, lower))
    return {folder if (folder / "removable").exists() else folder.parent}


def _is_pulled(disk: Path) -> bool:
    try:
        flag = (disk / "removable").read_text().strip()
    except OSError:
        flag = "0"
    return flag == "1" or _USB.search(f"{disk}/") is not None


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))
