"""Customers and the profiles that make advice and service personal."""
