"""Harvesting by OAI-PMH, with a client that libraries use."""

from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    BadVerb,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from editorial.api.oai_pmh import protocol
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests.factory import make_article, make_collection, make_draft, make_expert, make_topic, make_user

pytestmark = pytest.mark.django_db
DAY = "2020-01-01"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai-pmh.rng")))


@pytest.fixture
def library(client: Client, monkeypatch: pytest.MonkeyPatch) -> Sickle:
    """Return the client of a library, whose requests come to us without a network; answers must keep to the schema."""

    def send(_self: Any, *, method: str, url: str, **given: Any) -> requests.Response:
        values = given.get("params") or given.get("data") or {}
        answer = getattr(client, method.lower())(url.removeprefix("http://testserver"), dict(values))
        SCHEMA.assertValid(etree.fromstring(answer.content))
        response = requests.Response()
        response.status_code, response._content = answer.status_code, answer.content
        response.encoding = "utf-8"
        return response

    monkeypatch.setattr(requests.Session, "request", send)
    return Sickle("http://testserver/api/oai/")


def test_the_repository_says_who_it_is(library: Sickle, settings: Any) -> None:
    make_article()
    settings.OAI_ADMIN_EMAIL = "library@example.org"
    identity = library.Identify()
    assert identity.adminEmail == "library@example.org"
    assert (identity.protocolVersion, identity.deletedRecord) == ("2.0", "persistent")
    assert [form.metadataPrefix for form in library.ListMetadataFormats()] == ["oai_dc", "jats"]


def test_records_come_as_dublin_core(library: Sickle) -> None:
    oil = make_topic(slug="oil", name="Нефть")
    book = make_collection(slug="book")
    make_article(
        slug="corridor",
        title="О коридоре",
        authors=(make_expert(),),
        topics=(oil,),
        collection=book,
        order_in_collection=1,
        dated="2024-05",
        doi="10.1/x",
    )
    (record,) = library.ListRecords(metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["О коридоре"]
    assert record.metadata["creator"] == ["Айша Каримова"]
    assert record.metadata["date"] == ["2024-05"]
    assert record.metadata["subject"] == ["Нефть"]
    assert "https://doi.org/10.1/x" in record.metadata["identifier"]
    assert set(record.header.setSpecs) == {"genre:analysis", "language:ru", "topic:oil", "collection:book"}


def test_a_record_comes_with_its_text_as_jats(library: Sickle) -> None:
    make_article(body="<p>О портах.</p>")
    (header,) = library.ListIdentifiers(metadataPrefix="jats")
    record = library.GetRecord(identifier=header.identifier, metadataPrefix="jats")
    assert "О портах." in record.raw
    assert "<article" in record.raw


def test_a_long_list_comes_in_parts_and_whole(library: Sickle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PAGE", 2)
    made = {make_article().pk for _ in range(5)}
    # The same moment for some: a part ends in the middle of them.
    Article.objects.filter(pk__in=sorted(made)[:3]).update(changed_at="2024-01-01T00:00:00Z")
    for prefix in ("oai_dc", "jats"):
        found = [
            int(r.header.identifier.rpartition("/")[2]) for r in library.ListRecords(metadataPrefix=prefix)
        ]
        assert len(found) == 5
        assert set(found) == made


def test_what_was_withdrawn_is_listed_as_deleted_and_drafts_are_not_listed(library: Sickle) -> None:
    make_draft(title="Тайный")
    article = make_article(title="Отозванный")
    publishing.withdraw(article, by=make_user(Role.PUBLISHER), reason="Повтор")
    (record,) = library.ListRecords(metadataPrefix="oai_dc")
    assert record.deleted
    assert "Отозванный" not in record.raw


def test_sets_and_periods_narrow_a_list(library: Sickle) -> None:
    make_topic(slug="gas")
    old, new = make_article(topics=(make_topic(slug="oil"),)), make_article()
    Article.objects.filter(pk=old.pk).update(changed_at=f"{DAY}T12:00:00.7Z")
    assert {"topic:oil", "topic:gas", "genre:analysis"} <= {one.setSpec for one in library.ListSets()}

    def found(**given: str) -> list[int]:
        listed = library.ListIdentifiers(metadataPrefix="oai_dc", **given)
        return [int(header.identifier.rpartition("/")[2]) for header in listed]

    assert found(set="topic:oil") == [old.pk]
    assert found(until=DAY) == [old.pk]
    assert found(**{"from": "2020-01-02"}) == [new.pk]
    assert found(**{"from": f"{DAY}T12:00:00Z", "until": f"{DAY}T12:00:00Z"}) == [old.pk]
    with pytest.raises(NoRecordsMatch):
        found(set="topic:gas")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"verb": "Nothing"}, BadVerb),
        ({"verb": "ListRecords"}, BadArgument),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "colour": "red"}, BadArgument),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "spring"}, BadArgument),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2024-02-01", "until": DAY},
            BadArgument,
        ),
        ({"verb": "ListRecords", "metadataPrefix": "mods"}, CannotDisseminateFormat),
        ({"verb": "ListRecords", "resumptionToken": "forged"}, BadResumptionToken),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:article/1"}, IdDoesNotExist),
        ({"verb": "Identify", "set": "\x00"}, BadArgument),
    ],
)
def test_refusals_are_those_of_the_protocol(library: Sickle, given: dict[str, str], refusal: Any) -> None:
    make_article()
    answer = library.harvest(**given)
    with pytest.raises(refusal):
        raise_error(answer)


def raise_error(response: Any) -> None:
    """Raise what the client's iterators raise for an error in an answer."""
    error = response.xml.find(".//{http://www.openarchives.org/OAI/2.0/}error")
    assert error is not None
    name = error.get("code")
    raise {
        one.__name__: one
        for one in (
            BadVerb, BadArgument, CannotDisseminateFormat, BadResumptionToken, IdDoesNotExist, NoRecordsMatch,
        )
    }[name[0].upper() + name[1:]](error.text)  # fmt: skip
