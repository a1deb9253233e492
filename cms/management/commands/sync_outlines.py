"""Heals what no signal told: every course record follows its pages again, and the page tree's counts are right."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from cms import generation, trees
from cms.derive import derive
from cms.models import CoursePage
from courses.domain import outline
from courses.models import Course


class Command(BaseCommand):
    help = "Makes every course record follow its pages, and mends the page tree."

    def handle(self, *args: Any, **options: Any) -> None:
        if trees.problems():
            Page.fix_tree()
        pages = CoursePage.objects.filter(alias_of=None).values_list("translation_key", flat=True)
        keys = {*pages, *Course.objects.values_list("pk", flat=True)}
        before = dict(Course.objects.values_list("pk", "outline_number"))
        for key in keys:
            outline.sync(key, derive)
        after = dict(Course.objects.values_list("pk", "outline_number"))
        changed = sum(before.get(key) != number for key, number in after.items())
        generation.bump()
        self.stdout.write(f"{len(keys)} courses looked at, {changed} new outlines.")
