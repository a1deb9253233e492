"""Pages that are not Wagtail's own to serve."""
