"""What shoppers said that was not understood, kept for a person to learn from."""
