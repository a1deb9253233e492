"""What can be done to item banks, items, assessments and sittings."""
