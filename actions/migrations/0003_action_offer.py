import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ghnt.clock


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_action_in_full"),
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offered_at", models.DateTimeField(default=ghnt.clock.now, verbose_name="aangeboden op")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Doet mee"),
                            ("declined", "Doet niet mee"),
                            ("withdrawn", "Aanbod ingetrokken"),
                            ("ended", "Delen gestopt"),
                        ],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aangeboden door",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="regions.region",
                        verbose_name="aan regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanbod van een actie",
                "verbose_name_plural": "aangeboden acties",
                "ordering": ("-offered_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("action", "region"), name="one_open_offer_a_region"
                    )
                ],
            },
        ),
    ]
