import pytest, subprocess
from tests.factories import certificates as made, people
from certificates.names import PrintedNames


@pytest.mark.django_db
def test_look():
    import pathlib

    for kind, course, units, exam in made.kinds():
        for lang in ("de", "ar", "en"):
            p = people.learner("x")
            from courses.models import NodeText

            if not NodeText.objects.filter(node=course.pk, locale="ar").exists():
                NodeText.objects.create(course=course, node=course.pk, locale="ar", title="المشاركة في القرار")
            a = made.completed(p, course, units=units, exam=exam)
            assert a.kind == kind
            n = (
                ("Leyla Haddad", "ليلى حداد")
                if kind != "exam"
                else (
                    "Abdulrahman Abdullah Mohammed Al-Mustafa Al-Husseini Al-Baghdadi",
                    "عبد الرحمن عبد الله محمد المصطفى الحسيني البغدادي",
                )
            )
            c = made.credential(*n, of=a, language=lang)
            f = f"/tmp/look/{kind}-{lang}"
            pathlib.Path(f + ".pdf").write_bytes(c.pdf.data)
            print(kind, lang, len(c.pdf.data))
            subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", f + ".pdf", f])
