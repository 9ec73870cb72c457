"""The office's record: schema, rules, commands, queries and the operation log. No Qt here."""
