"""Admin pages of models that another app has now are found under their old addresses."""

import pytest
from django.test import Client
from django.urls import resolve

from editorial.desk.urls import MOVED
from editorial.workflow.roles import Role
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("old", MOVED)
def test_an_old_address_of_the_desk_leads_to_the_page_of_today(old: str) -> None:
    desk = Client()
    desk.force_login(factory.make_user(Role.ADMINISTRATOR))
    response = desk.get(f"/admin/{old}/?q=a&p=2")
    assert response.status_code == 301
    assert response["Location"] == f"/admin/{MOVED[old]}/?q=a&p=2"
    assert resolve(f"/admin/{MOVED[old]}/").url_name.endswith("_changelist")
    assert desk.get(f"/admin/{old}/", follow=True).status_code == 200
    assert desk.get(f"/admin/{old}/7/change/")["Location"] == f"/admin/{MOVED[old]}/7/change/"


@pytest.mark.parametrize("old", MOVED)
def test_a_form_sent_from_an_old_page_keeps_what_was_typed(old: str) -> None:
    response = Client().post(f"/admin/{old}/7/change/", {"title": "Порты"})
    assert response.status_code == 308
    assert response["Location"] == f"/admin/{MOVED[old]}/7/change/"
