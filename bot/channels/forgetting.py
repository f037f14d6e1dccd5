"""Makes Rasa forget a conversation: its events, slots and all, in the tracker store that it uses."""

from __future__ import annotations

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)


class CannotForgetError(Exception):
    """The tracker store is of a kind that conversations cannot be taken out of; the text says which."""


def forget(store: TrackerStore, sender_id: str) -> None:
    """Takes a conversation out of a tracker store; one that is not there is forgotten already.

    Args:
        store: Rasa's store, as wrapped as it may be.
        sender_id: The conversation's id.

    Raises:
        CannotForgetError: If the store is neither the one in memory nor one in an SQL database.
    """
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        store = store._tracker_store
    if isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender_id, None)
    elif isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            session.query(store.SQLEvent).filter_by(sender_id=sender_id).delete()
            session.commit()
    else:
        raise CannotForgetError(f"conversations cannot be erased from a {type(store).__name__}")
