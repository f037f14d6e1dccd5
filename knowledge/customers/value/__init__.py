"""What customers are worth and what marks them: scores, lifetime value, tags and segments."""
