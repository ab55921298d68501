"""What an answer of the web means: its body unpacked within bounds, its status and final address judged."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import SourceState
from flows.politeness import retry_after

GZIP = b"\x1f\x8b"
STEP = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server, its body unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes = b""

    @property
    def location(self) -> str:
        """Return the whole address a redirect points to, "" for any other answer."""
        target = self.headers.get("location", "").strip().replace(" ", "%20")
        if not target or self.status not in (301, 302, 303, 307, 308):
            return ""
        try:
            return urljoin(self.url, target)
        except ValueError:
            raise FetchRefusedError(f"redirects to {target!r}, which is no address") from None


def too_big(what: str, limit: int) -> FetchFailedError:
    """Return the failure of an answer beyond a cap."""
    return FetchFailedError(SourceState.TRUNCATED, f"{what} is larger than {limit:,} bytes and was refused")


class Unpacker:
    """Unpacks one layer of gzip or deflate piece by piece and never holds more than the cap."""

    def __init__(self, encoding: str, cap: int) -> None:
        layers = [layer for layer in re.split(r"[\s,]+", encoding.lower()) if layer not in ("", "identity")]
        if len(layers) > 1:
            raise _unpackable(f"packed {len(layers)} times ({encoding}); one layer is read")
        self._layer = {"x-gzip": "gzip"}.get(layers[0], layers[0]) if layers else ""
        if self._layer not in ("", "gzip", "deflate"):
            raise _unpackable(f"packed as {self._layer}, which was not asked for")
        self._cap = cap
        self._room = cap
        self._stream: zlib._Decompress | None = None
        self._begun = False
        self._plain = False
        self._head = b""

    def feed(self, piece: bytes) -> bytes:
        """Return what a piece from the wire unpacks to."""
        if not self._begun:
            piece = self._head + piece
            if len(piece) < 2:
                self._head = piece
                return b""
            self._begin(piece)
        return self._count(piece) if self._plain else self._inflate(piece)

    def finish(self) -> bytes:
        """Return what is left, or refuse a body that ends in the middle."""
        if not self._begun:
            return self._head
        if self._stream is not None and not self._stream.eof:
            raise FetchFailedError(SourceState.TRUNCATED, "the packed body ends in the middle", passing=True)
        return b""

    @property
    def unpacked(self) -> bool:
        """Tell whether a layer was taken off."""
        return self._stream is not None

    def _begin(self, piece: bytes) -> None:
        self._begun = True
        if self._layer == "deflate":
            # Both forms are met in the wild: with zlib's header (RFC 1950) and without (1951).
            zlib_header = piece[0] & 0x0F == 8 and int.from_bytes(piece[:2]) % 31 == 0
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        elif piece[:2] == GZIP:  # also unannounced: a sitemap.xml.gz, a server that forgot its header
            self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:  # announced as packed and is not: taken as it is
            self._plain = True

    def _inflate(self, piece: bytes) -> bytes:
        out = bytearray()
        while piece:
            assert self._stream is not None
            try:
                out += self._count(self._stream.decompress(piece, STEP))
            except zlib.error as error:
                raise _unpackable(f"does not unpack ({error})") from None
            if self._stream.eof:
                piece = self._next_member(self._stream.unused_data)
            else:
                piece = self._stream.unconsumed_tail
        return bytes(out)

    def _next_member(self, rest: bytes) -> bytes:
        """Go on with a further gzip member; anything else after the end is dropped."""
        if rest[:2] != GZIP:
            return b""
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return rest

    def _count(self, piece: bytes) -> bytes:
        self._room -= len(piece)
        if self._room < 0:
            raise too_big("the unpacked body", self._cap)
        return piece


def _unpackable(reason: str) -> FetchFailedError:
    return FetchFailedError(SourceState.WRONG_ENCODING, f"the body is {reason}")


# ---------------------------------------------------------------- what the status and the final address say

BLOCKING = frozenset({401, 403, 405, 406, 412, 418, 451, 511, 521, 567})  # 412, 521, 567: Chinese and CDN firewalls
LAND_OF_NO_RETURN = re.compile(
    r"/web/system/index_17321\.s?html$"  # the Chinese ministry, for every address it does not know
    r"|(^|/)(404|410|error|errors|not[-_]?found|page[-_]?not[-_]?found|error[-_]?404|404[-_]?error)(\.\w{2,5})?/?$",
    re.IGNORECASE,
)
# Words of browser checks. Some (Cloudflare's, F5's) are also put into ordinary pages, so the page must be bare besides.
CHALLENGES = re.compile(
    rb"__jsl_clearance|_cf_chl_opt|cf-browser-verification|bobcmn|TSPD_101|aliyun_waf|acw_sc__v2|ddos-guard"
    rb"|Incapsula incident|px-captcha|captcha-delivery|awsWafCookieDomainList",
    re.IGNORECASE,
)
CHALLENGE_HEADERS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", "challenge"))
NOT_SHOWN = re.compile(rb"<(script|style|noscript)\b.*?(</\1\s*>|\Z)|<[^>]*>|\s+", re.IGNORECASE | re.DOTALL)
LARGEST_CHALLENGE = 60_000
BARE = 800  # bytes a person would see


def judge_answer(asked: str, answer: Answer, now: datetime, soft_404: str = "") -> None:
    """Raise the failure that an answer amounts to; a readable page passes."""
    status = answer.status
    wait = retry_after(answer.headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait):
        raise FetchFailedError(SourceState.RATE_LIMITED, f"answers {status}: too many requests", status=status, retry_after=wait)
    if status in (404, 410):
        raise FetchFailedError(SourceState.GONE, f"answers {status}: the address is gone", status=status)
    if status in BLOCKING or _is_challenge(answer):
        raise FetchFailedError(SourceState.BLOCKED, f"answers {status} with a block or a browser check", status=status)
    if status >= 500:
        raise FetchFailedError(
            SourceState.UNREACHABLE, f"answers {status}: the server failed", status=status, passing=status in (500, 502, 503, 504)
        )
    if status not in (200, 203, 304):
        raise FetchFailedError(SourceState.UNREACHABLE, f"answers {status}, which is no page", status=status)
    if status != 304 and is_soft_404(asked, answer.url, soft_404):
        raise FetchFailedError(
            SourceState.SOFT_404, f"was sent on to {answer.url}, which stands for everything the site does not have", status=status
        )


def is_soft_404(asked: str, final: str, known: str = "") -> bool:
    """Tell whether a redirect ended where a site sends requests for what it does not have."""
    begun, ended = urlsplit(asked), urlsplit(final)
    if _place(begun) == _place(ended):
        return False  # the same page, by another scheme or with www
    if known and (ended.netloc, ended.path) == (urlsplit(known).netloc, urlsplit(known).path):
        return True
    if LAND_OF_NO_RETURN.search(ended.path):
        return True
    deep = begun.path.rstrip("/").count("/") >= 2 or bool(re.search(r"\d", begun.path))
    return deep and ended.path in ("", "/") and not ended.query


def _place(parts: SplitResult) -> tuple[str, str, str]:
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _is_challenge(answer: Answer) -> bool:
    if any(answer.headers.get(name, "").lower() == value for name, value in CHALLENGE_HEADERS):
        return True
    if len(answer.body) > LARGEST_CHALLENGE or not CHALLENGES.search(answer.body):
        return False
    return len(NOT_SHOWN.sub(b"", answer.body)) < BARE
