from datetime import date

import pytest

from ghnt.site.tasks import Task, grouped

ON = date(2021, 7, 12)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2021, 7, 20), "vóór 20 juli 2021, nog 8 dagen"),
        (date(2021, 7, 13), "vóór 13 juli 2021, nog 1 dag"),
        (ON, "12 juli 2021, vandaag"),
        (date(2021, 7, 11), "11 juli 2021, 1 dag te laat"),
        (date(2021, 7, 2), "2 juli 2021, 10 dagen te laat"),
        (None, ""),
    ],
)
def test_task_says_when_it_is_due(due, words):
    assert Task("Doen", "/", "", due).when(ON) == words


def test_tasks_are_grouped_by_date_with_the_soonest_first():
    days = [date(2021, 7, 20), date(2021, 7, 19), date(2021, 7, 1), None, date(2021, 7, 18), ON]
    groups = grouped((Task(str(day), "/", "", day) for day in days), on=ON)
    assert [(group.title, [row.task.title for row in group.rows]) for group in groups] == [
        ("Te laat", ["2021-07-01"]),
        ("Deze week", ["2021-07-12", "2021-07-18", "2021-07-19"]),
        ("Later", ["2021-07-20"]),
        ("Zonder datum", ["None"]),
    ]


def test_long_group_shows_twenty_and_counts_the_rest():
    (group,) = grouped((Task(f"{number:02}", "/", "") for number in range(23)), on=ON)
    assert (len(group.rows), group.left_out) == (20, 3)
