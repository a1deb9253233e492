"""What can be done to groups."""
