from django.db import migrations

from cms.roles import REVIEWERS, grant


def roles(apps, schema_editor):
    """The table of roles; what trainers hand in is read by authors; Wagtail's own two groups go."""
    grant(apps)
    Group = apps.get_model("auth.Group")
    for task in apps.get_model("wagtailcore.GroupApprovalTask").objects.all():
        task.groups.set(Group.objects.filter(name__in=[role.value for role in REVIEWERS]))
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('cms', '0002_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('people', '0003_roles'),
        ('wagtailadmin', '0001_create_admin_access_permissions'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtail_localize', '0006_create_submit_translation_permission'),
    ]

    operations = [
        migrations.RunPython(roles, migrations.RunPython.noop),
    ]
