"""The arguments of every command."""

import argparse
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

from policygen import __version__
from policygen.serve import editor

FORMATS = ("text", "json", "sarif", "github")
PORT = 5500
SERVERS = ("nginx", "apache", "caddy")


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its type has no other name


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="policygen",
        description="One source of privacy facts: pages for people, a cookie manifest for programs, proven equal.",
        epilog="Exit codes: 0 fine, 1 problems in the content, 2 wrong usage, 3 a seal is broken, "
        "73 output place refused, 74 input or output failed, 75 another build is at work, 130 and 143 interrupted.",
    )
    top.add_argument("--version", action="version", version=f"policygen {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    for add in (_build, _check, _release, _diff, _verify, _serve, _explain, _schema, _headers):
        add(commands)
    return top


def _build(commands: _Commands) -> None:
    build = _command(commands, "build", "content to site")
    _root(build)
    build.add_argument("--out", type=Path, help="where the site is put; ROOT/site unless given")
    build.add_argument(
        "--strict", action="store_true", help="publish nothing while there is an error, or what was not released"
    )
    build.add_argument("--pdf", action="store_true", help="also write each page as a PDF; needs policygen[pdf]")
    build.add_argument(
        "--coverage", action="store_true", help="also write coverage/: each item of the law, and where it is answered"
    )
    _day(build)
    _head(build)
    _output(build)


def _check(commands: _Commands) -> None:
    check = _command(commands, "check", "find every problem, write nothing")
    _root(check)
    _day(check)
    _head(check)
    _output(check)
    _choice(check)
    _outside(check)


def _release(commands: _Commands) -> None:
    release = _command(commands, "release", "seal the version that policy.yaml names, for ever")
    _root(release)
    release.add_argument(
        "--accept",
        metavar="REASON",
        type=_reason,
        help="release it although rules of law find errors; the reason is published",
    )
    _day(release)
    _head(release)
    _output(release)


def _diff(commands: _Commands) -> None:
    diff = _command(commands, "diff", "what changed between two versions, how grave, and who must be asked again")
    diff.add_argument(
        "what",
        nargs="*",
        metavar="ROOT OLD NEW",
        help="the folder that holds content/, and the numbers of two versions; unless given: here, "
        "the newest release, and the draft",
    )
    diff.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="how it is written")
    _day(diff)
    diff.set_defaults(head=None, quiet=False)


def _verify(commands: _Commands) -> None:
    verify = _command(commands, "verify", "read a built site back: pages = manifest = schema, no dead link")
    verify.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the built site; `site` unless given")
    verify.add_argument("--against", type=Path, metavar="ROOT", help="also compare with the content of this project")
    _head(verify)
    _output(verify)


def _serve(commands: _Commands) -> None:
    serve = _command(commands, "serve", "live preview in the browser; problems are shown on the page")
    _root(serve)
    _day(serve)
    serve.add_argument(
        "--port", type=_port, default=PORT, help=f"where it listens; {PORT} unless given, 0 is any free one"
    )
    serve.add_argument(
        "--editor",
        type=_editor,
        default=os.environ.get(editor.VARIABLE, editor.DEFAULT),
        metavar="ADDRESS",
        help=f"what opens a line in your editor; {editor.DEFAULT}, or {editor.VARIABLE}, unless given",
    )
    serve.set_defaults(format="text", quiet=False, head=None)


def _explain(commands: _Commands) -> None:
    explain = _command(commands, "explain", "why a problem is one, with an example that fails and one that passes")
    explain.add_argument("code", nargs="?", help="the code, such as REF-unknown; all codes when left out")


def _schema(commands: _Commands) -> None:
    schema = _command(commands, "schema", "JSON Schema of every content file, for editors")
    schema.add_argument("--write", type=Path, metavar="DIR", help="write one file a schema into this folder")


def _headers(commands: _Commands) -> None:
    headers = _command(commands, "headers", "what a web server has to send with the site, in its own words")
    _root(headers)
    headers.add_argument("--for", dest="server", choices=SERVERS, required=True, help="the web server")
    headers.set_defaults(format="text", quiet=False)


def _command(commands: _Commands, name: str, words: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=words, description=words[:1].upper() + words[1:] + ".")


def _root(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "root", nargs="?", type=Path, default=Path(), help="the folder that holds content/; here unless given"
    )


def _day(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of",
        type=_date,
        metavar="DATE",
        help="the day whose law and versions are shown, such as 2026-11-20; "
        "today in UTC, or SOURCE_DATE_EPOCH, unless given",
    )


def _head(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--head",
        type=_digest,
        metavar="DIGEST",
        help="a remembered digest of a release.yaml, which must be there still; "
        "`release` prints it, and cookies/index.json says it",
    )


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="text", help="how problems are written")
    command.add_argument("--quiet", action="store_true", help="say nothing but problems")


def _choice(command: argparse.ArgumentParser) -> None:
    levels = ("error", "warning")
    command.add_argument("--fail-on", choices=levels, default="error", help="the level from which the exit code is 1")
    for name, words in (("select", "show only"), ("ignore", "do not show")):
        command.add_argument(
            f"--{name}",
            nargs="+",
            action="extend",
            metavar="PREFIX",
            help=f"{words} problems whose code begins so, such as GDPR or COOKIE-; write it after ROOT",
        )


def _outside(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--observed",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="compare the cookies with those that were seen: a HAR, Playwright’s storage state, or a list (JSON, CSV)",
    )
    command.add_argument("--online", action="store_true", help="also ask each link whether anybody answers")


def _date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date; write it like 2026-11-20") from None


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise argparse.ArgumentTypeError(f"`{text}` is not a SHA-256 digest; it is 64 digits and letters from a to f")
    return text


def _reason(text: str) -> str:
    """It is sealed, so it must be words that can be read back for ever."""
    words = " ".join(text.split())
    if not words or not words.isprintable():
        raise argparse.ArgumentTypeError("the reason must be words, without invisible characters")
    return words


def _editor(text: str) -> str:
    if wrong := editor.fault(text):
        raise argparse.ArgumentTypeError(wrong)
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("65535") and int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"`{text}` is not a port; it is a number up to 65535")
    return int(text)
