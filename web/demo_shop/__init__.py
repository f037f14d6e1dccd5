"""The demo shop's pages: a small department store that carries the widget."""
