"""The stored history coded anew with the formulas as they are now, one document at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from extractors.codebook.codebook import Codebook
from extractors.coder import code_document
from extractors.shifts.grades import Thresholds
from extractors.speakers import Officials
from flows.keep import Keeper
from store.lock import writer_lock
from store.queries import fetch_coded
from store.schema import open_store


def recode_history(
    path: Path, codebook: Codebook, officials: Officials, now: datetime, tell: Callable[[int, int], object]
) -> tuple[int, int]:
    """Recode every document and return their number and that of the statements new in them; no alert is made.

    `tell` hears after each document how many are done, and of how many.
    """
    done = fresh = 0
    with writer_lock(path), closing(open_store(path)) as db:
        keeper = Keeper(db, (), Thresholds(), {}, frozenset(), now)
        whole = db["documents"].count
        for done, coded in enumerate(fetch_coded(db), 1):
            fresh += len(keeper.recode(code_document(coded.document, codebook, officials)))
            tell(done, whole)
    return done, fresh
