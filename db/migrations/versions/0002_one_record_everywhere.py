"""one record everywhere: the exchange between replicas

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


SQLITE_TRIGGERS = (
    """CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
    """CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
    """CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal
       WHEN EXISTS (SELECT 1 FROM seal WHERE replica = NEW.replica AND seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
)
POSTGRESQL_TRIGGERS = (
    """CREATE TRIGGER seal_no_change BEFORE UPDATE OR DELETE ON seal
       FOR EACH ROW EXECUTE FUNCTION operation_refuse()""",
    """CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal
       FOR EACH STATEMENT EXECUTE FUNCTION operation_refuse()""",
)


def _protect_seals() -> None:
    triggers = SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_TRIGGERS
    for statement in triggers:
        op.execute(statement)


def _note_readings() -> None:
    """Hours and days that are there already have never been exchanged: note each station's day."""
    op.execute(
        "INSERT INTO reading_day (station_code, period, day, stamp) "
        "SELECT station_code, period, day, ROW_NUMBER() OVER (ORDER BY station_code, period, day) FROM ("
        "SELECT DISTINCT station_code, period, (time - 1) / 86400 AS day "
        "FROM observation WHERE period IN (3600, 86400)) AS days"
    )


def upgrade() -> None:
    op.create_table('conflict',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('entity', sa.String(length=24), nullable=False),
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('field', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('base', sa.Text(), nullable=False),
    sa.Column('current', sa.Text(), nullable=False),
    sa.Column('sides', sa.Text(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict'))
    )
    op.create_index('uq_conflict_row_id_field_kind', 'conflict', ['row_id', 'field', 'kind'], unique=True)
    op.create_table('dropped_root',
    sa.Column('root_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('root_id', name=op.f('pk_dropped_root'))
    )
    op.create_table('held_operation',
    sa.Column('replica', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=24), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('giver', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('replica', 'seq', 'hash', name=op.f('pk_held_operation'))
    )
    op.create_table('inbound',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('giver', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('status', sa.String(length=24), server_default='new', nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('login', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inbound'))
    )
    op.create_table('lease',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('holder', sa.String(length=200), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_lease'))
    )
    op.create_table('login',
    sa.Column('name', sa.String(length=63), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_login'))
    )
    op.create_table('member',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('tag', sa.String(length=8), nullable=False),
    sa.Column('side', sa.String(length=24), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('public_key', sa.String(length=64), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_seq', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member'))
    )
    op.create_table('pack',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('pack_id', sa.Uuid(), nullable=False),
    sa.Column('direction', sa.String(length=24), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('peer', sa.Uuid(), nullable=True),
    sa.Column('peer_name', sa.String(length=200), nullable=True),
    sa.Column('status', sa.String(length=24), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('operations', sa.Integer(), nullable=False),
    sa.Column('attachments', sa.Integer(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pack'))
    )
    op.create_index(op.f('ix_pack_at'), 'pack', ['at'], unique=False)
    op.create_table('peer',
    sa.Column('replica_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('side', sa.String(length=24), nullable=False),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('given', sa.Text(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('position_given', sa.BigInteger(), nullable=False),
    sa.Column('readings_given', sa.BigInteger(), nullable=False),
    sa.Column('blobs_missing', sa.Integer(), nullable=False),
    sa.Column('clock_offset_ms', sa.BigInteger(), nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.Column('problem_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('replica_id', name=op.f('pk_peer'))
    )
    op.create_table('peer_root',
    sa.Column('replica_id', sa.Uuid(), nullable=False),
    sa.Column('root_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('replica_id', 'root_id', name=op.f('pk_peer_root'))
    )
    op.create_table('presence',
    sa.Column('console', sa.Uuid(), nullable=False),
    sa.Column('person', sa.String(length=200), nullable=False),
    sa.Column('row_id', sa.Uuid(), nullable=True),
    sa.Column('is_editing', sa.Boolean(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('console', name=op.f('pk_presence'))
    )
    op.create_table('reading_day',
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('period', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('stamp', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('station_code', 'period', 'day', name=op.f('pk_reading_day'))
    )
    op.create_index(op.f('ix_reading_day_stamp'), 'reading_day', ['stamp'], unique=False)
    op.create_table('replica_key',
    sa.Column('replica_id', sa.Uuid(), nullable=False),
    sa.Column('private', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('replica_id', name=op.f('pk_replica_key'))
    )
    op.create_table('seal',
    sa.Column('replica', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('signature', sa.String(length=128), nullable=False),
    sa.PrimaryKeyConstraint('replica', 'seq', name=op.f('pk_seal'))
    )
    op.create_table('waiting_row',
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('entity', sa.String(length=24), nullable=False),
    sa.Column('needs', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('row_id', name=op.f('pk_waiting_row'))
    )
    op.add_column('observation', sa.Column('stamp', sa.BigInteger(), server_default='0', nullable=False))
    op.add_column('observation', sa.Column('older', sa.String(length=400), nullable=True))
    op.add_column('operation', sa.Column('parents', sa.Text(), nullable=True))
    op.add_column('operation', sa.Column('claimed_ms', sa.BigInteger(), nullable=True))
    op.add_column('operation', sa.Column('side', sa.String(length=24), nullable=True))
    op.add_column('operation', sa.Column('clock_off_ms', sa.BigInteger(), nullable=True))
    op.add_column('replica', sa.Column('side', sa.String(length=24), server_default='office', nullable=False))
    op.add_column('replica', sa.Column('scope', sa.Text(), server_default='', nullable=False))
    op.add_column('replica', sa.Column('public_key', sa.String(length=64), nullable=True))
    _protect_seals()
    _note_readings()
