"""Every write: (session, ...) -> Changes."""
