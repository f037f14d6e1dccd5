"""What people may ask about their data: to see it, take it along and have it erased; and how long it stays."""
