from django.db import migrations

# As the chapters stood before a set of questions had sections of its own.
SECTIONS = (
    ("samenvatting", "Samenvatting", "first"),
    ("sturing", "Sturing en randvoorwaarden", "first"),
    ("onderdeel", "Per onderdeel van het programma", "line"),
    ("vooruitblik", "Vooruitblik", "last"),
)


def make_sections(apps, schema_editor):
    question_sets = apps.get_model("reporting", "QuestionSet").objects
    sections = apps.get_model("reporting", "QuestionSection").objects
    for question_set in question_sets.all():
        for order, (key, title, place) in enumerate(SECTIONS, 1):
            section = sections.create(question_set=question_set, key=key, title=title, place=place, order=order)
            question_set.questions.filter(chapter=key).update(section=section)


def tell_chapters(apps, schema_editor):
    for question in apps.get_model("reporting", "Question").objects.select_related("section"):
        question.chapter = question.section.key
        question.scope = "node" if question.section.place == "line" else "report"
        question.save(update_fields=("chapter", "scope"))


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_rounds_in_full")]

    operations = [migrations.RunPython(make_sections, tell_chapters)]
