"""The sentence below each field of a model, read from its source only when somebody asks for it.

Pydantic can read them too, but does so for every model at each start, which would take a fifth of a short run.
"""

import ast
import inspect
import textwrap
from itertools import pairwise

from policygen.model.record import Record


def of_keys(model: type[Record]) -> dict[str, str]:
    """Each key that a content file can write, and its sentence; the keys of the classes above included."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Record):
            found |= _in_source(each)
    return {field.alias or name: found[name] for name, field in model.model_fields.items() if name in found}


def _in_source(model: type[Record]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
