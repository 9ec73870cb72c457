"""Alembic environment: the connection is handed over by db/setup.py."""

from alembic import context

from db.migrations.compare import include_object, render_item
from db.schema import Base

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most things in place
    include_object=include_object,
    render_item=render_item,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
