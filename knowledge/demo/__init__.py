"""The demo shop "Linden Row": invented products, customers, orders and help articles to try Attendant."""
