"""One class for what the admin's theme styles by dozens of utility classes in each field.

`static/desk/theme.css` has the same rules under the short names, in a layer below the theme's utilities, so that
a utility written beside a short name still decides.
"""

from functools import lru_cache

from unfold import widgets

SHORT_NAMES = {
    "desk-select": widgets.SELECT_CLASSES,
    "desk-textarea": widgets.TEXTAREA_CLASSES,
    "desk-date": widgets.DATETIME_CLASSES,
    "desk-input": widgets.INPUT_CLASSES,
    "desk-input-any": widgets.BASE_INPUT_CLASSES,
    "desk-checkbox": widgets.CHECKBOX_CLASSES,
    "desk-switch": widgets.SWITCH_CLASSES,
}
_LONG = [(" ".join(classes), name) for name, classes in SHORT_NAMES.items()]


@lru_cache(maxsize=1000)
def short_classes(classes: str) -> str:
    """Return the classes of a widget by their short names."""
    for long, short in _LONG:
        if long in classes:
            classes = classes.replace(long, short)
    return classes.strip()
