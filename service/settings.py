"""What may be set about the service: by environment, or passed in. Every value is checked at the start.

RECONCILE_DATABASE=postgresql://reconcile@db/reconcile RECONCILE_WORKERS=4 reconcile serve
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from sources.guard import PublicOnly

LOOPBACK = "127.0.0.1"
PREFIX = "RECONCILE_"
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


class ServiceRefused(Exception):
    """The service cannot be used; the message is one line that says what to do.

    ServiceRefused
    ├── SettingsRefused  a setting is wrong
    ├── DatabaseRefused  the database cannot be opened, written, or is of another version
    └── StartRefused     the service cannot listen, or must not
    """


class SettingsRefused(ServiceRefused):
    """Settings that cannot be used; the message names each by its variable, and what to do."""


def _driven(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _DRIVERS:
        raise ValueError("give sqlite:///PATH (four slashes for an absolute path) or postgresql://USER@HOST/NAME")
    if _DRIVERS[scheme].startswith("sqlite") and not rest.startswith("/"):
        raise ValueError("a SQLite database is a file: sqlite:///PATH, with four slashes for an absolute path")
    return f"{_DRIVERS[scheme]}://{rest}"


def _listed(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())


def is_loopback(host: str) -> bool:
    """Whether a name or address is of this machine alone (RFC 6761 for names)."""
    if host.lower().rstrip(".").split(".")[-1] == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def default_database() -> str:
    """A file in the user's state folder (XDG Base Directory Specification)."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return f"sqlite:///{Path(state) / 'reconcile' / 'reconcile.sqlite3'}"


class ServiceSettings(BaseSettings):
    """Settings of one application; the name of a variable is the field's in capitals behind RECONCILE_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    database: Annotated[str, AfterValidator(_driven)] = Field(
        default_factory=default_database, validate_default=True,
        description="where everything is kept: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )  # fmt: skip
    migrate: bool = Field(default=True, description="bring the database's tables up to date at the start")
    host: str = Field(default=LOOPBACK, description="address to listen on; one that is not loopback needs keys")
    port: int = Field(default=8000, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    keys: bool = Field(default=False, description="ask for an API key on loopback too; elsewhere it always is")
    trusted_proxies: str = Field(
        default=LOOPBACK, description="addresses, separated by commas, whose X-Forwarded-For is believed"
    )

    workers: int = Field(default=2, ge=1, le=256, description="processes that compare articles")
    queue: int = Field(default=1000, ge=1, description="jobs that may wait; one more is answered 503")
    job_seconds: float = Field(default=300, gt=0, description="a job that takes longer is stopped and failed")
    attempts: int = Field(default=2, ge=1, le=10, description="times a job is begun whose worker was killed")

    max_body_bytes: int = Field(default=4_000_000, ge=1_000, description="a larger request body is refused")
    max_articles: int = Field(default=20, ge=2, le=1000, description="articles in one comparison")
    max_story_articles: int = Field(default=200, ge=2, le=10_000, description="articles in one story")
    max_article_characters: int = Field(default=200_000, ge=100, description="characters of one article")
    sync_characters: int = Field(
        default=40_000, ge=0, description="a comparison of more text in all is answered 202 and done as a job"
    )
    sync_seconds: float = Field(default=20, gt=0, description="a comparison not done by then is answered 202")
    body_seconds: float = Field(default=30, gt=0, description="a body not received by then is refused")
    streams: int = Field(default=500, ge=1, description="open event streams of a process; one more is answered 503")
    rate: int = Field(default=600, ge=0, description="requests a minute for one key or address; 0: any number")
    stop_seconds: float = Field(
        default=15, ge=0, description="what a running job may still take when the service stops"
    )

    fetch: bool = Field(default=False, description="whether articles may be given by address")
    allow_private: str = Field(
        default="", description="HOST:PORT pairs, separated by commas, that may be fetched and called though private"
    )
    retention_days: int = Field(
        default=0, ge=0, description="days after which what nobody changed is deleted; 0: never"
    )
    idempotency_hours: int = Field(default=24, ge=1, description="hours for which an Idempotency-Key is remembered")

    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$", description="debug to error")
    log_format: str = Field(default="json", pattern="^(json|text)$", description="json, a line each, or text")

    @field_validator("host")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("give an address such as 127.0.0.1 or 0.0.0.0")
        return value

    @field_validator("allow_private")
    @classmethod
    def _allowed(cls, value: str) -> str:
        PublicOnly(allow=_listed(value))
        return value

    @classmethod
    def read(cls, **given: Any) -> Self:
        """The settings of the environment, those given (not None) before them. Raises SettingsRefused."""
        try:
            settings = cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            lines = [
                f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')} (it is {e['input']!r})"
                for e in error.errors()
            ]
            raise SettingsRefused("; ".join(lines)) from None
        unknown = sorted(
            name for name in os.environ
            if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in cls.model_fields
            and not name.startswith((f"{PREFIX}TEST_", f"{PREFIX}CLIENT_"))
        )  # fmt: skip
        if unknown:
            raise SettingsRefused(f"{', '.join(unknown)}: no such setting; docs/deployment.md lists those there are")
        return settings

    @property
    def allowed_places(self) -> frozenset[str]:
        """The entries of `allow_private`."""
        return _listed(self.allow_private)

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)

    @property
    def asks_for_keys(self) -> bool:
        return self.keys or not self.on_loopback
