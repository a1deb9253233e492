from django.db import migrations

NAMES = (  # model, field, what only the first node of a tree is asked for, Wagtail's name, ours
    ("Workflow", "name", {}, "Moderators approval", "Durchsicht"),
    ("Task", "name", {}, "Moderators approval", "Durchsicht"),
    ("Collection", "name", {"depth": 1}, "Root", "Allgemein"),
    ("Page", "title", {"depth": 1}, "Root", "Alle Seiten"),
    ("Page", "draft_title", {"depth": 1}, "Root", "Alle Seiten"),
)


def german(apps, schema_editor):
    """What Wagtail's migrations named in English is read by everybody at the desk. What somebody has renamed since stays."""
    for model, field, about, old, new in NAMES:
        apps.get_model("wagtailcore", model).objects.filter(**about, **{field: old}).update(**{field: new})


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0007_rendition_by_file'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(german, migrations.RunPython.noop),
    ]
