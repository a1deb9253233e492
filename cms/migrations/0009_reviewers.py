from django.db import migrations

from cms.roles import SITE_KINDS, review
from core.languages import SOURCE_LANGUAGE


def reviewers(apps, schema_editor):
    """News, events and plain pages are read by editors, translations by translators; courses by authors, as before."""
    pages = apps.get_model("wagtailcore.Page").objects
    site = pages.filter(content_type__app_label="cms", content_type__model__in=SITE_KINDS, depth=3)
    home = pages.filter(content_type__app_label="cms", content_type__model="homepage")
    for kind, places in (("site", site), ("translated", home.exclude(locale__language_code=SOURCE_LANGUAGE))):
        for page in places:
            review(apps, page, kind)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0008_german_names'),
    ]

    operations = [
        migrations.RunPython(reviewers, migrations.RunPython.noop),
    ]
