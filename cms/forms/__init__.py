"""What editors type."""
