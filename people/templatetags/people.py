"""What the pages about one's own account ask."""

from ipaddress import ip_address

from django import template
from django.http import HttpRequest
from django.http.request import split_domain_port

register = template.Library()


@register.filter
def can_use_keys(request: HttpRequest) -> bool:
    """Whether passkeys work here: they belong to a host name, never to an address of numbers."""
    host, _port = split_domain_port(request.get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False
