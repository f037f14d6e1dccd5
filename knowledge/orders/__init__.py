"""Orders and their way to the customer."""
