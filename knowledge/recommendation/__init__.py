"""What people buy next, learnt from what was bought: a model of purchases, its measure, and rules of baskets."""
