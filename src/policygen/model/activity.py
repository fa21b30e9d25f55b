"""Something that is known to be done with data, and the purposes that it belongs to."""

from policygen.model.record import PurposeId, Record
from policygen.model.words import Listed, Text


class Activity(Record):
    """Something that is done, noted at the data, the recipient or the stored item where it was learnt."""

    what: Text
    """What is done, such as make our messages better."""
    purposes: Listed[PurposeId] = ()
    """The purposes that it belongs to; left out, none of the stated ones."""
