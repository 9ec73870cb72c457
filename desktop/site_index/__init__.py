"""The list of a campaign's sites in memory: search, filters, order and groups on arrays. No Qt, no SQL."""
