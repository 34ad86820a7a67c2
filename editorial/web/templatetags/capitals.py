"""The filter `capfirst` of all templates of Django, which knows the language of the page."""

from django import template

from editorial.values.capitals import capfirst

register = template.Library()
register.filter("capfirst", capfirst)
