"""Papers: what leaves the console for people who do not sit at it."""
