"""What can be done to achievements, credentials and their wordings."""
