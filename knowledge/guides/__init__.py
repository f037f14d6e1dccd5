"""Troubleshooting guides: what to try before something goes back, by kind of product."""
