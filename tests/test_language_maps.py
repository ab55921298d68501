"""The map at the head of a language's folder names every module in it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_every_module_stands_in_the_map_of_its_language(language: str) -> None:
    package = import_module(f"extractors.{language}")
    modules = {path.stem for path in Path(str(package.__file__)).parent.glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"\w+", package.__doc__ or ""))
