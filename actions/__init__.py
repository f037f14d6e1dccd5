"""Rasa custom actions: read what the bot understood, call one service, render its answer."""
