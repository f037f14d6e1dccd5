"""Help articles: what the shop has written down for its customers."""
