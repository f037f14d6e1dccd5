"""Messages of a conversation as staff read them: compact, and clear about who said what to whom."""
