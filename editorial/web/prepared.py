"""Queries whose SQL is written once in a process; each later call only brings new values.

The ORM writes the SQL of a page anew for each request, which takes longer than the database takes to answer. A function
decorated with `prepared` says by the ORM what is to be read; it is called with stand-ins for its values, once in each
language, whose columns modeltranslation chooses then:

    @prepared
    def book_by_slug(slug: str) -> "QuerySet[Collection]":
        return Collection.objects.for_page().filter(slug=slug)

    book = book_by_slug.first("report-2024")

Positional arguments are values: numbers, texts, dates, and lists of keys. Keyword arguments are the shape: each
combination has SQL of its own, so they must be few. A value must reach the database as it is: a lookup that changes it
(`year`, `contains`) is refused. What the function takes from elsewhere (settings, the day) is fixed at the first call.

Rows are read at once, with what `prefetch_related` names, which is then a plain list.
Instances are built without the model's `__init__`, which goes through all its columns, and hold those of `only()`.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import update_wrapper
from itertools import count
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    ForeignKey,
    ManyToManyField,
    ManyToManyRel,
    ManyToOneRel,
    Model,
    Prefetch,
    QuerySet,
)
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import _filter_prefetch_queryset  # type: ignore[attr-defined]
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.utils.translation import get_language

from editorial.values.characters import clean_line
from editorial.web.direct_sql import DirectSQL, Record

Row = TypeVar("Row")
Keys = Sequence[int]
Value = int | str | dt.date | Keys
Form = tuple[type | int, ...]  # of values: their types; of lists of keys the number of places in the SQL

# Stand-ins of two calls; what differs between both is a value, all else belongs to the query. Numbers fit any column.
NUMBERS = (20_000, 26_000)
DAYS = (dt.date(1701, 1, 1), dt.date(1741, 1, 1))
BITS = {"Int2": 15, "Int4": 31, "Int8": 63}
WORDS = ("first-stand-in", "second-stand-in")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in the SQL: a constant, or the value of this number as the type that the driver wants."""

    constant: Any = None
    number: int | None = None
    wrap: type | None = None
    bits: int = 63  # of a number that the column can hold

    @property
    def written(self) -> tuple[Any] | None:
        """The constant that may be written into the SQL, in a tuple; None for a value."""
        return (self.constant,) if self.number is None else None

    def value(self, values: Sequence[Any]) -> Any:
        """Return what the database gets. Raises OverflowError for a number that the column cannot hold."""
        if self.number is None:
            return self.constant
        value = values[self.number]
        if isinstance(value, int) and value.bit_length() > self.bits:
            raise OverflowError
        return value if self.wrap is None else self.wrap(value)


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL with its parameters, the conversions of columns, how a row is built of them, and what is read beside it."""

    vendor: str
    text: str
    sql: DirectSQL
    parameters: tuple[Parameter, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    build: Callable[[Record], Any]
    relations: "tuple[Relation, ...]"

    def rows(self, connection: BaseDatabaseWrapper, values: Sequence[Any]) -> list[Any]:
        """Read the rows. One query, and one for each relation."""
        try:
            params = [one.value(values) for one in self.parameters]
        except OverflowError:
            return []
        found = self.sql.rows(connection, params)
        if self.converters:
            found = [self._converted(list(record), connection) for record in found]
        rows = [self.build(record) for record in found]
        if rows:
            for relation in self.relations:
                relation.bring(rows)
        return rows

    def window(self) -> "Compiled":
        """Return the statement for some of its rows: two more values, their number and how many go before."""
        values = [*self.parameters, Parameter(number=0), Parameter(number=1)]
        sql = DirectSQL(self.vendor, f"{self.text} LIMIT %s OFFSET %s", [one.written for one in values])
        return replace(self, sql=sql, parameters=tuple(values))

    def _converted(self, record: list[Any], connection: BaseDatabaseWrapper) -> Record:
        for place, convert, expression in self.converters:
            record[place] = convert(record[place], expression, connection)
        return tuple(record)


class Prepared(Generic[Row]):
    """A query by its values; call it as the function that says what is to be read."""

    def __init__(self, query: "Callable[..., QuerySet[Any, Row]]") -> None:
        self.query = query
        self._compiled: dict[Hashable, Compiled | None] = {}
        self._windows: dict[str | None, Compiled | None] = {}
        update_wrapper(self, query)

    def __call__(self, *values: Value, **shape: Hashable) -> list[Row]:
        """Return the rows. One query and one for each relation; none for an empty list of keys.

        A number that its column cannot hold finds nothing.
        """
        form = tuple(_form(value) for value in values)
        if 0 in form:
            return []
        compiled = self._known(form, shape)
        if compiled is None:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        return compiled.rows(connection, [_adapted(value, connection) for value in _flat(values, form)])

    def window(self, start: int, stop: int) -> list[Row]:
        """Return some of the rows of a query without values. One query."""
        language = get_language()
        if language not in self._windows:
            whole = self._known((), {})
            self._windows[language] = whole and whole.window()
        compiled = self._windows[language]
        return [] if compiled is None else compiled.rows(connections[DEFAULT_DB_ALIAS], (stop - start, start))

    def first(self, *values: Value, **shape: Hashable) -> Row | None:
        """Return the first row, None where there is none."""
        return next(iter(self(*values, **shape)), None)

    def _known(self, form: Form, shape: dict[str, Hashable]) -> Compiled | None:
        key = (get_language(), form, *sorted(shape.items()))
        if key not in self._compiled:
            self._compiled[key] = self._compile(form, shape)
        return self._compiled[key]

    def _compile(self, form: Form, shape: dict[str, Hashable]) -> Compiled | None:
        """Write the SQL for values of this form; None where the ORM knows that nothing can be found."""
        querysets = [self.query(*_stand_ins(form, turn), **shape) for turn in range(2)]
        compilers = [rows.query.get_compiler(DEFAULT_DB_ALIAS) for rows in querysets]
        try:
            (sql, first), (again, second) = (compiler.as_sql() for compiler in compilers)
        except EmptyResultSet:
            return None
        compiler: Any = compilers[0]
        values = [_adapted(value, compiler.connection) for value in _flat(_stand_ins(form, 0), form)]
        parameters = tuple(_parameter(*pair, values) for pair in zip(first, second, strict=True))
        missing = {*range(len(values))} - {one.number for one in parameters}
        if sql != again or missing:
            raise TypeError(f"A value does not reach the database as it is: {sql}")
        return _compiled(querysets[0], compiler, sql, parameters)


prepared = Prepared


def read_rows(rows: "QuerySet[Any, Row]") -> list[Row]:
    """Read a queryset of which the SQL differs each time, and build its rows as a prepared query does."""
    compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return []
    values = tuple(Parameter(number=place) for place in range(len(params)))
    return _compiled(rows, compiler, sql, values).rows(connections[DEFAULT_DB_ALIAS], params)


def _compiled(
    rows: "QuerySet[Any, Any]", compiler: Any, sql: str, parameters: tuple[Parameter, ...]
) -> Compiled:
    found = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    converters = tuple(
        (place, convert, expression) for place, (steps, expression) in found.items() for convert in steps
    )
    vendor = compiler.connection.vendor
    direct = DirectSQL(vendor, sql, [one.written for one in parameters])
    return Compiled(vendor, sql, direct, parameters, converters, _builder(rows, compiler), relations_of(rows))


def _form(value: Value) -> type | int:
    """Return the type of a value; of keys the number of places for them, a power of two, so that forms are few."""
    if isinstance(value, list | tuple):
        return 1 << (len(value) - 1).bit_length() if value else 0
    if not isinstance(value, bool | dt.datetime):
        for kind in (int, str, dt.date):
            if isinstance(value, kind):
                return kind
    raise TypeError(f"{value!r} is no value of a prepared query; give it by keyword")


def _flat(values: Sequence[Any], form: Form) -> list[Any]:
    """Return the values one by one, the last key repeated up to the number of places."""
    flat: list[Any] = []
    for value, room in zip(values, form, strict=True):
        if isinstance(room, int):
            flat += [*value, *[value[-1]] * (room - len(value))]
        else:
            flat.append(value)
    return flat


def _stand_ins(form: Form, turn: int) -> list[Any]:
    numbers = count(NUMBERS[turn])

    def stand_in(of: type | int) -> Any:
        number = next(numbers)
        if isinstance(of, int):
            return [number, *(next(numbers) for _place in range(of - 1))]
        if of is str:
            return f"{WORDS[turn]}-{number}"
        return number if of is int else DAYS[turn] + dt.timedelta(days=number - NUMBERS[turn])

    return [stand_in(of) for of in form]


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as the fields of models and the database's adapter would."""
    if isinstance(value, str):
        return clean_line(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


def _parameter(first: Any, second: Any, values: list[Any]) -> Parameter:
    """Return what a parameter is, by what it was for two calls with different values."""
    if first == second:
        return Parameter(constant=first)
    if first not in values:
        raise TypeError(f"A value does not reach the database as it is, but as {first!r}")
    kind = type(first)
    number = values.index(first)
    # The driver of PostgreSQL tells its kinds of integers by types of its own.
    if isinstance(first, int) and kind is not int:
        return Parameter(number=number, wrap=kind, bits=BITS.get(kind.__name__, 63))
    return Parameter(number=number)


def _builder(rows: "QuerySet[Any, Any]", compiler: Any) -> Callable[[Record], Any]:
    """Return what makes a row of a record, as the queryset would."""
    iterable: Any = rows._iterable_class  # noqa: SLF001
    if issubclass(iterable, FlatValuesListIterable):
        return itemgetter(0)
    if iterable is ValuesListIterable:
        return itemgetter(slice(compiler.col_count))
    if iterable is not ModelIterable:
        raise TypeError(f"A prepared query gives instances, tuples or single values, not {iterable.__name__}")
    main = _instance_builder(compiler.klass_info, compiler.select)
    annotations = tuple((compiler.annotation_col_map or {}).items())
    if not annotations:
        return main

    def build(record: Record) -> Any:
        row = main(record)
        for name, place in annotations:
            setattr(row, name, record[place])
        return row

    return build


class LoadedState(ModelState):
    """That of an instance which the database has."""

    adding = False
    db = DEFAULT_DB_ALIAS


def _instance_builder(info: dict[str, Any], select: list[Any]) -> Callable[[Record], Any]:
    """Return what makes an instance, with those joined to it, of the columns read; the others stay deferred."""
    model: type[Model] = info["model"]
    places = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    names = tuple(column.target.attname for column, _sql, _alias in select[places])
    key_place = places.start + names.index(model._meta.pk.attname)
    joined = [
        (_instance_builder(one, select), one["local_setter"], one["remote_setter"])
        for one in info.get("related_klass_infos", ())
    ]

    def build(record: Record) -> Any:
        if record[key_place] is None:
            return None
        row = model.__new__(model)
        values = row.__dict__
        values["_state"] = LoadedState()
        values.update(zip(names, record[places], strict=True))
        for make, set_here, set_there in joined:
            other = make(record)
            set_here(row, other)
            if other is not None:
                set_there(other, row)
        return row

    return build


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows read beside others by their keys, as `prefetch_related` does.

    `here` is the column with the key in the one row, `there` that in the others. A single row, or one joined already,
    goes into the cache of its foreign key `single`; several are a list, `name`, or the attribute `to_attr`.
    """

    query: Prepared[Any]
    here: str
    there: str
    name: str
    to_attr: str | None = None
    single: Any = None
    back: Any = None
    beyond: "tuple[Relation, ...]" = ()

    def bring(self, rows: list[Any]) -> None:
        """Read what belongs to the rows. One query, none where it is joined already."""
        if self.single is not None:
            self._bring_single(rows)
            return
        groups: dict[Any, list[Any]] = {getattr(row, self.here): [] for row in rows}
        owners = {getattr(row, self.here): row for row in rows} if self.back else {}
        for one in self.query(list(groups)):
            key = one.__dict__[self.there]
            groups[key].append(one)
            if self.back:
                self.back.set_cached_value(one, owners[key])
        for row in rows:
            found = groups[getattr(row, self.here)]
            if self.to_attr:
                setattr(row, self.to_attr, found)
            else:
                row.__dict__.setdefault("_prefetched_objects_cache", {})[self.name] = found

    def _bring_single(self, rows: list[Any]) -> None:
        missing, joined = [], []
        for row in rows:
            if not self.single.is_cached(row):
                missing.append(row)
            elif (one := self.single.get_cached_value(row)) is not None:
                joined.append(one)
        keys = [*dict.fromkeys(key for row in missing if (key := getattr(row, self.here)) is not None)]
        found = {getattr(one, self.there): one for one in self.query(keys)}
        for row in missing:
            self.single.set_cached_value(row, found.get(getattr(row, self.here)))
        if joined:
            for relation in self.beyond:
                relation.bring(joined)


def relations_of(rows: "QuerySet[Any, Any]") -> tuple[Relation, ...]:
    """Return the relations that a queryset would prefetch, each with those beyond it."""
    lookups: tuple[str | Prefetch[Any], ...] = rows._prefetch_related_lookups  # type: ignore[attr-defined]  # noqa: SLF001
    paths: dict[tuple[str, str | None], list[Prefetch[Any]]] = {}
    querysets: dict[tuple[str, str | None], QuerySet[Any] | None] = {}
    lists: dict[str, tuple[str, str | None]] = {}
    for lookup in lookups:
        one: Any = lookup if isinstance(lookup, Prefetch) else Prefetch(lookup)
        name, _split, rest = one.prefetch_through.partition("__")
        # A path may go on from a list by the name of its attribute.
        place = lists.get(name, (name, None)) if rest else (name, one.to_attr)
        if not rest and one.to_attr:
            lists[one.to_attr] = place
        known = paths.setdefault(place, [])
        if rest:
            known.append(Prefetch(rest, queryset=one.queryset, to_attr=one.to_attr))
        elif one.queryset is not None:
            querysets[place] = one.queryset
    return tuple(
        _relation(rows.model, name, to_attr, querysets.get((name, to_attr)), beyond)
        for (name, to_attr), beyond in paths.items()
    )


def _relation(
    model: type[Model],
    name: str,
    to_attr: str | None,
    rows: "QuerySet[Any] | None",
    beyond: "list[Prefetch[Any]]",
) -> Relation:
    field: Any = model._meta.get_field(name)
    manager = (
        field.related_model._base_manager
        if isinstance(field, ForeignKey)
        else field.related_model._default_manager
    )
    read: QuerySet[Any] = (manager.all() if rows is None else rows).prefetch_related(*beyond)
    if isinstance(field, ForeignKey):
        query = prepared(lambda keys: read.filter(pk__in=keys))
        return Relation(query, field.attname, "pk", name, single=field, beyond=relations_of(read))
    if type(field) is ManyToOneRel:
        back = field.field
        query = prepared(lambda keys: _filter_prefetch_queryset(read.all(), back.name, keys))
        return Relation(query, "pk", back.attname, field.get_accessor_name() or name, to_attr, back=back)
    if not isinstance(field, ManyToManyField | ManyToManyRel):
        raise TypeError(f"{model.__name__}.{name} cannot be read beside a prepared query")
    return _through(field, to_attr, read)


def _through(field: Any, to_attr: str | None, read: "QuerySet[Any]") -> Relation:
    """Return a relation of many to many, which tells the key of the one row in a column of the others."""
    is_forward = isinstance(field, ManyToManyField)
    many = field if is_forward else field.field
    through = many.remote_field.through._meta
    own = through.get_field(many.m2m_field_name() if is_forward else many.m2m_reverse_field_name())
    path = many.related_query_name() if is_forward else many.name
    there = f"_prefetch_related_val_{own.attname}"

    def of_keys(keys: Keys) -> "QuerySet[Any]":
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        column = f"{quote(through.db_table)}.{quote(own.column)}"
        found = read.all()._next_is_sticky()  # type: ignore[attr-defined]  # noqa: SLF001
        found = _filter_prefetch_queryset(found, path, keys)
        chosen: QuerySet[Any] = found.extra(select={there: column})  # noqa: S610  (names of the model)
        return chosen

    cached = many.name if is_forward else many.related_query_name()
    return Relation(prepared(of_keys), "pk", there, cached, to_attr)
