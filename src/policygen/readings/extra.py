"""The extra `policygen[pdf]`: whether it can be used here."""

from importlib.util import find_spec

NOT_INSTALLED = "A PDF needs an extra that is not installed: run `pip install 'policygen[pdf]'`."
NO_LIBRARY = (
    "A PDF needs the library Pango, which is not on this computer: on Debian run "
    "`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`."
)


def missing() -> str | None:
    """What keeps a PDF from being made, in one sentence; None when nothing does."""
    if find_spec("weasyprint") is None:
        return NOT_INSTALLED
    import io
    from contextlib import redirect_stdout

    try:
        with redirect_stdout(io.StringIO()):  # It explains itself there, at length.
            import weasyprint  # type: ignore[import-untyped] # noqa: F401
    except OSError:
        return NO_LIBRARY
    return None
