"""clocks of orders, the ladder, the duty log, accounts

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_account')),
    sa.UniqueConstraint('name', name=op.f('uq_account_name'))
    )
    op.create_table('duty_note',
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('to_name', sa.String(length=200), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('open_parts', sa.BigInteger(), nullable=True),
    sa.Column('late_parts', sa.BigInteger(), nullable=True),
    sa.Column('handover_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_duty_note_person_id')),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_duty_note_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_note'))
    )
    op.create_index(op.f('ix_duty_note_unit_code_duty_note_at'), 'duty_note', ['unit_code', 'at'], unique=False)
    op.create_table('escalation',
    sa.Column('task_id', sa.Uuid(), nullable=False),
    sa.Column('unit_code', sa.String(length=32), nullable=False),
    sa.Column('level', sa.String(length=24), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=True),
    sa.Column('document', sa.String(length=200), nullable=True),
    sa.Column('penalty_fen', sa.BigInteger(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    *stamps(),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_escalation_person_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_escalation_task_id')),
    sa.ForeignKeyConstraint(['unit_code'], ['unit.code'], name=op.f('fk_escalation_unit_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation'))
    )
    op.create_index(op.f('ix_escalation_task_id'), 'escalation', ['task_id'], unique=False)
    op.create_index(op.f('ix_escalation_unit_code'), 'escalation', ['unit_code'], unique=False)
    op.add_column('assignment', sa.Column('role', sa.String(length=24), nullable=True))
    op.add_column('assignment', sa.Column('receive_by', sa.DateTime(timezone=True), nullable=True))
    op.add_column('assignment', sa.Column('arrive_by', sa.DateTime(timezone=True), nullable=True))
    op.add_column('assignment', sa.Column('verify_by', sa.DateTime(timezone=True), nullable=True))
    op.add_column('assignment', sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('assignment', sa.Column('asked_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('task', sa.Column('place', sa.String(length=200), nullable=True))
    op.add_column('task', sa.Column('lon', sa.Double(), nullable=True))
    op.add_column('task', sa.Column('lat', sa.Double(), nullable=True))
    op.add_column('task', sa.Column('contacts', sa.Text(), nullable=True))
    op.add_column('task', sa.Column('limit_key', sa.String(length=24), nullable=True))
    op.add_column('task_step', sa.Column('until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('task_step', sa.Column('document', sa.String(length=200), nullable=True))


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
