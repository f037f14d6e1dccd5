"""The desk: where support agents take over what the bot hands on."""
