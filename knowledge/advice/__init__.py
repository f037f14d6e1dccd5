"""Personal advice: from a need in the shopper's words to products, ranked, with true reasons."""
