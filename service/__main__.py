"""Run the service: `python -m service --host 127.0.0.1 --port 8000`, the same as `reconcile serve`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from service.settings import LOOPBACK, ServiceSettings, SettingsRefused

_NOT_STARTED = 3
"""Exit status when the application or its port could not be had, as of uvicorn."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted. Exit status 2 when the settings cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    parser.add_argument("--host", help=f"address to listen on (default: {LOOPBACK}, or RECONCILE_HOST)")
    parser.add_argument("--port", type=_port, help="port to listen on (default: 8000, or RECONCILE_PORT)")
    given = parser.parse_args(argv)
    try:
        settings = ServiceSettings.read(host=given.host, port=given.port)
    except SettingsRefused as error:
        print(error, file=sys.stderr)
        return 2
    serve(settings)
    return 0


def serve(settings: ServiceSettings) -> None:
    """Serve until interrupted: running requests and jobs may end first."""
    from service.app import create_app
    from service.server import Server

    server = Server(create_app(settings), settings)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(_NOT_STARTED)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
