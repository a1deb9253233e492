from django.db import migrations

from people.enums import Role


def make(apps, schema_editor):
    """One group for each global role; what each may do in the admin is the pages' business (`cms.roles`)."""
    for role in Role:
        apps.get_model("auth.Group").objects.get_or_create(name=role.value)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('people', '0002_account_sign_up_key'),
    ]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
