"""What screens show of groups."""
