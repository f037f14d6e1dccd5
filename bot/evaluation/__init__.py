"""Measures how well the production pipeline understands: `python -m bot.evaluation`."""
