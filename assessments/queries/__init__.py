"""What screens show of assessments."""
