"""The command line. Every end of a run is decided here: 0 no conflict, 1 a conflict, 2 trouble, 130 interrupted.

Trouble is one line on standard error that begins with "reconcile:". Exit status 1 says "conflict", so a defect
of the program must not end with it either: it ends with 2; RECONCILE_TRACEBACK=1 shows where.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

OK, CONFLICT, TROUBLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `reconcile` with `arguments` (those of the process by default) and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `reconcile` and give its exit status."""
    import click

    from reconcile.cli.app import app
    from reconcile.cli.terminal import Trouble, flush, say

    try:
        status = app.main(args=arguments, prog_name="reconcile", standalone_mode=False)
        flush()
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.ctx.get_help() if error.ctx else "")
        return TROUBLE
    except click.ClickException as error:
        say(f"reconcile: {' '.join(error.format_message().split())}")
        return TROUBLE
    except Trouble as error:
        say(f"reconcile: {error}")
        return TROUBLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if os.environ.get("RECONCILE_TRACEBACK"):
            raise
        detail = " ".join(str(error).split())[:300]
        say(f"reconcile: internal error: {type(error).__name__}: {detail} (RECONCILE_TRACEBACK=1 shows where)")
        return TROUBLE
    return status if isinstance(status, int) else OK
