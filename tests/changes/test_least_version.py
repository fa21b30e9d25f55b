"""The least number that a version may have after another."""

import pytest

from policygen.changes import Gravity, claimed_enough, least_version, suffices


@pytest.mark.parametrize(
    ("old", "material", "minor", "editorial"),
    [
        ("2.0.0", "3.0.0", "2.1.0", "2.0.1"),
        ("2.9.9", "3.0.0", "2.10.0", "2.9.10"),
        ("1", "2", "1.1", "1.0.1"),
        ("1.4", "2.0", "1.5", "1.4.1"),
        ("1.2.3.4", "2.0.0.0", "1.3.0.0", "1.2.4.0"),
        ("2.0.0-rc.1", "3.0.0", "2.1.0", "2.0.1"),
        ("2026-11-20", None, None, None),
        ("autumn", None, None, None),
    ],
)
def test_the_least_version(old: str, material: str | None, minor: str | None, editorial: str | None) -> None:
    kinds: tuple[Gravity, ...] = ("material", "minor", "editorial")
    assert tuple(least_version(old, each) for each in kinds) == (material, minor, editorial)
    assert least_version(old, None) == old


@pytest.mark.parametrize(
    ("old", "new", "gravity", "enough"),
    [
        ("2.0.0", "3.0.0", "material", True),
        ("2.0.0", "2.9.0", "material", False),
        ("2.0.0", "3", "material", True),
        ("2.0.0", "2.1.0", "minor", True),
        ("2.0.0", "2.0.9", "minor", False),
        ("2.9", "2.10", "minor", True),
        ("2.0.0", "2.0.0", "editorial", False),
        ("2.0.0", "2.0.0", None, True),
        ("2026-11-20", "2026-11-21", "material", True),
        ("autumn", "autumn", "editorial", False),
        ("2.0.0", "autumn", "material", True),
    ],
)
def test_a_number_suffices(old: str, new: str, gravity: Gravity | None, enough: bool) -> None:
    assert suffices(old, new, gravity) is enough


def test_who_claims_less_than_computed_claims_too_little() -> None:
    assert claimed_enough("minor", "editorial")
    assert claimed_enough("editorial", None)
    assert not claimed_enough("minor", "material")
