"""What is personal says its purpose, its term and how it is erased. Who adds a model or a field declares it in `privacy.py`."""

import pytest
from django.apps import apps
from django.db import models

from core.privacy import declarations

OUTSIDE = ("allauth", "wagtail", "django", "taggit", "modelcluster", "csp")
TELLING = (models.CharField, models.TextField, models.FileField, models.JSONField, models.GenericIPAddressField)


def ours() -> list[type[models.Model]]:
    """Every model of this project's own apps."""
    own = [config for config in apps.get_app_configs() if not config.name.startswith(OUTSIDE)]
    return [model for config in own for model in config.get_models()]


def telling(model: type[models.Model]) -> set[str]:
    """Fields of a model that can hold words about a person: no choices, no slugs, nothing inherited from a page."""
    return {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, TELLING) and not field.choices and not isinstance(field, models.SlugField)
    }


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_model_is_declared(model):
    assert model in declarations(), f"declare {model._meta.label} in {model._meta.app_label}/privacy.py"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_personal_model_declares_every_field_that_can_tell(model):
    declared = declarations().get(model)
    if declared is None or declared.why_not:
        return
    assert telling(model) - set(declared.fields) - declared.content == set()


@pytest.mark.parametrize("declared", declarations().values(), ids=lambda declared: declared.model._meta.label)
def test_declaration_names_fields_that_exist_and_says_why(declared):
    assert set(declared.fields) | declared.content <= {field.name for field in declared.model._meta.get_fields()}
    assert all(field.purpose and field.term for field in declared.fields.values())
