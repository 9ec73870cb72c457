"""Every read: (session, ...) -> records or arrays."""
