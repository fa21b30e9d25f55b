"""The category of each stored item: its own, or that of its service; one of the two must be said."""

from collections.abc import Iterator, Mapping

from policygen.model.cookies import Cookies
from policygen.model.record import Record
from policygen.problems import Problem
from policygen.yaml_source import Source


def check(sources: Mapping[str, Source], records: Mapping[str, Record]) -> Iterator[Problem]:
    cookies = records.get("cookies")
    if not isinstance(cookies, Cookies):
        return
    categories = {service.id: service.category for service in cookies.services}
    for number, item in enumerate(cookies.items):
        if item.category is None and item.service in categories and categories[item.service] is None:
            yield Problem(
                sources["cookies"].places.value(("items", number)),
                "REF-schema",
                f"`{item.id}` belongs to no category: neither it nor its service `{item.service}` names one.",
                f"Give the `category` of the item, or of the service `{item.service}`.",
            )
