"""A typed client of the service, for blocking and for asynchronous programs. Needs httpx and nothing of the server.

    with Client("http://127.0.0.1:8000") as client:
        made = client.reconciliations.create([ArticleInput(text=…), ArticleInput(text=…)])
        for view in client.reconciliations.claims(made.id, verdict="conflict"):
            print(view.texts)

Every error is a ClientError; service.client.errors draws the tree.
"""

from schemas.api import ArticleByAddress, ArticleById, ArticleInput
from service.client.asynchronous import AsyncClient
from service.client.blocking import Client
from service.client.errors import (
    ClientError,
    Conflict,
    ConnectionFailed,
    JobFailed,
    NotFound,
    NotReady,
    ProblemError,
    RequestRefused,
    ServiceFailed,
    TooManyRequests,
    Unauthorised,
    UnexpectedAnswer,
    WaitedTooLong,
)
from service.client.flow import Retries
from service.client.reconciliations import Reconciled
from service.client.webhooks import BadSignature, verify

__all__ = [
    "ArticleByAddress",
    "ArticleById",
    "ArticleInput",
    "AsyncClient",
    "BadSignature",
    "Client",
    "ClientError",
    "Conflict",
    "ConnectionFailed",
    "JobFailed",
    "NotFound",
    "NotReady",
    "ProblemError",
    "Reconciled",
    "RequestRefused",
    "Retries",
    "ServiceFailed",
    "TooManyRequests",
    "Unauthorised",
    "UnexpectedAnswer",
    "WaitedTooLong",
    "verify",
]
