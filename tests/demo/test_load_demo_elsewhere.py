"""The demo record keeps away from a database that holds a record of its own."""

import pytest
from django.core.management import call_command

from editorial.agreements.models import Agreement
from tests.factory import make_topic


@pytest.mark.django_db
def test_a_record_of_its_own_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    make_topic()
    call_command("load_demo")
    assert "not loaded" in capsys.readouterr().out
    assert not Agreement.objects.exists()
