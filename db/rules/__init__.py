"""What keeps the record true: order states, roles, campaign definitions."""
