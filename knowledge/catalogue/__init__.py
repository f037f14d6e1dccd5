"""The catalogue: products, their variants, prices and stock, and the feeds they come from."""
