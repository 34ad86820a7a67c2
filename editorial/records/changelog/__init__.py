"""The log of what changed for readers, in one order that a mirror can follow without gap or double."""

from editorial.records.changelog.log import (
    STEPS,
    assign_positions,
    find_by_former_slug,
    last_moment,
    last_position,
    position_before,
    record_change,
    record_deletion,
    record_save,
)
from editorial.records.changelog.record_ref import RecordRef, is_public, type_name

__all__ = [
    "STEPS",
    "RecordRef",
    "assign_positions",
    "find_by_former_slug",
    "is_public",
    "last_moment",
    "last_position",
    "position_before",
    "record_change",
    "record_deletion",
    "record_save",
    "type_name",
]
