"""The gateway: takes shoppers' messages, keeps the transcript, and asks the bot when it is the bot's turn."""
