"""Knowing a visitor by a code that is mailed to the address of an order."""
