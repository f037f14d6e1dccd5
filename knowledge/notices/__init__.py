"""Telling customers of their own accord what happened to their orders, returns and money."""
