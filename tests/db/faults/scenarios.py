"""All that is killed, by name."""

from faults import commits, exchanges, mailbox, packs, upgrades
from faults.scenario import Scenario

SCENARIOS: dict[str, Scenario] = {
    "orders": commits.Commands(),
    "sites": commits.Sites(),
    "large photo": commits.LargePhoto(),
    "readings": commits.Readings(),
    "bystander": commits.WithBystander(),
    "old sqlite": commits.OldSqlite(),
    "exchange": exchanges.Files(),
    "scoped": exchanges.Scoped(),
    "new laptop": exchanges.NewLaptop(),
    "server": exchanges.Server(),
    "mailbox": mailbox.Mailbox(),
    "pack out": packs.Out(),
    "pack in": packs.In(),
    "pack answer": packs.Answer(),
    "founding": upgrades.Founding(),
    "upgrade": upgrades.Upgrade(),
    "upgrade copy": upgrades.UpgradeCopy(),
    "backup": upgrades.Backup(),
    "restore": upgrades.Restore(),
    "backup litter": upgrades.BackupLitter(),
}
