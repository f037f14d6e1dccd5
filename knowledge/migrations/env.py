"""Alembic's environment: the URL comes from whoever runs the migration."""

from alembic import context

import knowledge.models
from knowledge.database import make_engine

metadata = knowledge.models.Base.metadata


def run() -> None:
    """Run the migrations on the database that the configuration names."""
    if context.is_offline_mode():
        context.configure(url=context.config.attributes["url"], target_metadata=metadata, literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    engine = make_engine(context.config.attributes["url"], context.config.attributes.get("keyring"))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Making a table anew drops the old one, which would delete what refers to it ("on delete cascade").
            # Outside of a transaction, where alone SQLite listens to this.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        # SQLite changes a table by making it anew ("batch").
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
