"""Ways into the Rasa server."""
