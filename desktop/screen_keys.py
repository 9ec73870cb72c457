"""Keys of the screens in the order of the rail."""

SCREENS = ("duty", "campaigns", "dispatch", "air", "devices", "import", "sync")
