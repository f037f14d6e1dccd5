"""The domain of a shop's customer service: what is true, what is allowed, and what was done.

One package per subject. Nothing here knows of Rasa or of the web.
"""
