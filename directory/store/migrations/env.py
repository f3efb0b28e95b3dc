"""Runs migrations on the connection that `Store.upgrade` hands over; it owns the transaction."""

from alembic import context

from directory.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
