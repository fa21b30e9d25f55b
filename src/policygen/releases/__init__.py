"""Sealed releases: what was in force stays as it was, and proves it."""
