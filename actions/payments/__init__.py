"""How things are paid, and what was charged."""
