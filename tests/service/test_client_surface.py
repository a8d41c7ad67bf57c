"""Both clients can do the same, and the manual tells it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from service import client as api
from service.client import AsyncClient, Client


def methods(client: Any) -> dict[str, str]:
    return {
        f"{resource}.{name}": str(inspect.signature(method).replace(return_annotation=None))
        for resource, found in vars(client).items() if not resource.startswith("_")
        for name, method in inspect.getmembers(found, callable) if not name.startswith("_")
    }  # fmt: skip


def test_both_clients_can_do_the_same() -> None:
    with Client("http://service") as client:
        assert methods(client) == methods(AsyncClient("http://service")) != {}


def test_every_method_is_in_the_manual_and_explains_itself() -> None:
    manual = (Path(__file__).resolve().parent.parent.parent / "docs" / "client.md").read_text(encoding="utf-8")
    rows = {row[0]: row[1] for row in re.findall(r"^\| `client\.(\w+)` \| (.*) \|$", manual, re.MULTILINE)}
    with Client("http://service") as client:
        for method in methods(client):
            resource, _, name = method.partition(".")
            assert f"`{name}`" in rows[resource]
            assert getattr(getattr(client, resource), name).__doc__
    assert all(f"`{name}`" in manual for name in api.__all__ if name.endswith(("Error", "Failed", "Signature")))
