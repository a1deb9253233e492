"""The form in which an author configures a kind of activity."""

from collections.abc import Mapping
from typing import Any

from django import forms


class ConfigForm(forms.Form):
    """Fields named as in the configuration. A kind whose values are not JSON as they are overrides both methods."""

    @classmethod
    def initial_of(cls, config: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show of a stored configuration."""
        return {name: config[name] for name in cls.base_fields if name in config}

    def to_config(self) -> dict[str, Any]:
        """The configuration as JSON data, of a valid form."""
        return dict(self.cleaned_data)
