"""The only place that touches the disk: folders are read into trees, and a tree is published as a folder.

It needs a POSIX system (Linux, macOS): folder handles, `fcntl` locks and renames over a folder are not to be had on
Windows.
"""

from policygen.disk.add import add
from policygen.disk.publish import publish
from policygen.disk.read import read
from policygen.disk.refusal import OutputLocked, OutputRefused

__all__ = ["OutputLocked", "OutputRefused", "add", "publish", "read"]
