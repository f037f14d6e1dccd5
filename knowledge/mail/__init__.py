"""Mails to customers: written in the transaction that causes them, sent afterwards."""
