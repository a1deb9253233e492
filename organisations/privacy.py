"""Organisations are no persons; who acts for them is."""

from core.privacy import impersonal, personal
from organisations.models import Organisation, OrganisationMember

impersonal(Organisation, why="An association, not a person; its contacts are persons with contact points of their own.")
personal(OrganisationMember)
