"""Alembic's view of the store: env.py and the numbered versions."""
