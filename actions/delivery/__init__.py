"""Ways and times of delivery, asked about and changed."""
