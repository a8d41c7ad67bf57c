"""Run the service: `python -m service --host 127.0.0.1 --port 8000`, the same as `reconcile serve`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from service.settings import LOOPBACK, ServiceRefused, ServiceSettings


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until told to stop. Exit status 2 when the service cannot start."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    parser.add_argument("--host", help=f"address to listen on (default: {LOOPBACK}, or RECONCILE_HOST)")
    parser.add_argument("--port", type=_port, help="port to listen on (default: 8000, or RECONCILE_PORT)")
    given = parser.parse_args(argv)
    try:
        settings = ServiceSettings.read(host=given.host, port=given.port)
        from service.serving import serve

        serve(settings, lambda line: print(line, flush=True))
    except ServiceRefused as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
