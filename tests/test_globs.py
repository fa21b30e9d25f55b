"""Two names overlap when there is a name that both match; held against all short names."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from policygen import globs
from policygen.globs import Glob
from policygen.model.cookies import Item

NAMES = some.text("ab*", min_size=1, max_size=5).filter(lambda name: name.strip("*") and "**" not in name)
SHORT = tuple("".join(letters) for length in range(9) for letters in product("ab", repeat=length))


def _glob(name: str) -> Glob:
    return Item(id="x", name=name, category="c").glob


def _matches(glob: str, name: str) -> bool:
    """The slow and plain way."""
    if not glob:
        return not name
    if glob[0] == "*":
        return any(_matches(glob[1:], name[at:]) for at in range(len(name) + 1))
    return name[:1] == glob[0] and _matches(glob[1:], name[1:])


@given(NAMES, NAMES)
def test_two_names_overlap_when_some_name_is_matched_by_both(one: str, other: str) -> None:
    both = any(_matches(one, name) and _matches(other, name) for name in SHORT)
    assert globs.overlap(_glob(one), _glob(other)) == both


def test_an_exact_star_is_a_letter() -> None:
    exact = Item(id="x", name="a*", match="exact", category="c").glob
    assert not globs.overlap(exact, _glob("ab"))
    assert globs.overlap(exact, _glob("a*"))


def test_long_names_take_one_walk() -> None:
    assert not globs.overlap(_glob("*a" * 5_000 + "b"), _glob("a" * 50_000))
