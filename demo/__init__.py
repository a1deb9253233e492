"""The demo programme: its texts in TOML, and what makes pages, people and records of them. Never imported by the product."""
