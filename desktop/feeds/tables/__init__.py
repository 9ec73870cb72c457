"""Readings out of any table: where its header is, what its columns mean, its rows."""
