"""who answers for what, and who is on duty where

Revision ID: 0004
Revises: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pairing',
    sa.Column('site_id', sa.Uuid(), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('duty', sa.String(length=200), nullable=True),
    sa.Column('phone', sa.String(length=200), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_pairing_site_id')),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_pairing_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing'))
    )
    op.create_index('uq_pairing_site_id_unit_code', 'pairing', ['site_id', 'unit_code'], unique=True)
    op.create_index(op.f('ix_pairing_unit_code'), 'pairing', ['unit_code'], unique=False)
    op.create_table('unit_pairing',
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('campaign_key', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('duty', sa.String(length=200), nullable=True),
    sa.Column('phone', sa.String(length=200), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_unit_pairing_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_pairing'))
    )
    op.create_index(
        'uq_unit_pairing_unit_code_campaign_key', 'unit_pairing', ['unit_code', 'campaign_key'], unique=True
    )
    op.create_table('shift',
    sa.Column('site_id', sa.Uuid(), nullable=False),
    sa.Column('campaign_key', sa.String(length=32), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=200), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_shift_site_id')),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_shift_campaign_key')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_shift_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift'))
    )
    op.create_index(op.f('ix_shift_site_id_shift_starts_at'), 'shift', ['site_id', 'starts_at'], unique=False)
    op.create_table('shift_event',
    sa.Column('site_id', sa.Uuid(), nullable=False),
    sa.Column('shift_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('to_name', sa.String(length=200), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_shift_event_site_id')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_shift_event_shift_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_shift_event_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift_event'))
    )
    op.create_index(op.f('ix_shift_event_site_id'), 'shift_event', ['site_id'], unique=False)
    op.create_index(op.f('ix_shift_event_shift_id'), 'shift_event', ['shift_id'], unique=False)


def stamps() -> list[sa.Column[Any]]:
    """Columns that every synced table has."""
    return [
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('origin', sa.Uuid(), nullable=False),
        sa.Column('hlc', sa.BigInteger(), nullable=False),
        sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    ]


def downgrade() -> None:
    raise RuntimeError("schemas only go forward; restore the backup that was made before the upgrade")
