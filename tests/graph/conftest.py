"""The graphs that most tests of this room read."""

import pytest

from tests.graph import graphs


@pytest.fixture
def papers():
    """Six papers, their digest, a stub, a note apart and a dead link."""
    return graphs.papers()


@pytest.fixture
def hostile():
    """Fourteen notes with everything in their titles that a format may choke on."""
    return graphs.hostile()
