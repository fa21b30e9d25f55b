"""Serve the demonstration shop over HTTPS on this computer, with the policy that policygen makes of its content."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

SHOP = Path(__file__).parent
ROOT = SHOP.parents[1]
PACKAGES = ROOT / "tests" / "node" / "node_modules"
HOST, NETWORK = "www.shop.localhost", "ads.spout.localhost"
"""Browsers know that names below `localhost` are on this computer. The second is another site, which shows adverts."""

NPM = "npm/"
CLIENTS = {
    "vanilla-cookieconsent": ("dist/cookieconsent.esm.js", "dist/cookieconsent.css"),
    "klaro": ("dist/klaro.js",),
    "@hmcts/cookie-manager": ("dist/cookie-manager.js",),
    "orejime": ("dist/orejime-standard-en.js", "dist/orejime-standard.css"),
    "tarteaucitronjs": (
        "tarteaucitron.js",
        "tarteaucitron.services.js",
        "advertising.js",
        "css/tarteaucitron.css",
        "lang/tarteaucitron.en.js",
    ),
}
"""What the pages use of each package of npm."""
BUNDLED = "npm/hds-js.mjs"
"""The one client that comes in parts, which are put together here as a site does that uses it."""

NECESSARY = (
    "__Host-session=1; Path=/; Secure; HttpOnly; SameSite=Lax",
    "pref_key=1; Domain=shop.localhost; Path=/; Secure; SameSite=Lax",
)
SERVED = {
    "/before/": ("test_group=b; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax",),
    "/pixel/": ("spout_id=1; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=None; Partitioned",),
}
"""What no script can set, by the path of the answer that sets it."""


def headers(host: str, path: str) -> Iterable[tuple[str, str]]:
    """The cookies of the server; every page but that of the network sets the necessary ones."""
    page = path.endswith("/") and host != NETWORK
    return tuple(("Set-Cookie", each) for each in (*(NECESSARY if page else ()), *SERVED.get(path, ())))


def pages() -> dict[str, bytes]:
    """The shop itself, with the consent clients as they come from npm."""
    folder = SHOP / "pages"
    own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**own, **dict(_clients()), "pixel/index.html": b"<!doctype html><title>Advert</title>"}


def _clients() -> Iterator[tuple[str, bytes]]:
    for package, files in CLIENTS.items():
        yield from ((f"{NPM}{package}/{file}", (PACKAGES / package / file).read_bytes()) for file in files)
    node = shutil.which("node") or "node"
    bundle = ["--bundle", "--format=esm", "--alias:@apollo/client=@apollo/client/core"]
    done = subprocess.run(  # noqa: S603 -- the words are ours
        [node, PACKAGES / "esbuild" / "bin" / "esbuild", *bundle], cwd=PACKAGES.parent, check=True, capture_output=True,
        input=b'export { CookieConsentCore } from "hds-js";',
    )  # fmt: skip
    yield BUNDLED, done.stdout


def content(address: str) -> dict[str, bytes]:
    """What the shop says, at the address at which it is served."""
    folder = SHOP / "content"
    files = {path.relative_to(SHOP).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    site = "content/site.yaml"
    return files | {site: files[site].replace(f"https://{HOST}/".encode(), address.encode())}


def policy(address: str) -> dict[str, bytes]:
    """The site that `policygen build` makes of the content."""
    with TemporaryDirectory() as place:
        project, site = Path(place, "project"), Path(place, "site")
        for name, data in content(address).items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(data)
        words = ["build", project, "--out", site, "--quiet"]
        subprocess.run([sys.executable, "-m", "policygen", *words], check=True)  # noqa: S603 -- as above
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def main() -> None:
    sys.path.append(str(ROOT / "tests" / "browser"))
    from https_site import serve

    if not PACKAGES.is_dir():
        sys.exit("The consent clients are not there. Install Node.js and npm, then run ./do shop from the project.")
    tree: dict[str, bytes] = {}
    with serve(tree, headers) as site:
        address = site.url(HOST)
        tree |= _whole(address)
        words = (
            f"The shop is open at {address}",
            "Your browser warns of the certificate, which nobody has signed.",
            "Ctrl-C closes it.",
        )
        print(*words, sep="\n", flush=True)  # noqa: T201 -- this is what people are to read
        with suppress(KeyboardInterrupt):
            Event().wait()


def _whole(address: str) -> Mapping[str, bytes]:
    return {**policy(address), **pages()}


if __name__ == "__main__":
    main()
