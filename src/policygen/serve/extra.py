"""The extra `policygen[serve]`: whether it is installed, and the script of livereload that it brings."""

from importlib.util import find_spec
from pathlib import Path

MISSING = "The preview needs an extra that is not installed: run `pip install 'policygen[serve]'`."


def is_installed() -> bool:
    return all(find_spec(package) for package in ("tornado", "livereload"))


def livereload_script() -> bytes:
    """Read from where it lies: importing livereload would bring its server along."""
    spec = find_spec("livereload")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / "vendors" / "livereload.js").read_bytes()
