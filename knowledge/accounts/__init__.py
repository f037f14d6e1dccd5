"""Customers' accounts: their details, subscriptions and bills, points, and what waits for a mail or a person."""
