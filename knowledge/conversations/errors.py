"""What can go wrong with a conversation."""

from __future__ import annotations

from knowledge.errors import DomainError


class OwnerChanged(DomainError):
    """Somebody else took, gave back or closed the conversation in the meantime."""

    def __init__(self, conversation_id: str, owner: str) -> None:
        super().__init__(f"conversation {conversation_id} is now with {owner}: look again before you act")
        self.conversation_id = conversation_id
        self.owner = owner


class MessageTooLong(DomainError):
    """A message is longer than a conversation takes."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"the message has {length} characters; at most {limit} are taken")


class EmptyMessage(DomainError):
    """A message has nothing in it."""

    def __init__(self) -> None:
        super().__init__("the message is empty")


class UnknownChoice(DomainError):
    """A button that was never issued in this conversation."""

    def __init__(self, seq: int, button: int) -> None:
        super().__init__(f"message {seq} of this conversation has no button {button}")
