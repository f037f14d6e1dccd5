"""Finding products and talking about them."""
