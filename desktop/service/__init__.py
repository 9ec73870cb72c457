"""The office service: feeds, merging, exchange, clocks and backups without a window, once for a database."""
