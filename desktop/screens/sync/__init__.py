"""Sync 同步: what is unsent, what must be decided, who has confirmed what."""
