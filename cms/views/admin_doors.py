"""Doors of the admin that lead to the site's own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

from core.views import wished_next


def sign_in(request: HttpRequest, leads_to: str = "wagtailadmin_home") -> HttpResponse:
    """Everybody signs in by one door, second factor included."""
    leads_to = wished_next(request) or reverse(leads_to)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': leads_to})}")


def reset_password(request: HttpRequest) -> HttpResponse:
    return redirect("account_reset_password")


def closed(request: HttpRequest) -> HttpResponse:
    """What is not for use here. Roles and closing an account go through the domain, one by one and on record."""
    raise Http404


class PreferencesView(AccountView):
    """How the admin looks for oneself. It asks for no name, no picture and no password."""

    def get_panels(self) -> list[Any]:
        asked = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, asked)]
