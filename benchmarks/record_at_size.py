"""A made-up record of any size in a temporary database, and how its pages are timed.

SQLite in a temporary file by default; PostgreSQL by `python tests/postgres.py python benchmarks/…`.
Imported before anything of Django, as it sets the project up.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DEBUG"] = "0"  # else every statement would be remembered
os.environ["HTTPS"] = "0"
os.environ.setdefault("SECRET_KEY", "only-for-benchmarks, where nobody signs in")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
os.environ.setdefault("API_ANONYMOUS_LIMIT", "100000000")
SCRATCH = tempfile.TemporaryDirectory(prefix="relations-bench-")
os.environ["STATIC_ROOT"] = SCRATCH.name
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH.name}/record.sqlite3")

import django
from django.conf import settings

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from editorial.agreements.models import Agreement, AgreementAction, AgreementSource, Party
from editorial.articles.models import Article, Contribution, Edition, Footnote
from editorial.events.models import Event, Mechanism, Participant
from editorial.experts.models import Affiliation, Expert, Organisation
from editorial.indicators.models import Indicator, Observation, ObservationSource, Unit
from editorial.linkcheck.models import CheckedLink
from editorial.mentions.models import Mention
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.workflow.states import State

BATCH = 2_000
VALUES = 5  # of a figure
PASSAGE = "Слово о транзите через Каспий и о том, что стороны договорились строить вместе. "
TEXT = PASSAGE * 25  # some 2,000 letters
HTML = "".join(f'<p id="p-{number}">{PASSAGE * 5}</p>' for number in range(1, 6))
SURNAMES = [
    a + b + "ова"
    for a in ("Кар", "Ер", "Ала", "Тук", "Наз", "Ибр", "Сад")
    for b in ("им", "жан", "бек", "ум", "ар", "аг", "ык")
]
FIRST_DAY = dt.date(1992, 1, 1)
DAYS = 12_000
STATES = (State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.DRAFT)
GENRES = Article.Genre.values
KINDS = [kind for kind in Agreement.Kind.values if kind != "package"]


@dataclass(frozen=True)
class Cast:
    """The rows that all others name, and the publisher, an administrator."""

    user: User
    topics: list[Topic]
    places: list[Place]
    bodies: list[Organisation]
    experts: list[Expert]


def fill(*, articles: int, agreements: int = 0) -> User:
    """Migrate the database and fill it: four of five rows published. Returns the publisher."""
    cast = begin()
    grow(cast, articles=range(articles), agreements=range(agreements))
    return cast.user


def begin() -> Cast:
    """Migrate the database and make what is few: topics, places, bodies, experts."""
    call_command("migrate", verbosity=0)
    shown = {"state": State.PUBLISHED, "published_at": timezone.now()}
    cast = Cast(
        User.objects.create_superuser("publisher", password="publisher"),
        Topic.objects.bulk_create([Topic(slug=f"t{n}", name_ru=f"Тема {n}") for n in range(20)]),
        Place.objects.bulk_create([Place(slug=f"p{n}", name_ru=f"Город {n}") for n in range(40)]),
        Organisation.objects.bulk_create(
            [
                Organisation(slug=f"o{n}", name_ru=f"Институт {n}", kind="think_tank", **shown)
                for n in range(200)
            ]
        ),
        Expert.objects.bulk_create(
            [
                Expert(
                    slug=f"e{n}",
                    given_name_ru=f"Айша {n}",
                    family_name_ru=SURNAMES[n % len(SURNAMES)],
                    **shown,
                )
                for n in range(2_000)
            ]
        ),
    )
    Affiliation.objects.bulk_create(
        [
            Affiliation(expert=expert, organisation=cast.bodies[n % 200], position_ru="советник")
            for n, expert in enumerate(cast.experts)
        ]
    )
    return cast


def grow(cast: Cast, *, articles: range, agreements: range) -> None:
    """Add articles and agreements by their numbers, and a quarter as many events and figures as agreements."""
    for numbers in batches(articles):
        fill_articles(numbers, cast)
    for numbers in batches(agreements):
        fill_agreements(numbers, cast)
    for numbers in batches(range(agreements.start // 4, agreements.stop // 4)):
        fill_events(numbers, cast)
        fill_observations(numbers, cast)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def batches(numbers: range) -> Iterator[range]:
    for start in range(numbers.start, numbers.stop, BATCH):
        yield range(start, min(start + BATCH, numbers.stop))


def day(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=number * 7919 % DAYS)


def dates(number: int) -> dict[str, object]:
    state = STATES[number % len(STATES)]
    return {"state": state, "published_at": timezone.now() if state == State.PUBLISHED else None}


def fill_articles(numbers: range, cast: Cast) -> None:
    rows = Article.objects.bulk_create(
        [
            Article(
                slug=f"a{n}", title=f"Статья о связях {n}", genre=GENRES[n % len(GENRES)], body=HTML,
                dated_on=day(n), dated_on_precision="day", outlet=cast.bodies[n % 200], **dates(n),
            )
            for n in numbers
        ]
    )  # fmt: skip
    Edition.objects.bulk_create(
        [
            Edition(
                article=row, number=1, published_at=timezone.now(), published_by=cast.user, language="ru",
                title=row.title, html=HTML, text=TEXT, checksum="x",
            )
            for row in rows
            if row.is_published
        ]
    )  # fmt: skip
    Contribution.objects.bulk_create(
        [
            Contribution(
                article=row, expert=cast.experts[(row.pk * 7 + k) % len(cast.experts)], role="author", order=k
            )
            for row in rows
            for k in (1, 2)
        ]
    )
    fill_notes(rows, cast)
    Article.topics.through.objects.bulk_create(
        [
            Article.topics.through(article=row, topic=cast.topics[(row.pk + k) % 20])
            for row in rows
            for k in (0, 1)
        ]
    )


def fill_notes(rows: list[Article], cast: Cast) -> None:
    Footnote.objects.bulk_create(
        [
            Footnote(
                article=row,
                key=f"n{k}",
                order=k,
                text=f"Сборник {row.pk}, с. {k}.",
                url=link(row.pk) if k == 1 else "",
            )
            for row in rows
            for k in (1, 2)
        ]
    )
    Mention.objects.bulk_create(
        [
            Mention(
                article=row, place=cast.places[row.pk % 40], block=1, start=3, end=10, text="Каспий", passage=PASSAGE,
                state=Mention.State.values[row.pk % 3],
            )
            for row in rows
        ]
    )  # fmt: skip
    CheckedLink.objects.bulk_create(
        [
            CheckedLink(url=link(row.pk), checked_at=timezone.now(), code=404, is_dead=True, failures=3)
            for row in rows
            if row.pk % 20 == 0
        ]
    )


def fill_agreements(numbers: range, cast: Cast) -> None:
    rows = Agreement.objects.bulk_create(
        [
            Agreement(
                slug=f"g{n}", title_ru=f"Соглашение о транзите {n}", kind=KINDS[n % len(KINDS)], party_count=2,
                level="intergovernmental", signed_on=day(n), signed_on_precision="day", place=cast.places[n % 40],
                **dates(n),
            )
            for n in numbers
        ]
    )  # fmt: skip
    parties = Party.objects.bulk_create(
        [Party(agreement=row, country=code, order=k) for row in rows for k, code in enumerate(("AZ", "KZ"))]
        + [
            Party(agreement=row, organisation=cast.bodies[row.pk % 200], order=3)
            for row in rows
            if row.pk % 10 == 0
        ]
    )
    AgreementAction.objects.bulk_create(
        [
            AgreementAction(
                agreement_id=party.agreement_id, party=party, kind="ratified", dated_on=day(party.agreement_id),
                dated_on_precision="day",
            )
            for party in parties
        ]
    )  # fmt: skip
    Agreement.topics.through.objects.bulk_create(
        [Agreement.topics.through(agreement=row, topic=cast.topics[row.pk % 20]) for row in rows]
    )
    first = Edition.objects.order_by("pk").values_list("pk", flat=True).first()
    AgreementSource.objects.bulk_create(
        [AgreementSource(agreement=row, edition_id=first, anchor="p-1") for row in rows if row.pk % 3]
    )


def fill_events(numbers: range, cast: Cast) -> None:
    series, _new = Mechanism.objects.get_or_create(
        slug="council", defaults={"name_ru": "Совет", "kind": "council", **dates(0)}
    )
    rows = Event.objects.bulk_create(
        [
            Event(
                slug=f"v{n}", title_ru=f"Встреча {n}", kind="visit", started_on=day(n), started_on_precision="day",
                place=cast.places[n % 40], mechanism=series if n % 9 == 0 else None, **dates(n),
            )
            for n in numbers
        ]
    )  # fmt: skip
    Participant.objects.bulk_create(
        [Participant(event=row, expert=cast.experts[row.pk % len(cast.experts)]) for row in rows]
    )
    Event.topics.through.objects.bulk_create(
        [Event.topics.through(event=row, topic=cast.topics[row.pk % 20]) for row in rows]
    )


def fill_observations(numbers: range, cast: Cast) -> None:
    unit, _new = Unit.objects.get_or_create(
        code="mln-t", defaults={"symbol_ru": "млн т", "name_ru": "миллион тонн"}
    )
    of_a_figure = range(numbers.start // VALUES, numbers.stop // VALUES + 1)
    indicators = {
        n: Indicator.objects.get_or_create(slug=f"i{n}", defaults={"name_ru": f"Груз {n}", **dates(n)})[0]
        for n in of_a_figure
    }
    rows = Observation.objects.bulk_create(
        [
            Observation(
                slug=f"x{n}", indicator=indicators[n // VALUES], unit=unit, value=n % 7, started_on=day(n),
                started_on_precision="day", stated_by=cast.bodies[n % 200],
            )
            for n in numbers
        ]
    )  # fmt: skip
    first = Edition.objects.order_by("pk").values_list("pk", flat=True).first()
    ObservationSource.objects.bulk_create(
        [ObservationSource(observation=row, edition_id=first, anchor="p-1") for row in rows]
    )


def link(number: int) -> str:
    return f"https://example.org/{number}"


def timed(work: Callable[[], object], times: int = 7) -> list[float]:
    """Return the milliseconds of each run, the quickest first; a run before them fills caches."""
    work()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)
