"""live air data: roll-ups, findings, marks, channels

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('air_mark',
    sa.Column('subject', sa.String(length=32), nullable=False),
    sa.Column('item', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('verdict', sa.String(length=24), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_air_mark'))
    )
    op.create_table('channel_value',
    sa.Column('shard_code', sa.String(length=32), nullable=False),
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('period', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('time', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('text', sa.String(length=40), nullable=True),
    sa.Column('flag', sa.String(length=8), nullable=True),
    sa.PrimaryKeyConstraint('shard_code', 'station_code', 'channel', 'period', 'time', name=op.f('pk_channel_value')),
    sqlite_with_rowid=False
    )
    op.create_table('finding',
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('item', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('since', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('station_code', 'item', 'kind', 'since', name=op.f('pk_finding'))
    )
    op.create_index(op.f('ix_finding_until'), 'finding', ['until'], unique=False)
    op.create_table('office_setting',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office_setting')),
    sa.UniqueConstraint('name', name=op.f('uq_office_setting_name'))
    )
    op.create_table('station_day',
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('day', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('pm25_sum', sa.Double(), nullable=False),
    sa.Column('pm10_sum', sa.Double(), nullable=False),
    sa.Column('so2_sum', sa.Double(), nullable=False),
    sa.Column('no2_sum', sa.Double(), nullable=False),
    sa.Column('co_sum', sa.Double(), nullable=False),
    sa.Column('o3_sum', sa.Double(), nullable=False),
    sa.Column('pm25_n', sa.SmallInteger(), nullable=False),
    sa.Column('pm10_n', sa.SmallInteger(), nullable=False),
    sa.Column('so2_n', sa.SmallInteger(), nullable=False),
    sa.Column('no2_n', sa.SmallInteger(), nullable=False),
    sa.Column('co_n', sa.SmallInteger(), nullable=False),
    sa.Column('o3_n', sa.SmallInteger(), nullable=False),
    sa.Column('o3_8h', sa.Double(), nullable=True),
    sa.Column('o3_n8', sa.SmallInteger(), nullable=False),
    sa.Column('o3_1h', sa.Double(), nullable=True),
    sa.PrimaryKeyConstraint('station_code', 'day', name=op.f('pk_station_day')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_station_day_day'), 'station_day', ['day'], unique=False)
    op.create_table('station_month',
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('month', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('days', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('station_code', 'month', name=op.f('pk_station_month'))
    )
    op.create_index(op.f('ix_station_month_month'), 'station_month', ['month'], unique=False)
    op.create_table('unknown_device',
    sa.Column('mn', sa.String(length=64), nullable=False),
    sa.Column('st', sa.String(length=24), nullable=True),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frames', sa.BigInteger(), nullable=False),
    sa.Column('peer', sa.String(length=200), nullable=False),
    sa.Column('sample', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('mn', name=op.f('pk_unknown_device'))
    )
    op.create_table('air_target',
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=24), nullable=False),
    sa.Column('value', sa.Double(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_air_target_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_air_target'))
    )
    op.add_column('device', sa.Column('sm4_key', sa.String(length=32), nullable=True))
    op.add_column('device', sa.Column('minute_seconds', sa.Integer(), nullable=True))
    op.add_column('device_state', sa.Column('st', sa.String(length=24), nullable=True))
    op.add_column('device_state', sa.Column('clock_off_s', sa.Integer(), nullable=True))
    op.add_column('device_state', sa.Column('hour', sa.BigInteger(), nullable=True))
    op.add_column('device_state', sa.Column('hour_frames', sa.Integer(), server_default='0', nullable=False))
    op.add_column('device_state', sa.Column('hour_frames_before', sa.Integer(), server_default='0', nullable=False))
    op.add_column('device_state', sa.Column('bad', sa.Text(), server_default='{}', nullable=False))
    op.add_column('device_state', sa.Column('last_values', sa.Text(), server_default='{}', nullable=False))


def downgrade() -> None:
    raise RuntimeError("schemas only go forward; restore the backup that was made before the upgrade")
