"""Imported by the process that workers are forked from: everything heavy is loaded once."""

from __future__ import annotations

import flows.reader_process
from extractors.codebook import load_codebook
from extractors.speakers import load_officials
from flows.settings import load_settings

assert flows.reader_process
load_codebook(load_settings().formula_folders)
load_officials()
