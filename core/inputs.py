"""What forms of several apps ask for."""

from typing import Any

from django import forms


class LineField(forms.CharField):
    """One line of words: a browser sends no line break here, and whoever else does gets a space."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())
