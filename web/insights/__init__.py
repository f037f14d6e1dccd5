"""Insights: what shoppers said, for the people who make and buy the products."""
