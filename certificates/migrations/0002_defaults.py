from django.db import migrations

from certificates import defaults


def install(apps, schema_editor):
    defaults.install(apps.get_model("certificates", "Template"), apps.get_model("certificates", "TemplateText"))


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
