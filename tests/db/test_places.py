"""Network shares and sticks are told from the computer's own disk; a live SQLite file is refused there."""

import logging
from pathlib import Path

import pytest

from db import places
from db.engine import open_database
from db.errors import NetworkPlaceError, RemovablePlaceError, UnsafePlaceError
from db.places import Kind, Place, linux_place, mount_of, parse_mounts, windows_place
from desktop.error_texts import ERROR_TEMPLATES

OFFICE = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
31 27 0:30 / /tmp rw,nosuid,nodev shared:9 - tmpfs tmpfs rw,size=8000000k
40 27 8:18 / /home rw,relatime shared:20 - xfs /dev/sdb2 rw
51 27 0:52 / /mnt/share rw,relatime shared:30 - cifs //files/office rw,vers=3.1.1,user=duty
52 27 0:53 / /mnt/共享\040盘 rw,relatime - nfs4 files:/export rw
53 27 0:54 / /home/duty/cloud rw,nosuid - fuse.sshfs duty@files:/srv rw
54 27 0:55 / /mnt/dav rw,nosuid - fuse https://files.example/dav rw
55 27 0:56 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
60 27 8:33 / /media/duty/KINGSTON rw,nosuid - vfat /dev/sdc1 rw,uid=1000
61 27 8:49 / /mnt/backup rw,nosuid - ext4 /dev/sdd1 rw
62 27 253:0 / /mnt/locked rw,nosuid - ext4 /dev/mapper/luks-stick rw
63 27 0:60 / /mnt/pool rw,nosuid - btrfs /dev/sdd2 rw
64 27 8:65 / /media/duty/cards rw,nosuid - exfat /dev/sde1 rw
65 27 0:61 / /mnt/share/local rw,nosuid - ext4 /dev/sdb3 rw
70 27 0:70 / /mnt/secret rw,nosuid - fuse.gocryptfs /home/duty/.secret rw
"""

PCI = "devices/pci0000:00/0000:00:14.0"
USB = f"{PCI}/usb1/1-4/1-4:1.0/host6/target6:0:0/6:0:0:0/block"
SATA = "devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block"
PULLED = "devices/pci0000:00/0000:00:17.0/ata4/host3/target3:0:0/3:0:0:0/block"


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    """Two fixed disks, a stick (sdc), a disk on USB (sdd), a card reader (sde), a locked volume on sdc."""
    root = tmp_path / "sys"
    disk(root, SATA, "sda", "0", {"sda2": "8:2"})
    disk(root, SATA.replace("ata1", "ata2"), "sdb", "0", {"sdb2": "8:18", "sdb3": "8:19"})
    disk(root, USB, "sdc", "1", {"sdc1": "8:33"})
    disk(root, USB.replace("1-4", "1-5"), "sdd", "0", {"sdd1": "8:49", "sdd2": "8:50"})
    disk(root, PULLED, "sde", "0", {"sde1": "8:65"})
    locked = root / "devices/virtual/block/dm-0"
    (locked / "slaves").mkdir(parents=True)
    (locked / "removable").write_text("0\n")
    (locked / "slaves" / "sdc1").symlink_to(root / USB / "sdc" / "sdc1")
    (root / "dev/block/253:0").symlink_to(locked)
    return root


def disk(root: Path, folder: str, name: str, removable: str, parts: dict[str, str]) -> None:
    place = root / folder / name
    (place / "slaves").mkdir(parents=True)
    (place / "removable").write_text(removable + "\n")
    for links in ("dev/block", "class/block"):
        (root / links).mkdir(parents=True, exist_ok=True)
    for part, number in parts.items():
        (place / part).mkdir()
        (root / "dev/block" / number).symlink_to(place / part)
        (root / "class/block" / part).symlink_to(place / part)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/qingkong/qk.db", Kind.LOCAL),
        ("/tmp/qk.db", Kind.LOCAL),
        ("/home/duty/qk.db", Kind.LOCAL),
        ("/mnt/share/qk.db", Kind.NETWORK),
        ("/mnt/share", Kind.NETWORK),
        ("/mnt/shared/qk.db", Kind.LOCAL),
        ("/mnt/共享 盘/记录/qk.db", Kind.NETWORK),
        ("/home/duty/cloud/qk.db", Kind.NETWORK),
        ("/home/duty/cloudy/qk.db", Kind.LOCAL),
        ("/mnt/dav/qk.db", Kind.NETWORK),
        ("/run/user/1000/gvfs/smb-share:server=files/qk.db", Kind.NETWORK),
        ("/media/duty/KINGSTON/qk.db", Kind.REMOVABLE),
        ("/mnt/backup/qk.db", Kind.REMOVABLE),
        ("/mnt/locked/qk.db", Kind.REMOVABLE),
        ("/mnt/pool/qk.db", Kind.REMOVABLE),
        ("/media/duty/cards/qk.db", Kind.REMOVABLE),
        ("/mnt/share/local/qk.db", Kind.LOCAL),
        ("/mnt/secret/qk.db", Kind.LOCAL),
    ],
)
def test_that_each_place_of_an_office_computer_is_known(sysfs: Path, path, kind):
    assert linux_place(path, OFFICE, sysfs).kind is kind


def test_that_the_place_names_file_system_and_mount_point(sysfs: Path):
    assert linux_place("/mnt/share/a/qk.db", OFFICE, sysfs) == Place(Kind.NETWORK, "cifs, /mnt/share")
    assert linux_place("/mnt/共享 盘/qk.db", OFFICE, sysfs).detail == "nfs4, /mnt/共享 盘"


@pytest.mark.parametrize(
    "fs_type",
    ["overlay", "9p", "virtiofs", "fuse-overlayfs", "fuse.fuse-overlayfs", "tmpfs", "drvfs", "btrfs",
     "zfs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "fuse.mergerfs", "ramfs", "squashfs", "f2fs", "ntfs3",
     "fuseblk"],
)  # fmt: skip
def test_that_what_containers_and_virtual_machines_bring_is_never_refused(tmp_path: Path, fs_type):
    mounts = f"1 0 0:40 / / rw - {fs_type} none rw\n2 1 0:41 / /data rw - {fs_type} none rw\n"
    assert linux_place("/data/qk.db", mounts, tmp_path).kind is Kind.LOCAL


@pytest.mark.parametrize(
    "fs_type",
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "afpfs", "ncpfs", "glusterfs",
     "fuse.glusterfs", "ceph", "fuse.gvfsd-fuse", "lustre", "fuse.rclone", "beegfs"],
)  # fmt: skip
def test_that_every_kind_of_share_is_known(tmp_path: Path, fs_type):
    mounts = f"1 0 8:2 / / rw - ext4 /dev/sda2 rw\n2 1 0:41 / /data rw master:3 - {fs_type} server:/x rw\n"
    assert linux_place("/data/qk.db", mounts, tmp_path).kind is Kind.NETWORK


def test_that_a_system_that_runs_from_usb_may_keep_its_record_on_its_own_disk(sysfs: Path):
    mounts = "1 0 8:49 / / rw - ext4 /dev/sdd1 rw\n2 1 8:50 / /home rw - ext4 /dev/sdd2 rw\n"
    mounts += "3 1 8:33 / /mnt/stick rw - ext4 /dev/sdc1 rw\n"
    assert linux_place("/home/duty/qk.db", mounts, sysfs).kind is Kind.LOCAL
    assert linux_place("/mnt/stick/qk.db", mounts, sysfs).kind is Kind.REMOVABLE


def test_that_the_last_of_several_mounts_on_one_point_counts():
    mounts = "1 0 8:2 / / rw - ext4 /dev/sda2 rw\n2 1 0:41 / /data rw - nfs a:/x rw\n"
    mounts += "3 2 0:42 / /data rw - tmpfs tmpfs rw\n"
    found = mount_of(parse_mounts(mounts), "/data/qk.db")
    assert found is not None
    assert found.fs_type == "tmpfs"


@pytest.mark.parametrize("text", ["", "garbage\n", "1 0 8:2 / /\n", " - \n", "1 0 8:2 / / rw shared:1\n"])
def test_that_a_list_of_mounts_that_cannot_be_read_refuses_nothing(tmp_path: Path, text):
    assert linux_place("/data/qk.db", text, tmp_path).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("path", "kind", "detail"),
    [
        (r"C:\Users\duty\qk.db", Kind.LOCAL, "C:"),
        (r"\\?\C:\Users\duty\qk.db", Kind.LOCAL, "C:"),
        (r"Z:\qk.db", Kind.NETWORK, "Z:"),
        (r"E:\记录\qk.db", Kind.REMOVABLE, "E:"),
        (r"F:\qk.db", Kind.REMOVABLE, "F:"),
        (r"R:\qk.db", Kind.LOCAL, "R:"),
        (r"Q:\qk.db", Kind.UNKNOWN, "Q:"),
        (r"\\files\office\qk.db", Kind.NETWORK, r"\\files\office"),
        ("//files/office/qk.db", Kind.NETWORK, r"\\files\office"),
        (r"\\?\UNC\files\office\qk.db", Kind.NETWORK, r"\\files\office"),
    ],
)
def test_that_windows_drives_and_shares_are_known(path, kind, detail):
    # as GetDriveTypeW answers: 0 unknown, 2 removable, 3 fixed, 4 remote, 5 CD-ROM, 6 RAM disk
    answers = {"C:\\": 3, "Z:\\": 4, "E:\\": 2, "F:\\": 5, "R:\\": 6, "Q:\\": 0}
    assert windows_place(path, answers.__getitem__) == Place(kind, detail)


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch):
    def place(kind: Kind) -> None:
        monkeypatch.setattr(places, "examine", lambda _path: Place(kind, "cifs, /mnt/share"))

    return place


@pytest.mark.parametrize(
    ("kind", "error"), [(Kind.NETWORK, NetworkPlaceError), (Kind.REMOVABLE, RemovablePlaceError)]
)
def test_that_an_unsafe_place_is_refused_with_what_why_and_what_to_do(tmp_path: Path, placed, kind, error):
    placed(kind)
    path = tmp_path / "qk.db"
    with pytest.raises(error) as caught:
        open_database(f"sqlite:///{path}")
    sentence = str(caught.value)
    assert isinstance(caught.value, UnsafePlaceError)
    assert str(path) in sentence
    assert "cifs, /mnt/share" in sentence
    assert "own disk" in sentence
    assert "qingkong pack out" in sentence
    assert caught.value.template in ERROR_TEMPLATES
    assert not path.exists()


@pytest.mark.parametrize("kind", [Kind.LOCAL, Kind.UNKNOWN])
def test_that_other_places_are_opened_without_a_word(tmp_path: Path, placed, kind, caplog):
    placed(kind)
    database = open_database(f"sqlite:///{tmp_path / 'qk.db'}")
    assert database.caution is None
    assert caplog.records == []
    database.close()


def test_that_an_override_opens_it_with_a_warning(tmp_path: Path, placed, monkeypatch, caplog):
    placed(Kind.REMOVABLE)
    monkeypatch.setenv(places.ALLOW, "1")
    with caplog.at_level(logging.WARNING):
        database = open_database(f"sqlite:///{tmp_path / 'qk.db'}")
    assert isinstance(database.caution, RemovablePlaceError)
    assert places.ALLOW in caplog.text
    assert "pulled" in caplog.text
    database.close()
    monkeypatch.setenv(places.ALLOW, "0")
    with pytest.raises(UnsafePlaceError):
        open_database(f"sqlite:///{tmp_path / 'qk.db'}")


def test_that_a_link_to_a_share_does_not_hide_it(tmp_path: Path, monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(places.sys, "platform", "linux")
    monkeypatch.setattr(
        places, "linux_place", lambda path, _mounts: seen.append(path) or Place(Kind.LOCAL, "")
    )
    (tmp_path / "share").mkdir()
    (tmp_path / "documents").symlink_to(tmp_path / "share")
    places.examine(tmp_path / "documents" / "qk.db")
    assert seen == [str((tmp_path / "share").resolve() / "qk.db")]
