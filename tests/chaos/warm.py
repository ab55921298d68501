"""Loads everything heavy once, before processes are forked: a kill then costs no import and no compiled codebook."""

from __future__ import annotations

import sys
from functools import cache

import flows.reader_process
import flows.reading
from extractors.codebook import codebook
from extractors.speakers import load_officials
from flows.settings import load_settings

once = cache(codebook.load_codebook)


def keep_codebook() -> None:
    """Let every module of the program use the codebook that is loaded already; it is the same, and nobody edits it here."""
    for module in list(sys.modules.values()):
        if getattr(module, "load_codebook", None) is codebook.load_codebook and module is not codebook:
            module.load_codebook = once  # type: ignore[attr-defined]
    once(load_settings().formula_folders)


assert flows.reader_process and flows.reading
keep_codebook()
load_officials()
