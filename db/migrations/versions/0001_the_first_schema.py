"""the first schema

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


SQLITE_TRIGGERS = (
    """CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
    """CREATE TRIGGER operation_no_delete BEFORE DELETE ON operation
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
    # INSERT OR REPLACE deletes without firing delete triggers unless recursive_triggers is on
    """CREATE TRIGGER operation_no_replace BEFORE INSERT ON operation
       WHEN EXISTS (SELECT 1 FROM operation WHERE (replica = NEW.replica AND seq = NEW.seq)
                    OR position = NEW.position)
       BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
)
POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION operation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the operation log is append-only'; END $$""",
    """CREATE TRIGGER operation_no_change BEFORE UPDATE OR DELETE ON operation
       FOR EACH ROW EXECUTE FUNCTION operation_refuse()""",
    """CREATE TRIGGER operation_no_truncate BEFORE TRUNCATE ON operation
       FOR EACH STATEMENT EXECUTE FUNCTION operation_refuse()""",
)


def _protect_log() -> None:
    triggers = SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_TRIGGERS
    for statement in triggers:
        op.execute(statement)


def upgrade() -> None:
    op.create_table('attachment',
    sa.Column('entity', sa.String(length=24), nullable=False),
    sa.Column('entity_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('media_type', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_entity_attachment_entity_id'), ['entity', 'entity_id'], unique=False)

    op.create_table('blob',
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_blob'))
    )
    op.create_table('campaign',
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('mark', sa.String(length=4), nullable=False),
    sa.Column('name_zh', sa.String(length=200), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_campaign'))
    )
    op.create_table('counter',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counter'))
    )
    op.create_table('device_state',
    sa.Column('mn', sa.String(length=32), nullable=False),
    sa.Column('last_frame_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_data_time', sa.BigInteger(), nullable=True),
    sa.Column('frames', sa.BigInteger(), nullable=False),
    sa.Column('peer', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('mn', name=op.f('pk_device_state'))
    )
    op.create_table('number_series',
    sa.Column('prefix', sa.String(length=40), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('prefix', name=op.f('pk_number_series'))
    )
    op.create_table('observation',
    sa.Column('shard_code', sa.String(length=32), nullable=False),
    sa.Column('station_code', sa.String(length=32), nullable=False),
    sa.Column('period', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('time', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('pm25', sa.Double(), nullable=True),
    sa.Column('pm10', sa.Double(), nullable=True),
    sa.Column('so2', sa.Double(), nullable=True),
    sa.Column('no2', sa.Double(), nullable=True),
    sa.Column('co', sa.Double(), nullable=True),
    sa.Column('o3', sa.Double(), nullable=True),
    sa.Column('temperature', sa.Double(), nullable=True),
    sa.Column('humidity', sa.Double(), nullable=True),
    sa.Column('pressure', sa.Double(), nullable=True),
    sa.Column('wind_speed', sa.Double(), nullable=True),
    sa.Column('wind_direction', sa.Double(), nullable=True),
    sa.Column('flags', sa.String(length=120), nullable=True),
    sa.PrimaryKeyConstraint('shard_code', 'station_code', 'period', 'time', name=op.f('pk_observation')),
    postgresql_partition_by='RANGE (time)',
    sqlite_with_rowid=False
    )
    op.create_table('operation',
    sa.Column('replica', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('command', sa.String(length=40), nullable=False),
    sa.Column('change_id', sa.Uuid(), nullable=False),
    sa.Column('entity', sa.String(length=24), nullable=False),
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('action', sa.String(length=8), nullable=False),
    sa.Column('changes', sa.Text(), nullable=False),
    sa.Column('schema_version', sa.Integer(), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('replica', 'seq', name=op.f('pk_operation')),
    sa.UniqueConstraint('position', name=op.f('uq_operation_position'))
    )
    with op.batch_alter_table('operation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_operation_row_id'), ['row_id'], unique=False)

    op.create_table('reference_set',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('loaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_reference_set'))
    )
    op.create_table('refused',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.String(length=24), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('raw', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refused'))
    )
    with op.batch_alter_table('refused', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_refused_at'), ['at'], unique=False)

    op.create_table('replica',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('is_self', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('tag', sa.String(length=8), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('last_hash', sa.String(length=64), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_replica'))
    )
    op.create_table('unit',
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('short_name', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('parent_code', sa.String(length=32), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['parent_code'], ['unit.code'], name=op.f('fk_unit_parent_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('code', name=op.f('uq_unit_code'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_parent_code'), ['parent_code'], unique=False)

    op.create_table('person',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=True),
    sa.Column('phone', sa.String(length=200), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_person_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    op.create_table('site',
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('owner', sa.String(length=200), nullable=True),
    sa.Column('person', sa.String(length=200), nullable=True),
    sa.Column('phone', sa.String(length=200), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_site_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site')),
    sa.UniqueConstraint('code', name=op.f('uq_site_code'))
    )
    with op.batch_alter_table('site', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_site_unit_code'), ['unit_code'], unique=False)

    op.create_table('station',
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('level', sa.String(length=24), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=True),
    sa.Column('shard_code', sa.String(length=32), nullable=False),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('datum', sa.String(length=24), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_station_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_station')),
    sa.UniqueConstraint('code', name=op.f('uq_station_code'))
    )
    op.create_table('unit_area',
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('geometry', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_unit_area_unit_code')),
    sa.PrimaryKeyConstraint('unit_code', name=op.f('pk_unit_area'))
    )
    op.create_table('device',
    sa.Column('mn', sa.String(length=32), nullable=False),
    sa.Column('password', sa.String(length=32), nullable=True),
    sa.Column('station_code', sa.String(length=32), nullable=True),
    sa.Column('units', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['station_code'], ['station.code'], name=op.f('fk_device_station_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('mn', name=op.f('uq_device_mn'))
    )
    op.create_table('membership',
    sa.Column('site_id', sa.Uuid(), nullable=False),
    sa.Column('campaign_key', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=24), nullable=False),
    sa.Column('deadline', sa.DateTime(timezone=True), nullable=True),
    sa.Column('fields', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_membership_campaign_key')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_membership_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_campaign_key'), ['campaign_key'], unique=False)
        batch_op.create_index('uq_membership_site_id_campaign_key', ['site_id', 'campaign_key'], unique=True)

    op.create_table('site_check',
    sa.Column('site_id', sa.Uuid(), nullable=False),
    sa.Column('campaign_key', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('results', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_site_check_campaign_key')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_site_check_person_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_site_check_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site_check'))
    )
    with op.batch_alter_table('site_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_site_check_site_id'), ['site_id'], unique=False)

    op.create_table('task',
    sa.Column('number', sa.String(length=48), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=24), nullable=False),
    sa.Column('campaign_key', sa.String(length=32), nullable=True),
    sa.Column('site_id', sa.Uuid(), nullable=True),
    sa.Column('station_code', sa.String(length=32), nullable=True),
    sa.Column('found', sa.Text(), nullable=True),
    sa.Column('required', sa.Text(), nullable=True),
    sa.Column('legal_basis', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_task_campaign_key')),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_task_created_by')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_task_site_id')),
    sa.ForeignKeyConstraint(['station_code'], ['station.code'], name=op.f('fk_task_station_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task')),
    sa.UniqueConstraint('number', name=op.f('uq_task_number'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_site_id'), ['site_id'], unique=False)

    op.create_table('assignment',
    sa.Column('task_id', sa.Uuid(), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=24), nullable=False),
    sa.Column('deadline', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dispatched_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_assignment_task_id')),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_assignment_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_unit_code'), ['unit_code'], unique=False)
        batch_op.create_index('uq_assignment_task_id_unit_code', ['task_id', 'unit_code'], unique=True)

    op.create_table('task_step',
    sa.Column('task_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=True),
    sa.Column('step', sa.String(length=24), nullable=False),
    sa.Column('from_state', sa.String(length=24), nullable=True),
    sa.Column('to_state', sa.String(length=24), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('origin', sa.Uuid(), nullable=False),
    sa.Column('hlc', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_task_step_assignment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_task_step_person_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_step_task_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_step'))
    )
    with op.batch_alter_table('task_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_step_task_id'), ['task_id'], unique=False)

    _protect_log()


def downgrade() -> None:
    raise RuntimeError("schemas only go forward; restore the backup that was made before the upgrade")
