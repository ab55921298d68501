"""Coders for tests of the reader pool; workers import this module by its name."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from extractors.records.words import CodedDocument, Document
from flows.reading import Coder


def prepare() -> Coder:
    return code


def prepare_nothing() -> Coder:
    raise ValueError("lakes.yaml: patterns.en: missing")


def code(document: Document) -> CodedDocument:
    """Code nothing; do what a page's words ask for."""
    for word, act in ACTS.items():
        if word in document.text:
            act()
    return CodedDocument(document, document.language or "en", ())


def _crash() -> None:
    ctypes.string_at(0)


def _hang() -> None:
    time.sleep(600)


def _spin() -> None:
    while True:
        pass


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(20_000_000))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raise() -> None:
    raise ValueError("the coder stumbled")


ACTS = {"CRASH": _crash, "HANG": _hang, "SPIN": _spin, "EAT": _eat, "DIE": _die, "RAISE": _raise}
