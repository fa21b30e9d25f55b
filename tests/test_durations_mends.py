"""Durations as people really write them, and the valid spelling that is offered for each."""

import pytest

from policygen import durations
from policygen.durations import DurationError

BY_REGION = "`{depends: {in the EEA: 13 months, elsewhere: 24 months}}`"
NOTHING = "Write `session` when it goes with the browser session, or leave it out when nothing is kept."
TOO_LONG = "Write at most `9999 years`, or `{until: you clear it}` when it has no end."
ENDLESS = "Say what ends it, such as `{until: you clear it}`."
COUNT = (
    "Write whole numbers of years, months, weeks, days, hours, minutes or seconds, each unit once and the longest "
    "first, such as `1 year 6 months`."
)
GENERAL = "Write a number and a unit, such as `13 months`, or `session`, or `unknown`, or `{until: you clear it}`."

MISSPELT = [
    ("Five minutes", "Write `5 minutes`."),
    ("One year", "Write `1 year`."),
    ("an hour", "Write `1 hour`."),
    ("Seesion", "Write `session`."),
    ("Unkown", "Write `unknown`."),
    ("12 moi", "Write `12 months`."),
    ("1 mis", "Write `1 month`."),
    ("24 awr", "Write `24 hours`."),
    ("36 monhts", "Write `36 months`."),
    ("13months", "Write `13 months`."),
    ("013 months", "Write `13 months`."),
    ("1 yr, 6 mths", "Write `1 year 6 months`."),
    ("6 months 1 year", "Write `1 year 6 months`."),
    ("1 year 0 months", "Write `1 year`."),
    ("13 months maximum.", "Write `13 months`."),
    ("'13 months'", "Write `13 months`."),
    ("up to 2 weeks", "Write `2 weeks`."),
    ("1.5 years", "Write `1 year 6 months`."),
    ("0,5 hours", "Write `30 minutes`."),
    ("2.0 days", "Write `2 days`."),
    ("1,000 days", "Write `1000 days`."),
    ("1.000 days", "Write `1000 days`."),
    ("<1 day", "Write `1 day`."),
    ("-1 day", "Write `1 day`."),
    ("14", "Add the unit, such as `14 days`."),
    ("<1", "Add the unit, such as `1 day`."),
    ("2944", "Add the unit, such as `2944 days`."),
    ("0", NOTHING),
    ("0 days", NOTHING),
    ("P0D", NOTHING),
    ("PT0S", NOTHING),
    ("10000 years", TOO_LONG),
    ("P10000Y", TOO_LONG),
    ("99999999999999 days", TOO_LONG),
    ("P14m", "Write `P14M`."),
    ("p1y", "Write `P1Y`."),
    ("P72H", "Write `PT72H`."),
    ("PT1D", "Write `P1D`."),
    ("P1H30M", "Write `PT1H30M`."),
    ("P1M2W", "Write `P1M14D`."),
    ("P1M2M", COUNT),
    ("PT", GENERAL),
    ("P13", COUNT),
    ("undefined", "Write `unknown` when nobody knows how long it lasts."),
    ("N/A", "Write `unknown` when nobody knows how long it lasts."),
    ("Session cookie", "Write `session`."),
    ("until you close your browser", "Write `session`."),
    ("kept, then goes when you close your browser", "Write `session`."),
    ("Persistent", ENDLESS),
    ("never expires", ENDLESS),
    ("Does not expire", ENDLESS),
    ("never sold", GENERAL),
    ("1-2 years", "Write `{between: [1 year, 2 years]}`."),
    ("between 1 and 2 Years", "Write `{between: [1 year, 2 years]}`."),
    ("from 30 seconds to 1 hour", "Write `{between: [30 seconds, 1 hour]}`."),
    ("1 year to 30 seconds", "Write the length alone: `1 year`."),
    ("2 years after last visit", "Write `{rolling: 2 years}`."),
    ("13 months in the EEA, 24 elsewhere", f"Write {BY_REGION}."),
    ("1 day here, 2 days Here, 3 days there", f"Name each case and its duration, as in {BY_REGION}."),
    ("13 months in the EEA, 24 months in the EEA", f"Name each case and its duration, as in {BY_REGION}."),
    ("13 months (EEA; UK), 24 elsewhere", f"Name each case and its duration, as in {BY_REGION}."),
    ("729 Days, 364 Days, A few seconds", f"Name each case and its duration, as in {BY_REGION}."),
    ("2 years; 3 days", f"Name each case and its duration, as in {BY_REGION}."),
    ("10 Nov 2030", "Write `{until: 10 Nov 2030}`."),
    ("Fri, 31 Dec 2030 23:59:59 GMT", "Write `{until: 31 Dec 2030}`."),
    ("2030/11/09", "Write `{until: 2030/11/09}`."),
    ("until you log out", "Write `{until: you log out}`."),
    ("kept until until you leave; or ask", 'Write `{until: "you leave, or ask"}`.'),
    ("7 years after the contract ends", "Write the length alone: `7 years`."),
    ("1.5 months", COUNT),
    ("1.3 years", COUNT),
    ("1.1234567 years", COUNT),
    ("> 1 year", COUNT),
    ("1 day 1 day", "Write the length alone: `1 day`."),
    ("12 foo", COUNT),
    ("12 incomprehensibilities", COUNT),
    ("12 and 3", COUNT),
    ("1 day-", "Write `1 day`."),
    ("ſession", "Write `session`."),
    ("banana", GENERAL),
    ("a" * 60, GENERAL),
]

PUBLISHED = [
    ("One year", "Write `1 year`."),
    ("Two weeks", "Write `2 weeks`."),
    ("One hour", "Write `1 hour`."),
    ("One month", "Write `1 month`."),
    ("Five minutes", "Write `5 minutes`."),
    (
        "Until user closes browser or completes authentication request",
        "Write `{until: user closes browser or completes authentication request}`.",
    ),
    ("Deleted when oauth state is validated", "Write `{until: oauth state is validated}`."),
    ('"13 months EEA UK; 24 months elsewhere"', "Write `{depends: {EEA UK: 13 months, elsewhere: 24 months}}`."),
    (
        '"OPT_OUT: fixed expiration (year 2030/11/09); non-OPT_OUT: 13 months EEA UK 24 months elsewhere"',
        f"Name each case and its duration, as in {BY_REGION}.",
    ),
    ("End of browser session", "Write `session`."),
    ("Browser closes", "Write `session`."),
    ("End of webchat session", "Write `{until: the end of webchat session}`."),
    ("Depends on the retention period of the account", f"Name each case and its duration, as in {BY_REGION}."),
    ("30 minutes and reset again to 30 minutes on activity", "Write `{rolling: 30 minutes}`."),
    ("Persists until campaign changes are applied", "Write `{until: campaign changes are applied}`."),
    ("Expires in 2096 years", "Write `2096 years`."),
    ("30 seconds to 1 year", "Write `{between: [30 seconds, 1 year]}`."),
]


@pytest.mark.parametrize(("text", "mend"), MISSPELT + PUBLISHED)
def test_the_nearest_valid_spelling_is_offered(text: str, mend: str) -> None:
    with pytest.raises(DurationError, match="is not a duration") as caught:
        durations.parse(text)
    assert caught.value.message == f"“{shortened(text)}” is not a duration."
    assert caught.value.mend == mend


def test_prose_is_not_searched_for_a_duration() -> None:
    with pytest.raises(DurationError) as caught:
        durations.parse("one year " * 30)
    assert caught.value.message == f"“{('one year ' * 7)[:60]}…” is not a duration."
    assert caught.value.mend == GENERAL


def shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rstrip() + "…"
