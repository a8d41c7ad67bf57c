"""Run the service: `python -m service --host 127.0.0.1 --port 8000`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from service.settings import LOOPBACK


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted. On loopback unless told otherwise: the service asks nobody who they are."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=8000, type=_port, help="port to listen on (default: %(default)s)")
    given = parser.parse_args(argv)

    import uvicorn

    uvicorn.run("service.app:create_app", factory=True, host=given.host, port=given.port, server_header=False)
    return 0


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
