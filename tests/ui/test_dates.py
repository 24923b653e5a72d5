from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghnt.ui.dates import clock_time, long_date, parse_dutch_date, short_date


@pytest.mark.parametrize(
    "text",
    ["3-3-2027", "3/3/2027", "03-03-27", "2027-03-03", "3 mrt 2027", "3 maart 2027", "3.3.2027", " 3  MAART  2027 ",
     "woensdag 3 maart 2027", "wo 3 mrt. 2027", "3-mrt-27", "3 3 2027"],
)  # fmt: skip
def test_parse_dutch_date_reads_what_people_write(text):
    assert parse_dutch_date(text) == date(2027, 3, 3)


@pytest.mark.parametrize(
    "text", ["", "morgen", "31-2-2027", "3-13-2027", "maart 2027", "3-3-20270", "1-1-0000", "3 x 2027"]
)
def test_parse_dutch_date_refuses_what_is_no_date(text):
    with pytest.raises(ValueError):
        parse_dutch_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_written_dates_are_read_again(day):
    assert parse_dutch_date(long_date(day)) == parse_dutch_date(short_date(day)) == day


def test_dates_and_times_are_those_of_amsterdam():
    moment = datetime(2027, 3, 2, 23, 5, tzinfo=UTC)
    assert (long_date(moment), short_date(moment), clock_time(moment)) == ("3 maart 2027", "3 mrt 2027", "0.05 uur")
    assert clock_time(datetime(2027, 7, 1, 12, 32, tzinfo=UTC)) == "14.32 uur"
