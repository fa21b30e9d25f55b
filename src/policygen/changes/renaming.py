"""The older policy under the present ids, so that a record with another id is still the same record."""

from collections.abc import Mapping
from typing import Any, TypeVar

from policygen.changes import hints
from policygen.joins.finding import entries
from policygen.model.policy import FILES, Policy
from policygen.model.purposes import PurposeBasis
from policygen.model.record import Identified, Record

R = TypeVar("R", bound=Record)

Renames = Mapping[str, Mapping[str, str]]
"""For each list, such as `data.categories`, former ids and what they are now."""


def between(old: Policy, new: Policy) -> Renames:
    """The ids of the old policy that the new one knows as aliases of a record that had no other id before."""
    found = dict[str, dict[str, str]]()
    for stem, model in FILES.items():
        for key in model.model_fields:
            where = f"{stem}.{key}"
            before = {each.id for each in entries(old, where)}
            for each in entries(new, where):
                former = next((alias for alias in each.aliases if alias in before), None)
                if former and each.id not in before:
                    found.setdefault(where, {})[former] = each.id
    return found


def renamed(policy: Policy, renames: Renames) -> Policy:
    """The policy with present ids, in its records and wherever it refers to them."""
    if not renames:
        return policy
    files = {stem: getattr(policy, stem) for stem in FILES}
    return policy.model_copy(update={stem: _file(stem, it, renames) for stem, it in files.items() if it is not None})


def _file(stem: str, record: R, renames: Renames) -> R:
    fields = {}
    for key, hint in hints.of(type(record)).items():
        value = _renamed(getattr(record, key, None), hint, renames)
        names = renames.get(f"{stem}.{key}", {})
        if names and isinstance(value, tuple):
            value = tuple(_identified(each, names) for each in value)
        fields[key] = value
    return record.model_copy(update={key: fields[key] for key in type(record).model_fields})


def _identified(record: Identified, names: Mapping[str, str]) -> Identified:
    return record.model_copy(update={"id": names.get(record.id, record.id)})


def _renamed(value: object, hint: Any, renames: Renames) -> object:
    """The same value with present ids at any depth."""
    if isinstance(value, Record):
        return _referring(value, renames)
    if isinstance(value, tuple):
        return tuple(_renamed(each, hint, renames) for each in value)
    if isinstance(value, str):
        return next((renames[to][value] for to in hints.refers(hint) if value in renames.get(to, {})), value)
    return value


def _referring(record: Record, renames: Renames) -> Record:
    model = type(record)
    fields = {key: _renamed(getattr(record, key), hints.of(model)[key], renames) for key in model.model_fields}
    if isinstance(record, PurposeBasis):  # It names the data that a basis is for, or says it in words.
        names = renames.get("data.categories", {})
        fields["applies_to"] = tuple(names.get(each, each) for each in record.applies_to)
    return record.model_copy(update=fields)
