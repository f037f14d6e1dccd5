"""On the way to an order: baskets, codes, prices, trouble with paying."""
