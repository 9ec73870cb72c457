"""A shared PostgreSQL with least privilege: groups and rights, logins, what is wrong with a server."""
