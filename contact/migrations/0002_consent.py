"""The first version of the words that people consent to when they write. The office may write a newer one; none is ever changed."""

from django.db import migrations

TEXTS = {
    "de": (
        "Ich habe den Datenschutzhinweis zur Kenntnis genommen. Ich bin einverstanden, dass elektronisch gespeichert wird, was "
        "ich hier schreibe, um meine Nachricht zu beantworten und für Rückfragen. Ohne meine Einwilligung wird nichts "
        "weitergegeben. Ich kann diese Einwilligung jederzeit widerrufen; dann wird alles gelöscht."
    ),
    "en": (
        "I have taken note of the privacy notice. I agree that what I write here is stored electronically, to answer my message "
        "and for follow-up questions. Nothing is passed on without my consent. I can withdraw this consent at any time; then "
        "everything is deleted."
    ),
    "ar": (
        "لقد اطّلعتُ على بيان حماية البيانات. أوافق على حفظ ما أكتبه هنا إلكترونيًا من أجل الرد على رسالتي وطرح أسئلة لاحقة. "
        "لا يُنقل أي شيء إلى الآخرين دون موافقتي. يمكنني سحب هذه الموافقة في أي وقت، وعندئذ يُحذف كل شيء."
    ),
}


def write(apps, schema_editor):
    texts = apps.get_model("people", "ConsentText")
    for locale, text in TEXTS.items():
        texts.objects.get_or_create(purpose="contact", version=1, locale=locale, defaults={"text": text})


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
