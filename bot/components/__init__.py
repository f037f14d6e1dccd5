"""Graph components of the language understanding pipeline, and the plain modules they are made of."""
