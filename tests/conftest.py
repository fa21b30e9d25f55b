"""Tests say which programs they need: without one they are skipped, or fail where everything must run."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NODE = Path(__file__).parent / "node"
WORDS = "is not on this machine: not tested"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write what the golden sites expect anew")


def pytest_configure(config: pytest.Config) -> None:
    # A shell that runs the tests in the background lets them ignore an interruption, and so all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line(
        "markers", "needs(*programs): what the machine must have, such as chromium, git, java, nginx, node or openssl"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if not _has(program):
                (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{program} {WORDS}")


def _has(program: str) -> bool:
    """Node is of use only with the packages that `./do test` puts beside it; so is Java, whose validator is one."""
    packages = program not in {"java", "node"} or (NODE / "node_modules").is_dir()
    return packages and shutil.which(program) is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if WORDS in str(report.longrepr)]
    if skipped:
        words = f"{len(skipped)} tests were skipped, since programs are missing; see above which."
        terminalreporter.write_line(words, red=True, bold=True)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium, for tests that need `chromium`; it ends with each module, since two cannot run at a time."""
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        yield running
        running.close()
