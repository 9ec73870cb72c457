"""Who is at the console: signing in, locking, what the window may show."""
