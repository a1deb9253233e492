from django.db import migrations

from cms.roles import grant


def roles(apps, schema_editor):
    """Trainers look words up that they explain in their drafts."""
    grant(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0003_roles'),
    ]

    operations = [
        migrations.RunPython(roles, migrations.RunPython.noop),
    ]
