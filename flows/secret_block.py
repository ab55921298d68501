"""Reads an address from a secret block of Prefect; beside the flow and its schedule the only file that knows Prefect."""

from __future__ import annotations

import os

from extractors.errors import TifawatchError

SERVED = "http://127.0.0.1:4200/api"  # the server of `tifawatch serve`


def read_secret(name: str) -> str:
    """Return what a secret block holds; raises `TifawatchError` when there is no such block or no server to ask."""
    # a client without an address would start a server and leave it running
    address = os.environ.setdefault("PREFECT_API_URL", SERVED)
    from prefect.blocks.system import Secret

    try:
        block = Secret.load(name)
        assert isinstance(block, Secret)  # it is a coroutine only inside an event loop
        return str(block.get()).strip()
    except ValueError:
        raise TifawatchError(f"the Prefect server at {address} has no secret block {name!r}") from None
    except Exception as error:  # whatever a client of a server far away can raise: the address is not known now
        raise TifawatchError(f"the secret block {name!r} cannot be read from {address}: {type(error).__name__}") from None
