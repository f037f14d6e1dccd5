"""The customer's account: identity, details, own data, points and membership."""
