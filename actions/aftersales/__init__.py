"""After the sale: returns, exchanges, refunds, claims and troubleshooting."""
