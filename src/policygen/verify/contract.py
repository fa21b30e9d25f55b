"""The schema of the manifest as this version of policygen knows it, and what in a manifest is against it."""

from collections.abc import Iterable
from typing import Any

from jsonschema import Draft202012Validator

from policygen import packaged
from policygen.verify.difference import quoted


def schema() -> dict[str, Any]:
    known: dict[str, Any] = packaged.table("contract/manifest.schema.json")
    return known


def faults(manifest: Any) -> tuple[str, ...]:
    """Whatever in the manifest is not as the schema says, each as a sentence without its full stop."""
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = sorted(validator.iter_errors(manifest), key=lambda error: [str(step) for step in error.absolute_path])
    return tuple(
        f"{_where(error.absolute_path)}{error.message}, against its rule {quoted(error.validator)}" for error in found
    )


def served(manifest: Any) -> tuple[str, ...]:
    """The same for a manifest that moves, which also says where its version stands in the calendar."""
    if isinstance(manifest, dict) and "status" not in manifest:
        return ("`status` is missing, and only the file of a released version has none", *faults(manifest))
    return faults(manifest)


def _where(path: Iterable[str | int]) -> str:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{where.removeprefix('.')}: " if where else ""
