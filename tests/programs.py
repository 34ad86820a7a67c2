"""Programs of the machine that some tests need."""

import os
from typing import NoReturn

import pytest


def skip_for_want_of(program: str, package: str) -> NoReturn:
    """Skip the test; with CI=true fail it, since `.ci/run` installs the program and no test may be left out there."""
    reason = f"no {program} on this machine: apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
