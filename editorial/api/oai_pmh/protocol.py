"""OAI-PMH 2.0: how libraries take the texts into their catalogues and keep them in step."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from editorial.api.oai_pmh.records import (
    OAI,
    PREFIXES,
    XSI,
    Item,
    all_sets,
    bounds,
    get_headers,
    get_items,
    get_sets,
    harvestable_items,
    in_set,
    stamp,
)
from editorial.articles.models import Article
from editorial.values.characters import FORBIDDEN
from editorial.web.answer_cache import public_answer
from editorial.web.key_queries import key_query

PAGE = 50
SALT = "oai"
LIST_ARGUMENTS = {"from", "until", "set", "metadataPrefix", "resumptionToken"}
ARGUMENTS: Mapping[str, set[str]] = {
    "Identify": set(),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": LIST_ARGUMENTS,
    "ListRecords": LIST_ARGUMENTS,
    "GetRecord": {"identifier", "metadataPrefix"},
}
PARAMETERS = {"verb"}.union(*ARGUMENTS.values())


class OaiError(Exception):
    """An error of the protocol."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class OaiResponse:
    """One answer: the envelope, and what is put into it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.base = request.build_absolute_uri(request.path)
        self.origin = request.build_absolute_uri("/").rstrip("/")
        self.host = request.get_host().partition(":")[0]
        self.root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})  # type: ignore[dict-item]
        self.root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
        self.add(self.root, "responseDate", stamp(timezone.now()))
        self.request_element = self.add(self.root, "request", self.base)

    def add(self, parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        """Append an element."""
        element = etree.SubElement(parent, f"{{{OAI}}}{name}", attrib=attributes)
        if text:
            element.text = text
        return element

    def write(self) -> bytes:
        """Write the response as XML."""
        written: bytes = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return written

    def fill(self, arguments: Mapping[str, str]) -> None:
        """Answer a verb. Raises Refused."""
        verb = arguments["verb"]
        for name, value in arguments.items():
            self.request_element.set(name, value)
        body = self.add(self.root, verb)
        getattr(self, f"answer_{verb}")(body, arguments)

    def answer_Identify(self, body: etree._Element, _arguments: Mapping[str, str]) -> None:  # noqa: N802
        """Return who we are."""
        first = (
            Article.objects.published_or_withdrawn()
            .order_by("changed_at")
            .values_list("changed_at", flat=True)
        )
        self.add(body, "repositoryName", "Relations: Azerbaijan–Kazakhstan Expert Council")
        self.add(body, "baseURL", self.base)
        self.add(body, "protocolVersion", "2.0")
        self.add(body, "adminEmail", settings.OAI_ADMIN_EMAIL)
        self.add(body, "earliestDatestamp", stamp(first.first() or timezone.now()))
        self.add(body, "deletedRecord", "persistent")
        self.add(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")

    def answer_ListMetadataFormats(self, body: etree._Element, arguments: Mapping[str, str]) -> None:  # noqa: N802
        """List the metadata formats."""
        if "identifier" in arguments:
            self.article(arguments["identifier"])
        for prefix, form in PREFIXES.items():
            line = self.add(body, "metadataFormat")
            self.add(line, "metadataPrefix", prefix)
            self.add(line, "schema", form.schema)
            self.add(line, "metadataNamespace", form.namespace)

    def answer_ListSets(self, body: etree._Element, arguments: Mapping[str, str]) -> None:  # noqa: N802
        """Genres, languages, topics and collections."""
        if "resumptionToken" in arguments:
            raise OaiError("badResumptionToken", "The list of sets comes in one answer.")
        for spec, name in all_sets():
            line = self.add(body, "set")
            self.add(line, "setSpec", spec)
            self.add(line, "setName", name)

    def answer_GetRecord(self, body: etree._Element, arguments: Mapping[str, str]) -> None:  # noqa: N802
        """One record."""
        if missing := {"identifier", "metadataPrefix"} - set(arguments):
            raise OaiError("badArgument", f"Missing: {', '.join(sorted(missing))}.")
        reject_unknown_prefix(arguments["metadataPrefix"])
        prefix = arguments["metadataPrefix"]
        (item,) = get_items([self.article(arguments["identifier"])], prefix)
        self.record(body, item, prefix)

    def answer_ListRecords(self, body: etree._Element, arguments: Mapping[str, str]) -> None:  # noqa: N802
        """List records, page by page."""
        articles, prefix, token = self.page(arguments)
        for item in get_items(articles, prefix):
            self.record(body, item, prefix)
        self.token(body, token)

    def answer_ListIdentifiers(self, body: etree._Element, arguments: Mapping[str, str]) -> None:  # noqa: N802
        """Headers, page by page."""
        articles, _prefix, token = self.page(arguments)
        for article in articles:
            self.header(body, article)
        self.token(body, token)

    def record(self, parent: etree._Element, item: Item, prefix: str) -> None:
        """Build the header and, unless the text was withdrawn, its metadata in the requested format."""
        record = self.add(parent, "record")
        self.header(record, item.article)
        if item.edition is not None:
            metadata = self.add(record, "metadata")
            with translation.override(item.edition.language):
                metadata.append(PREFIXES[prefix].write(item.edition, self.origin))

    def header(self, parent: etree._Element, article: Article) -> None:
        """Build the identifier of a record, the time of its last change and its sets."""
        attributes = {} if article.is_published else {"status": "deleted"}
        header = self.add(parent, "header", **attributes)
        self.add(header, "identifier", f"oai:{self.host}:article/{article.pk}")
        self.add(header, "datestamp", stamp(article.changed_at))
        for spec in get_sets(article):
            self.add(header, "setSpec", spec)

    def token(self, body: etree._Element, token: dict[str, Any]) -> None:
        """Return how to go on; empty at the end of a list that came in parts."""
        if token["next"] is None and token["cursor"] == 0:
            return
        text = signing.dumps(token["next"], salt=SALT) if token["next"] else ""
        self.add(
            body, "resumptionToken", text, completeListSize=str(token["size"]), cursor=str(token["cursor"])
        )

    def article(self, identifier: str) -> Article:
        """Find what an identifier names. Raises Refused."""
        name = identifier.removeprefix(f"oai:{self.host}:article/")
        known = name != identifier and name.isascii() and name.isdigit() and len(name) < 19
        found = get_headers([int(name)]) if known else []
        if not found:
            raise OaiError("idDoesNotExist", f"There is no {identifier}.")
        return found[0]

    def page(self, arguments: Mapping[str, str]) -> tuple[list[Article], str, dict[str, Any]]:
        """Take a page of a list: its texts, their form, and where the next begins. Raises Refused."""
        list_request = (
            parse_resumption_token(arguments["resumptionToken"])
            if "resumptionToken" in arguments
            else parse_list_request(arguments)
        )
        since, until = moment(list_request["from"]), moment(list_request["until"], is_end=True)
        rows = harvestable_items().filter(**bounds(since, until))
        if list_request["set"]:
            rows = rows.filter(pk__in=Article.objects.filter(in_set(list_request["set"])).values("pk"))
        is_whole = not (since or until or list_request["set"])
        listed = key_query(rows, *(("oai",) if is_whole else ()))
        size = listed.count()
        if list_request["after"]:
            changed_at, key = dt.datetime.fromisoformat(list_request["after"][0]), list_request["after"][1]
            listed = key_query(
                rows.filter(Q(changed_at__gt=changed_at) | Q(changed_at=changed_at, pk__gt=key))
            )
        found = get_headers(listed.keys(0, PAGE + 1))
        if not found and not list_request["after"]:
            raise OaiError("noRecordsMatch", "Nothing matches.")
        following = None
        if len(found) > PAGE:
            last = found[PAGE - 1]
            after = [last.changed_at.isoformat(), last.pk]
            following = {**list_request, "after": after, "cursor": list_request["cursor"] + PAGE}
        return (
            found[:PAGE],
            list_request["metadataPrefix"],
            {"next": following, "cursor": list_request["cursor"], "size": size},
        )


def parse_list_request(arguments: Mapping[str, str]) -> dict[str, Any]:
    """Read what list is asked for. Raises Refused."""
    if "metadataPrefix" not in arguments:
        raise OaiError("badArgument", "Missing: metadataPrefix.")
    reject_unknown_prefix(arguments["metadataPrefix"])
    since, until = arguments.get("from", ""), arguments.get("until", "")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "“from” and “until” are not of one granularity.")
    start, end = moment(since), moment(until, is_end=True)
    if start and end and start >= end:
        raise OaiError("badArgument", "“from” is after “until”.")
    list_request = {"from": since, "until": until, "set": arguments.get("set", "")}
    return {**list_request, "metadataPrefix": arguments["metadataPrefix"], "after": None, "cursor": 0}


def parse_resumption_token(token: str) -> dict[str, Any]:
    """Read a token that we gave. Raises Refused."""
    try:
        list_request: dict[str, Any] = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise OaiError("badResumptionToken", "This token was not given here.") from None
    return list_request


def reject_unknown_prefix(prefix: str) -> None:
    """Raise Refused for a form that there is not."""
    if prefix not in PREFIXES:
        raise OaiError("cannotDisseminateFormat", f"There is no {prefix}; there are: {', '.join(PREFIXES)}.")


def moment(text: str, *, is_end: bool = False) -> dt.datetime | None:
    """Read a day or a time in UTC; the end of a period is the moment after it. Raises Refused."""
    if not text:
        return None
    for form, step in (("%Y-%m-%dT%H:%M:%SZ", dt.timedelta(seconds=1)), ("%Y-%m-%d", dt.timedelta(days=1))):
        try:
            read = dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)
            return read + step if is_end else read
        except (ValueError, OverflowError):
            continue
    raise OaiError("badArgument", f"“{text}” is neither a day nor a time like 2026-01-31T00:00:00Z.")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_answer(*PARAMETERS)
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a request of the protocol; its refusals are answers too."""
    arguments = request.POST if request.method == "POST" else request.GET
    answer = OaiResponse(request)
    try:
        answer.fill(validate_arguments(arguments))
    except OaiError as error:
        answer = OaiResponse(request)
        if error.code not in ("badVerb", "badArgument"):
            for name, value in arguments.items():
                answer.request_element.set(str(name), str(value))
        answer.add(answer.root, "error", str(error), code=error.code)
    return HttpResponse(answer.write(), content_type="text/xml; charset=utf-8")


def validate_arguments(arguments: Any) -> dict[str, str]:
    """Read the arguments of a verb. Raises Refused."""
    verbs = arguments.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise OaiError("badVerb", f"The verbs are: {', '.join(ARGUMENTS)}.")
    names = set(arguments) - {"verb"}
    if wrong := sorted(names - ARGUMENTS[verbs[0]]):
        raise OaiError("badArgument", f"{verbs[0]} takes no {', '.join(repr(name) for name in wrong)}.")
    values = {name: arguments[name] for name in arguments}
    if any(len(arguments.getlist(name)) > 1 or FORBIDDEN.search(values[name]) for name in arguments):
        raise OaiError("badArgument", "An argument is repeated or holds what XML cannot.")
    if "resumptionToken" in names and len(names) > 1:
        raise OaiError("badArgument", "A resumptionToken stands alone.")
    return values
