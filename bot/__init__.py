"""The Rasa project: what was meant, and what to do next. Runs in its own environment."""
