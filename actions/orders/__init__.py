"""Orders before they ship: where they are, which is meant, cancelling and changing them."""
