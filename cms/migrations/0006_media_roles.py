from django.db import migrations

from cms.roles import grant


def roles(apps, schema_editor):
    """Pictures, documents and collections: Wagtail asks for permissions on its own models, not on ours."""
    grant(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_editors_write_consultation_topics'),
        ('wagtailimages', '0027_image_description'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.RunPython(roles, migrations.RunPython.noop),
    ]
