"""What screens show of courses."""
