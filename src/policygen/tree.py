"""A tree of files as a value: what goes into the pipe and what comes out of it."""

from collections.abc import Mapping

Tree = Mapping[str, bytes]
"""Paths with forward slashes, relative to the tree's root, to the bytes of the file."""
