"""What can go wrong between a source and an article.

    SourceError
    ├── FileMissing            no such file
    ├── FileIsDirectory        a folder where a file was expected
    ├── FileUnreadable         the system refuses to open it
    ├── SourceEmpty            nothing but white space
    ├── SourceTooLarge         more bytes than an article has
    ├── SourceBinary           a picture, a PDF, an archive
    ├── SourceUndecodable      no known encoding fits
    ├── MediaUnsupported       text, but of a kind that no reader reads
    ├── NoArticleFound         a page without an article in it
    ├── ArticleInvalid         JSON that is not an Article
    ├── OverrideInvalid        a value given by the caller that cannot be used
    ├── KnowledgeInvalid       a reconcile.toml with faults in it
    └── FetchFailed            the address gave no page
        ├── AddressRefused     not http(s), no host in it, or written in a form that is not accepted
        ├── HostNotPublic      it leads into a network that is not public
        ├── HostUnknown        no such host
        ├── PortRefused        a port that is not open to addresses of others
        ├── HeaderRefused      a header that a request may not carry
        ├── FetchTimedOut
        ├── FetchRefused       an HTTP status other than success
        └── TooManyRedirects

Every message is one line: the source, what is wrong, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass


class SourceError(Exception):
    """Base of the tree. `source` names the input (a path, an address, "standard input"), `problem` says why."""

    advice = ""

    def __init__(self, source: str, problem: str, advice: str | None = None) -> None:
        self.source = source
        self.problem = problem
        self.remedy = self.advice if advice is None else advice
        text = f"{source}: {problem}" + (f"; {self.remedy}" if self.remedy else "")
        super().__init__(" ".join(text.split()))


class FileMissing(SourceError):
    """There is no such file."""

    advice = "check the spelling of the path"


class FileIsDirectory(SourceError):
    """A folder was given."""

    advice = "name a file inside it"


class FileUnreadable(SourceError):
    """The operating system refuses to give the file."""

    advice = "check its permissions"


class SourceEmpty(SourceError):
    """Nothing, or nothing but white space."""

    advice = "give a file that holds the article's text"


class SourceTooLarge(SourceError):
    """More bytes than `limit`."""

    def __init__(self, source: str, limit: int, advice: str = "give one article, not a collection") -> None:
        self.limit = limit
        super().__init__(source, f"larger than {limit:,} bytes", advice)


class SourceBinary(SourceError):
    """Bytes that are no text; `format` says which when the first bytes tell."""

    def __init__(self, source: str, format_name: str | None = None) -> None:
        self.format = format_name
        what = f"is {format_name}, not text" if format_name else "holds binary data, not text"
        super().__init__(source, what, "save the article as text or HTML first")


class SourceUndecodable(SourceError):
    """No encoding fits the bytes."""

    advice = "save it as UTF-8"


class MediaUnsupported(SourceError):
    """A media type without a reader."""

    def __init__(self, source: str, media_type: str) -> None:
        self.media_type = media_type
        super().__init__(source, f"cannot read {media_type}", "give plain text, HTML or the JSON of an article")


class NoArticleFound(SourceError):
    """The page has no article text."""

    advice = "copy the article's text into a file and give that"


class ArticleInvalid(SourceError):
    """JSON that does not follow the schema of an article; `pointer` says where."""

    advice = "give what `reconcile schema article` describes, or the article as plain text"

    def __init__(self, source: str, pointer: str, reason: str) -> None:
        self.pointer = pointer
        self.reason = reason
        super().__init__(source, f"not the JSON of an article: at {pointer or '/'}: {reason}")


class OverrideInvalid(SourceError):
    """A value that the caller gave in place of what was read."""

    def __init__(self, source: str, name: str, value: str, expected: str) -> None:
        self.name = name
        self.value = value
        self.expected = expected
        super().__init__(source, f"{name} {value[:80]!r} is not {expected}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: its line and column from 1 where they are known, and what to do about it."""

    line: int | None
    column: int | None
    problem: str


class KnowledgeInvalid(SourceError):
    """A file of own knowledge that cannot be used; `faults` has everything wrong in it, in the order of its lines."""

    def __init__(self, source: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        at = "" if faults[0].line is None else f"line {faults[0].line}: "
        super().__init__(source, f"{at}{faults[0].problem}{more}")

    def lines(self) -> tuple[str, ...]:
        """One line for each fault, as compilers write them: reconcile.toml:12:3: …"""
        return tuple(
            ":".join([self.source, *(str(n) for n in (fault.line, fault.column) if n is not None)])
            + f": {fault.problem}"
            for fault in self.faults
        )


class FetchFailed(SourceError):
    """The address could not be read."""

    advice = "save the page to a file and give that"


class AddressRefused(FetchFailed):
    """Not an http or https address, or not written as one that is accepted."""

    advice = "give an address that begins with http:// or https://"


class HostNotPublic(FetchFailed):
    """The host is in a network that is not public.

    `kind` says in which and `reached` the address it has, for the log: the message keeps silent about them, since names
    of a network's inside are not for whoever asks from outside.
    """

    advice = "give an address that everybody can open"

    def __init__(self, source: str, host: str, kind: str, reached: str | None = None) -> None:
        self.host = host
        self.kind = kind
        self.reached = reached
        super().__init__(source, f"{host} is not on the public internet")


class HostUnknown(FetchFailed):
    """The name of `host` has no address."""

    advice = "check the spelling of the address"

    def __init__(self, source: str, host: str) -> None:
        self.host = host
        super().__init__(source, f"there is no host {host}")


class PortRefused(FetchFailed):
    """The address names a `port` that addresses of others may not."""

    advice = "give an address without a port"

    def __init__(self, source: str, port: int) -> None:
        self.port = port
        super().__init__(source, f"port {port} is not open to addresses from outside")


class HeaderRefused(FetchFailed):
    """A header called `name` that a request may not carry."""

    advice = "use letters, digits and printable ASCII, on one line"

    def __init__(self, source: str, name: str, problem: str) -> None:
        self.name = name
        super().__init__(source, f"header {name[:80]!r} {problem}")


class FetchTimedOut(FetchFailed):
    """No answer within the time allowed."""


class FetchRefused(FetchFailed):
    """The server answered with `status`."""

    def __init__(self, source: str, status: int) -> None:
        self.status = status
        super().__init__(source, f"the server answered {status}")


class TooManyRedirects(FetchFailed):
    """The address led from one to the next too often."""
