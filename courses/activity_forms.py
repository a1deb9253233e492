"""The form in which an author configures a kind of activity."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from people.policies import Actor


class ConfigForm(forms.Form):
    """Fields named as in the configuration. A kind whose values are not JSON as they are overrides both methods.

    `for_user`: who configures, for fields that offer only what that account may place; without it, what anyone may.
    """

    def __init__(self, *args: Any, for_user: "Actor" = None, **kwargs: Any) -> None:
        self.for_user = for_user
        super().__init__(*args, **kwargs)

    @classmethod
    def initial_of(cls, config: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show of a stored configuration."""
        return {name: config[name] for name in cls.base_fields if name in config}

    def to_config(self) -> dict[str, Any]:
        """The configuration as JSON data, of a valid form."""
        return dict(self.cleaned_data)
