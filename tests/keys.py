"""The keys of personal data in tests."""

from knowledge.encryption import Keyring

KEYS = ("dGhlIGtleSBvZiBhbGwgdGVzdHMsIG5vdCBhIHNlY3I=",)
KEYRING = Keyring(KEYS)
