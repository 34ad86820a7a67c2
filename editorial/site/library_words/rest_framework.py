"""Texts by which the API refuses: those of REST framework and of its filters."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("A server error occurred."),
    _("Invalid input."),
    _("Malformed request."),
    _("Incorrect authentication credentials."),
    _("Authentication credentials were not provided."),
    _("You do not have permission to perform this action."),
    _("Not found."),
    _('Method "{method}" not allowed.'),
    _("Could not satisfy the request Accept header."),
    _('Unsupported media type "{media_type}" in request.'),
    _("Request was throttled."),
    _("Expected available in {wait} second."),
    _("Expected available in {wait} seconds."),
    _("Invalid page."),
    _("Invalid cursor"),
    _("This field may not be null."),
    _("This field may not be blank."),
    _('"{input}" is not a valid choice.'),
    _("A valid integer is required."),
    _("String value too large."),
    _("Ensure this value is less than or equal to {max_value}."),
    _("Ensure this value is greater than or equal to {min_value}."),
    _("Not a valid string."),
    _("Surrogate characters are not allowed: U+{code_point:X}."),
    # django-filter
    _("Multiple values may be separated by commas."),
    _("Range query expects two values."),
    _("%s (descending)"),
    _("Field filters"),
    _("Select a lookup."),
    _("exclude"),
)
