"""Forms of units after a number. Those of the demo data get theirs, unless their name or symbol was changed."""

from typing import Any

import editorial.indicators.models
from django.db import migrations, models

FORMS: dict[str, dict[str, dict[str, str]]] = {
    "percent": {
        "ru": {"other": "{n} %"},
        "kk": {"other": "{n} %", "ablative": "{n} %-дан", "dative": "{n} %-ға"},
        "az": {"other": "{n}%", "ablative": "{n} faizdən", "terminative": "{n} faizədək"},
        "en": {"other": "{n}%"},
    },
    "count": {
        "ru": {"other": "{n}"},
        "kk": {"other": "{n}"},
        "az": {"other": "{n}"},
        "en": {"other": "{n}"},
    },
    "usd-mln": {
        "ru": {"other": "{n} млн долл."},
        "kk": {"other": "{n} млн АҚШ доллары", "ablative": "{n} млн АҚШ долларынан", "dative": "{n} млн АҚШ долларына"},
        "az": {"other": "{n} mln ABŞ dolları", "ablative": "{n} mln ABŞ dollarından", "terminative": "{n} mln ABŞ dollarınadək"},
        "en": {"other": "USD {n} million"},
    },
    "usd-bln": {
        "ru": {"other": "{n} млрд долл."},
        "kk": {"other": "{n} млрд АҚШ доллары", "ablative": "{n} млрд АҚШ долларынан", "dative": "{n} млрд АҚШ долларына"},
        "az": {"other": "{n} mlrd ABŞ dolları", "ablative": "{n} mlrd ABŞ dollarından", "terminative": "{n} mlrd ABŞ dollarınadək"},
        "en": {"other": "USD {n} billion"},
    },
    "usd": {
        "ru": {"other": "{n} долл. США"},
        "kk": {"other": "{n} АҚШ доллары", "ablative": "{n} АҚШ долларынан", "dative": "{n} АҚШ долларына"},
        "az": {"other": "{n} ABŞ dolları", "ablative": "{n} ABŞ dollarından", "terminative": "{n} ABŞ dollarınadək"},
        "en": {"other": "USD {n}"},
    },
    "eur-bln": {
        "ru": {"other": "{n} млрд евро"},
        "kk": {"other": "{n} млрд еуро", "ablative": "{n} млрд еуродан", "dative": "{n} млрд еуроға"},
        "az": {"other": "{n} mlrd avro", "ablative": "{n} mlrd avrodan", "terminative": "{n} mlrd avroyadək"},
        "en": {"other": "EUR {n} billion"},
    },
    "kzt-trln": {
        "ru": {"other": "{n} трлн тенге"},
        "kk": {"other": "{n} трлн теңге", "ablative": "{n} трлн теңгеден", "dative": "{n} трлн теңгеге"},
        "az": {"other": "{n} trln tenge", "ablative": "{n} trln tengedən", "terminative": "{n} trln tengeyədək"},
        "en": {"other": "KZT {n} trillion"},
    },
    "azn-mln": {
        "ru": {"other": "{n} млн манатов"},
        "kk": {"other": "{n} млн манат", "ablative": "{n} млн манаттан", "dative": "{n} млн манатқа"},
        "az": {"other": "{n} mln manat", "ablative": "{n} mln manatdan", "terminative": "{n} mln manatadək"},
        "en": {"other": "AZN {n} million"},
    },
    "mln-t": {
        "ru": {"other": "{n} млн т"},
        "kk": {"other": "{n} млн т", "ablative": "{n} млн тоннадан", "dative": "{n} млн тоннаға"},
        "az": {"other": "{n} mln t", "ablative": "{n} mln tondan", "terminative": "{n} mln tonadək"},
        "en": {"other": "{n} million t"},
    },
    "mln-t-year": {
        "ru": {"other": "{n} млн т/год"},
        "kk": {"other": "{n} млн т/жыл", "ablative": "жылына {n} млн тоннадан", "dative": "жылына {n} млн тоннаға"},
        "az": {"other": "{n} mln t/il", "ablative": "ildə {n} mln tondan", "terminative": "ildə {n} mln tonadək"},
        "en": {"other": "{n} million t/year"},
    },
    "thousand-t": {
        "ru": {"other": "{n} тыс. т"},
        "kk": {"other": "{n} мың т", "ablative": "{n} мың тоннадан", "dative": "{n} мың тоннаға"},
        "az": {"other": "{n} min t", "ablative": "{n} min tondan", "terminative": "{n} min tonadək"},
        "en": {"other": "{n} thousand t"},
    },
    "thousand-t-month": {
        "ru": {"other": "{n} тыс. т/мес."},
        "kk": {"other": "{n} мың т/ай", "ablative": "айына {n} мың тоннадан", "dative": "айына {n} мың тоннаға"},
        "az": {"other": "{n} min t/ay", "ablative": "ayda {n} min tondan", "terminative": "ayda {n} min tonadək"},
        "en": {"other": "{n} thousand t/month"},
    },
    "t": {
        "ru": {"other": "{n} т"},
        "kk": {"other": "{n} т", "ablative": "{n} тоннадан", "dative": "{n} тоннаға"},
        "az": {"other": "{n} t", "ablative": "{n} tondan", "terminative": "{n} tonadək"},
        "en": {"other": "{n} t"},
    },
    "thousand-teu": {
        "ru": {"other": "{n} тыс. TEU"},
        "kk": {"other": "{n} мың TEU", "ablative": "{n} мың TEU-дан", "dative": "{n} мың TEU-ға"},
        "az": {"other": "{n} min TEU", "ablative": "{n} min TEU-dan", "terminative": "{n} min TEU-yadək"},
        "en": {"other": "{n} thousand TEU"},
    },
    "thousand": {
        "ru": {"other": "{n} тыс."},
        "kk": {"other": "{n} мың", "ablative": "{n} мыңнан", "dative": "{n} мыңға"},
        "az": {"other": "{n} min", "ablative": "{n} mindən", "terminative": "{n} minədək"},
        "en": {"other": "{n} thousand"},
    },
    "mln": {
        "ru": {"other": "{n} млн"},
        "kk": {"other": "{n} млн", "ablative": "{n} миллионнан", "dative": "{n} миллионға"},
        "az": {"other": "{n} mln", "ablative": "{n} milyondan", "terminative": "{n} milyonadək"},
        "en": {"other": "{n} million"},
    },
    "times": {
        "ru": {"one": "{n} раз", "few": "{n} раза", "many": "{n} раз", "other": "{n} раза"},
        "kk": {"other": "{n} есе", "ablative": "{n} еседен", "dative": "{n} есеге"},
        "az": {"other": "{n} dəfə", "ablative": "{n} dəfədən", "terminative": "{n} dəfəyədək"},
        "en": {"one": "{n} time", "other": "{n} times"},
    },
    "gw": {
        "ru": {"other": "{n} ГВт"},
        "kk": {"other": "{n} ГВт", "ablative": "{n} ГВт-тан", "dative": "{n} ГВт-қа"},
        "az": {"other": "{n} QVt", "ablative": "{n} QVt-dan", "terminative": "{n} QVt-adək"},
        "en": {"other": "{n} GW"},
    },
    "mw": {
        "ru": {"other": "{n} МВт"},
        "kk": {"other": "{n} МВт", "ablative": "{n} МВт-тан", "dative": "{n} МВт-қа"},
        "az": {"other": "{n} MVt", "ablative": "{n} MVt-dan", "terminative": "{n} MVt-adək"},
        "en": {"other": "{n} MW"},
    },
    "twh": {
        "ru": {"other": "{n} ТВт·ч"},
        "kk": {"other": "{n} ТВт·сағ", "ablative": "{n} ТВт·сағаттан", "dative": "{n} ТВт·сағатқа"},
        "az": {"other": "{n} TVt·saat", "ablative": "{n} TVt·saatdan", "terminative": "{n} TVt·saatadək"},
        "en": {"other": "{n} TWh"},
    },
    "kwh": {
        "ru": {"other": "{n} кВт·ч"},
        "kk": {"other": "{n} кВт·сағ", "ablative": "{n} кВт·сағаттан", "dative": "{n} кВт·сағатқа"},
        "az": {"other": "{n} kVt·saat", "ablative": "{n} kVt·saatdan", "terminative": "{n} kVt·saatadək"},
        "en": {"other": "{n} kWh"},
    },
    "gwh-year": {
        "ru": {"other": "{n} ГВт·ч/год"},
        "kk": {"other": "{n} ГВт·сағ/жыл", "ablative": "жылына {n} ГВт·сағаттан", "dative": "жылына {n} ГВт·сағатқа"},
        "az": {"other": "{n} QVt·saat/il", "ablative": "ildə {n} QVt·saatdan", "terminative": "ildə {n} QVt·saatadək"},
        "en": {"other": "{n} GWh/year"},
    },
    "mtoe": {
        "ru": {"other": "{n} млн т н. э."},
        "kk": {"other": "{n} млн т м. э.", "ablative": "{n} млн тонна мұнай эквивалентінен", "dative": "{n} млн тонна мұнай эквивалентіне"},
        "az": {"other": "{n} mln t n.e.", "ablative": "{n} mln ton neft ekvivalentindən", "terminative": "{n} mln ton neft ekvivalentinədək"},
        "en": {"other": "{n} Mtoe"},
    },
    "bln-m3": {
        "ru": {"other": "{n} млрд м³"},
        "kk": {"other": "{n} млрд м³", "ablative": "{n} млрд текше метрден", "dative": "{n} млрд текше метрге"},
        "az": {"other": "{n} mlrd m³", "ablative": "{n} mlrd kubmetrdən", "terminative": "{n} mlrd kubmetrədək"},
        "en": {"other": "{n} billion m³"},
    },
    "trln-m3": {
        "ru": {"other": "{n} трлн м³"},
        "kk": {"other": "{n} трлн м³", "ablative": "{n} трлн текше метрден", "dative": "{n} трлн текше метрге"},
        "az": {"other": "{n} trln m³", "ablative": "{n} trln kubmetrdən", "terminative": "{n} trln kubmetrədək"},
        "en": {"other": "{n} trillion m³"},
    },
    "bln-barrels": {
        "ru": {"other": "{n} млрд барр."},
        "kk": {"other": "{n} млрд баррель", "ablative": "{n} млрд баррельден", "dative": "{n} млрд баррельге"},
        "az": {"other": "{n} mlrd barel", "ablative": "{n} mlrd bareldən", "terminative": "{n} mlrd barelədək"},
        "en": {"other": "{n} billion bbl"},
    },
    "rank": {
        "ru": {"other": "{n}-е место"},
        "kk": {"other": "{n}-орын", "ablative": "{n}-орыннан", "dative": "{n}-орынға"},
        "az": {"other": "{nth} yer", "ablative": "{nth} yerdən", "terminative": "{nth} yerədək"},
        "en": {"other": "{nth} place"},
    },
    "nautical-miles": {
        "ru": {"one": "{n} морская миля", "few": "{n} морские мили", "many": "{n} морских миль", "other": "{n} морской мили"},
        "kk": {"other": "{n} теңіз милі", "ablative": "{n} теңіз милінен", "dative": "{n} теңіз миліне"},
        "az": {"other": "{n} dəniz mili", "ablative": "{n} dəniz milindən", "terminative": "{n} dəniz milinədək"},
        "en": {"one": "{n} nautical mile", "other": "{n} nautical miles"},
    },
    "km": {
        "ru": {"other": "{n} км"},
        "kk": {"other": "{n} км", "ablative": "{n} километрден", "dative": "{n} километрге"},
        "az": {"other": "{n} km", "ablative": "{n} kilometrdən", "terminative": "{n} kilometrədək"},
        "en": {"other": "{n} km"},
    },
    "thousand-km": {
        "ru": {"other": "{n} тыс. км"},
        "kk": {"other": "{n} мың км", "ablative": "{n} мың километрден", "dative": "{n} мың километрге"},
        "az": {"other": "{n} min km", "ablative": "{n} min kilometrdən", "terminative": "{n} min kilometrədək"},
        "en": {"other": "{n} thousand km"},
    },
    "years": {
        "ru": {"one": "{n} год", "few": "{n} года", "many": "{n} лет", "other": "{n} года"},
        "kk": {"other": "{n} жыл", "ablative": "{n} жылдан", "dative": "{n} жылға"},
        "az": {"other": "{n} il", "ablative": "{n} ildən", "terminative": "{n} ilədək"},
        "en": {"one": "{n} year", "other": "{n} years"},
    },
    "days": {
        "ru": {"one": "{n} день", "few": "{n} дня", "many": "{n} дней", "other": "{n} дня"},
        "kk": {"other": "{n} күн", "ablative": "{n} күннен", "dative": "{n} күнге"},
        "az": {"other": "{n} gün", "ablative": "{n} gündən", "terminative": "{n} günədək"},
        "en": {"one": "{n} day", "other": "{n} days"},
    },
    "hours": {
        "ru": {"one": "{n} час", "few": "{n} часа", "many": "{n} часов", "other": "{n} часа"},
        "kk": {"other": "{n} сағат", "ablative": "{n} сағаттан", "dative": "{n} сағатқа"},
        "az": {"other": "{n} saat", "ablative": "{n} saatdan", "terminative": "{n} saatadək"},
        "en": {"one": "{n} hour", "other": "{n} hours"},
    },
    "minutes": {
        "ru": {"one": "{n} минута", "few": "{n} минуты", "many": "{n} минут", "other": "{n} минуты"},
        "kk": {"other": "{n} минут", "ablative": "{n} минуттан", "dative": "{n} минутқа"},
        "az": {"other": "{n} dəqiqə", "ablative": "{n} dəqiqədən", "terminative": "{n} dəqiqəyədək"},
        "en": {"one": "{n} minute", "other": "{n} minutes"},
    },
}
OLD_SYMBOLS = {("rank", "az"): "(reytinqdə yer)", ("minutes", "az"): "dəq"}


def fill_forms(apps: Any, _schema_editor: Any) -> None:
    """Give each known unit its forms in the languages in which it still reads as it was delivered."""
    for unit in apps.get_model("indicators", "Unit").objects.filter(code__in=FORMS):
        unit.forms = {
            language: forms for language, forms in FORMS[unit.code].items() if is_unchanged(unit, language, forms)
        }
        unit.save(update_fields=["forms"])


def is_unchanged(unit: Any, language: str, forms: dict[str, str]) -> bool:
    """Return whether the words of the forms are those of the unit."""
    symbol = (getattr(unit, f"symbol_{language}") or "").strip()
    if unit.code == "count":
        return not symbol
    words = [part for part in symbol.rstrip(".").split() if part]
    known = " ".join(forms.values())
    return symbol == OLD_SYMBOLS.get((unit.code, language)) or bool(words) and all(
        word.rstrip(".") in known for word in words
    )


class Migration(migrations.Migration):

    dependencies = [("indicators", "0002_search_text")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="forms",
            field=models.JSONField(
                blank=True,
                default=dict,
                validators=[editorial.indicators.models.validate_forms],
                verbose_name="forms after a number",
            ),
        ),
        migrations.RunPython(fill_forms, migrations.RunPython.noop),
    ]
