"""How sure do you feel? A kind of activity for Teilhabe."""

__version__ = "1.0.0"
