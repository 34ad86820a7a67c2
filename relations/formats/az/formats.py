"""Azerbaijani formats where Django capitalises months and groups digits by a full stop."""

YEAR_MONTH_FORMAT = "E Y"
MONTH_DAY_FORMAT = "j E"
THOUSAND_SEPARATOR = "\xa0"  # a space that does not break
NUMBER_GROUPING = 3
