"""A host on this computer, for sites that a browser is to open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from policygen.tree import Tree


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(tree: Tree, below: str = "/") -> Iterator[str]:
    """The address of a site that lies below this path of the host."""
    with TemporaryDirectory() as folder:
        for file, data in tree.items():
            target = Path(folder) / below.strip("/") / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        with serving(Path(folder)) as address:
            yield address + below


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address, without a slash, of what lies in a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
