from django.db import migrations

from cms.roles import grant


def roles(apps, schema_editor):
    """What organisations can be advised on is editors' content."""
    grant(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0004_trainers_read_words'),
        ('consultations', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(roles, migrations.RunPython.noop),
    ]
