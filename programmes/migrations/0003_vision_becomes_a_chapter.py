"""The vision is a chapter of the programme document, like the others."""

from django.db import migrations


def to_chapters(apps, schema_editor):
    programme = apps.get_model("programmes", "RegionalProgramme")
    chapter = apps.get_model("programmes", "ProgrammeChapter")
    for row in programme.objects.exclude(vision=""):
        chapter.objects.create(programme=row, part="programme", key="visie", title="Visie", text=row.vision, position=2)


def to_field(apps, schema_editor):
    chapter = apps.get_model("programmes", "ProgrammeChapter")
    for row in chapter.objects.filter(part="programme", key="visie").select_related("programme"):
        row.programme.vision = row.text
        row.programme.save(update_fields=["vision"])
        row.delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_goals_chapters_and_versions")]
    operations = [migrations.RunPython(to_chapters, to_field)]
