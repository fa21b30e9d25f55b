"""One structured source of privacy facts, rendered as pages for people and a manifest for programs."""

__version__ = "0.1.0"
