from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_sections_of_questions")]

    operations = [
        # A default, so that the way back finds something to put in.
        migrations.AlterField("question", "chapter", models.SlugField("hoofdstuk", max_length=40, default="")),
        migrations.RemoveField("question", "scope"),
        migrations.RemoveField("question", "chapter"),
        migrations.AlterField(
            "question",
            "section",
            models.ForeignKey(
                on_delete=models.CASCADE,
                related_name="questions",
                to="reporting.questionsection",
                verbose_name="hoofdstuk",
            ),
        ),
    ]
