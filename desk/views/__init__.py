"""Start pages and staff pages that compose several apps."""
