"""A form that is sent once: a double click or the back button sends the same key again."""

import uuid
from typing import Any

from django import forms


class SubmissionField(forms.UUIDField):
    """The key of one filled-in form. What is no key, since no form of ours sent it, gets a fresh one."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=uuid.uuid4, **kwargs)

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()
