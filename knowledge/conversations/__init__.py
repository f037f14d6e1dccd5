"""Conversations: who said what in which order, and who may speak now."""
