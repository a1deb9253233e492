from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """The table of the limits' cache, so that `migrate` is all a database needs. With Redis there is none to make."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_jobs'),
    ]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
