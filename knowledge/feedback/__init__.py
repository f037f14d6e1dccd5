"""Feedback: what shoppers said about products and service, with its sentiment."""
