"""Search by meaning: sentence embeddings in FAISS, for products and help articles."""
