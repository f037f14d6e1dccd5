"""Subscriptions and their bills."""
