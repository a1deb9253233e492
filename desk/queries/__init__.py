"""What start pages and reports show."""
