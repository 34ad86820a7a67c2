"""Capital letters, and the order of names, as each language has them."""

from django.template import Context, Template
from django.utils import translation

from editorial.values.capitals import capfirst
from editorial.values.countries import country_choices


def test_an_azerbaijani_label_begins_with_its_own_capital() -> None:
    with translation.override("az"):
        assert capfirst("imzalanma tarixi") == "İmzalanma tarixi"
        assert capfirst("ıldırım") == "Ildırım"
        assert Template("{{ text|capfirst }}").render(Context({"text": "ixrac"})) == "İxrac"
    with translation.override("en"):
        assert capfirst("import") == "Import"


def test_countries_follow_the_alphabet_of_the_language() -> None:
    with translation.override("kk"):
        names = [name for _code, name in country_choices()][2:]
    assert names.index("Өзбекстан") < names.index("Румыния")
    assert "CQ" not in names
