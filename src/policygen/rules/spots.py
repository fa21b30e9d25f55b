"""Where each record of a policy was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policygen.model.policy import Policy, file_of
from policygen.model.record import Record
from policygen.problems import Place
from policygen.rule import Spot
from policygen.yaml_source import Path, Places


@dataclass(frozen=True, slots=True)
class Spots:
    """The file and the path in it of each record, known by its identity; and the places in each file."""

    paths: Mapping[int, tuple[str, Path]]
    places: Mapping[str, Places]

    def place(self, spot: Spot) -> Place:
        if isinstance(spot, Place):
            return spot
        record, key = spot
        stem, path = self.paths[id(record)]
        if stem not in self.places:
            return Place(file_of(stem))
        return self.places[stem].value((*path, key) if key else path)


def of(policy: Policy, places: Mapping[str, Places]) -> Spots:
    return Spots(dict(_paths(policy)), places)


def _paths(policy: Policy) -> Iterator[tuple[int, tuple[str, Path]]]:
    for stem in type(policy).model_fields:
        part = getattr(policy, stem)
        if isinstance(part, Record):
            yield from ((id(record), (stem, path)) for record, path in _records(part, ()))


def _records(record: Record, path: Path) -> Iterator[tuple[Record, Path]]:
    yield record, path
    for name, field in type(record).model_fields.items():
        value, key = getattr(record, name), field.alias or name
        for number, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(each, Record):
                yield from _records(each, (*path, key) if number is None else (*path, key, number))
