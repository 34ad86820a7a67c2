"""Input of the press: an article as a Document, a collection as a Book. Plain values, no models."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

NO_TEXTS: Mapping[str, str] = {}
NO_KEYWORDS: Mapping[str, tuple[str, ...]] = {}
NO_PICTURES: Mapping[str, "Picture"] = {}


@dataclass(frozen=True)
class Contributor:
    """A person, or an organisation when only `literal` is given, with the position held at the time.

    `slug` and `page` name the contributor's record and the path of its page on our site, if there is one.
    """

    family: str = ""
    given: str = ""
    literal: str = ""
    role: str = "author"
    position: str = ""
    degree: str = ""
    organisation: str = ""
    country: str = ""
    orcid: str = ""
    biography: str = ""
    slug: str = ""
    page: str = ""

    @property
    def name(self) -> str:
        """The name in reading order: `Фарид Шафиев`."""
        return self.literal or f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """The given names as initials: `Ж.-П. А.`; `оглы`, `qızı` and the like stay whole."""
        return " ".join(_initial(name) for name in self.given.replace(".", ". ").split())

    @property
    def about(self) -> str:
        """Degree, position and organisation on one line, each said once."""
        organisation = "" if self.organisation in self.position else self.organisation
        return ", ".join(filter(None, (self.degree, self.position, organisation)))


def _initial(name: str) -> str:
    if name[0].islower():
        return name
    return "-".join(part[0].upper() + "." for part in name.split("-") if part)


@dataclass(frozen=True)
class Reference:
    """A work that the text cites. `text` is the citation as the author wrote it."""

    text: str = ""
    kind: str = "misc"
    contributors: tuple[Contributor, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    accessed: date | None = None
    language: str = ""


@dataclass(frozen=True)
class Footnote:
    """A note: its marker in the body is `<sup data-footnote="KEY"></sup>`."""

    key: str
    number: int
    html: str
    reference: Reference | None = None
    mark: str = ""  # printed instead of the number

    @property
    def label(self) -> str:
        """Return what is printed at the note and in the text."""
        return self.mark or str(self.number)


@dataclass(frozen=True)
class Picture:
    """The bytes of a figure's image, so that no format has to fetch anything."""

    data: bytes
    extension: str


@dataclass(frozen=True)
class Correction:
    """A correction, as readers see it."""

    edition: int
    made_on: date
    note: str


@dataclass(frozen=True)
class Collection:
    """The book in which an article was printed; `is_summarised` where our site has only summaries of its texts.

    The pages of its texts are those of our own file, unless it `is_printed_elsewhere`.
    """

    title: str
    language: str = "ru"
    subtitle: str = ""
    place: str = ""
    year: str = ""
    publishers: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    series: str = ""
    editors: tuple[Contributor, ...] = ()
    reviewers: tuple[Contributor, ...] = ()
    isbn: str = ""
    doi: str = ""
    url: str = ""
    annotation: str = ""
    page_count: int | None = None
    is_summarised: bool = False
    is_printed_elsewhere: bool = True

    @property
    def address(self) -> str:
        """Return where the book itself can be read."""
        return "" if self.is_summarised else self.url


@dataclass(frozen=True)
class Document:
    """One published edition of an article.

    `issued` is an EDTF level 0 date: `2024`, `2022-11`, `2024-05-14`. `url` is the text's address on our `site`;
    `outlet` and `source_url` are given where it first appeared elsewhere. `notice` is what readers must know first.
    A summary by the editors names the publication that it summarises as `original`, which holds no text; creators,
    date and pages of the summary itself are its own. `title_is_supplied` where the publication has no title.
    """

    slug: str
    title: str
    language: str = "ru"
    genre: str = "article"
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    abstracts: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_KEYWORDS)
    titles: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    title_is_supplied: bool = False
    original: "Document | None" = None
    topics: tuple[str, ...] = ()
    body: str = ""
    footnotes: tuple[Footnote, ...] = ()
    references: tuple[Reference, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=lambda: NO_PICTURES)
    collection: Collection | None = None
    pages: str = ""
    doi: str = ""
    url: str = ""
    site: str = ""
    outlet: str = ""
    source_url: str = ""
    notice: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    issued: str = ""
    edition: int = 1
    edition_made_on: date | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def creators(self) -> tuple[Contributor, ...]:
        """Return the authors of a text, or the interviewers of an interview, as the interviewee is named as such."""
        return self.with_role("interviewer") + self.with_role("author")

    @property
    def is_summary(self) -> bool:
        """Return whether the text is a summary by the editors, not the publication itself."""
        return self.original is not None

    def with_role(self, *roles: str) -> tuple[Contributor, ...]:
        """Return the contributors in any of these roles, in their order."""
        return tuple(person for person in self.contributors if person.role in roles)

    @property
    def host(self) -> str:
        """The site to cite: where the text first appeared, if that can be looked up or it is not on ours, else ours."""
        return self.outlet if self.outlet and (self.source_url or not self.url) else self.site

    @property
    def address(self) -> str:
        """The address to cite, on the same site as `host`."""
        return self.source_url if self.source_url and (self.outlet or not self.url) else self.url

    @property
    def publishers(self) -> tuple[str, ...]:
        """Return those of the book, if the text is a part of one; else the text's own."""
        return self.collection.publishers if self.collection else tuple(filter(None, (self.publisher,)))

    @property
    def year(self) -> str:
        """The year of issue, the collection's when the article has none of its own."""
        return self.issued[:4] or (self.collection.year if self.collection else "")

    @property
    def full_title(self) -> str:
        """Title and subtitle as one line."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


@dataclass(frozen=True)
class Book:
    """A collection with its articles in printed order; without a `cover` of its own it gets a plain one.

    `notice` is what its title page says of the difference between the file and the collection as it was published.
    """

    slug: str
    collection: Collection
    documents: tuple[Document, ...]
    cover: Picture | None = None
    site: str = ""
    licence: str = ""
    licence_url: str = ""
    notice: str = ""
    made_on: date | None = None

    @property
    def language(self) -> str:
        """The language of the book itself; an article may have its own."""
        return self.collection.language

    @property
    def creators(self) -> tuple[Contributor, ...]:
        """Return every creator of the texts once, in the order of first appearance."""
        return tuple(dict.fromkeys(one for document in self.documents for one in document.creators))

    @property
    def has_summaries(self) -> bool:
        """Return whether any text is a summary, so that the file is not the collection as it was published."""
        return any(document.is_summary for document in self.documents)

    @property
    def summarised(self) -> tuple[Contributor, ...]:
        """Return every creator of the publications that are summarised here, once."""
        originals = (document.original for document in self.documents if document.original)
        return tuple(dict.fromkeys(one for original in originals for one in original.creators))
