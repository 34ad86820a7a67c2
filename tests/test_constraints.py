"""The database itself refuses invalid rows, from any writer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from editorial.agreements.models import Agreement
from editorial.articles.models import Article
from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_draft,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db


def two_of_one_slug() -> None:
    make_event(slug="same")
    make_event(slug="same")


def an_end_before_the_start() -> None:
    make_event(started="2022-08-24", ended="2022-08-23")


def a_seat_that_ends_before_it_starts() -> None:
    make_expert().council_memberships.create(
        side="AZ",
        started_on="2022-01-01",
        started_on_precision="year",
        ended_on="2021-01-01",
        ended_on_precision="year",
    )


def a_day_where_only_the_month_is_known() -> None:
    Agreement.objects.filter(pk=make_agreement(signed="2022-11-14").pk).update(signed_on_precision="month")


def a_precision_without_a_date() -> None:
    Agreement.objects.filter(pk=make_agreement(signed=None).pk).update(signed_on_precision="year")


def a_public_agreement_without_a_party() -> None:
    make_agreement(parties=())


def a_party_that_is_nobody() -> None:
    make_agreement().parties.create()


def a_party_that_is_both() -> None:
    make_agreement().parties.create(country="GE", organisation=make_organisation())


def a_state_that_is_party_twice() -> None:
    make_agreement(parties=("AZ",)).parties.create(country="AZ")


def an_agreement_based_on_itself() -> None:
    agreement = make_agreement()
    agreement.relations.create(kind="based_on", other=agreement)


def a_count_of_documents_for_a_single_one() -> None:
    make_agreement(kind="treaty", document_count=3)


def a_text_that_is_nowhere() -> None:
    make_agreement().texts.create(language="ru")


def a_signature_at_two_events() -> None:
    agreement = make_agreement()
    for event in (make_event(), make_event()):
        event.outcomes.create(kind="signed", agreement=agreement)


def two_texts_in_one_place_of_a_book() -> None:
    book = make_collection()
    make_draft(collection=book, order_in_collection=1)
    make_draft(collection=book, order_in_collection=1)


def two_authors_of_one_order() -> None:
    draft = make_draft(authors=(make_expert(),))
    draft.contributions.create(expert=make_expert(), role="author", order=1)


def a_credit_to_nobody() -> None:
    make_draft().contributions.create(role="author")


def a_language_that_is_not_of_the_four() -> None:
    Article.objects.filter(pk=make_draft().pk).update(language="de")


def a_state_that_does_not_exist() -> None:
    Article.objects.filter(pk=make_draft().pk).update(state="lost")


def two_current_editions() -> None:
    edition = make_article().editions.get()
    edition.pk, edition.number, edition.correction_note = None, 2, "Правка"
    edition.save()


def a_later_edition_without_a_note() -> None:
    edition = make_article().editions.get()
    edition.pk, edition.number, edition.is_current = None, 2, False
    edition.save()


def last_page_before_the_first() -> None:
    make_draft(first_page=9, last_page=4)


def withdrawn_without_a_reason() -> None:
    make_event(state="withdrawn", withdrawn_reason="")


def a_number_in_no_series() -> None:
    make_event(number=2)


def two_second_sessions() -> None:
    series = make_mechanism()
    make_event(mechanism=series, number=2)
    make_event(mechanism=series, number=2)


def a_participant_that_is_two() -> None:
    make_event().participants.create(expert=make_expert(), country="AZ")


def an_outcome_that_says_nothing() -> None:
    make_event().outcomes.create(kind="result")


def an_observation_without_a_value() -> None:
    make_observation(make_indicator(), value=None)


def a_range_in_the_wrong_order() -> None:
    make_observation(make_indicator(), value=None, value_min="5", value_max="4")


def a_source_that_names_no_document() -> None:
    make_agreement().sources.create(anchor="p-1")


def a_disagreement_without_a_statement() -> None:
    make_agreement().sources.create(document_title="Хроника", aspect="date")


def a_point_off_the_globe() -> None:
    make_place(latitude=91, longitude=0)


def a_topic_without_a_slug() -> None:
    make_topic(slug="")


def two_preferred_names_in_one_script() -> None:
    expert = make_expert()
    for name in ("Аиша", "Айша"):
        expert.name_forms.create(name=name, language="ru", script="Cyrl", preferred=True)


REFUSED = [value for value in list(globals().values()) if callable(value) and value.__module__ == __name__]


@pytest.mark.parametrize("write", REFUSED, ids=lambda write: write.__name__)
def test_the_database_refuses(write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_a_coarse_end_may_hold_the_start() -> None:
    event = make_event(started="2023-04-10", ended="2023")
    assert (str(event.started), str(event.ended)) == ("2023-04-10", "2023")
