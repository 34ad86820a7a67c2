"""Permissions of the roles in the admin; each app names its models by `permissions` of its AppConfig.

Plain data: app configurations are read before any model may be imported. Transitions are in `states`.
"""

from collections.abc import Mapping
from typing import Final

AUTHOR, EDITOR, PUBLISHER, ADMINISTRATOR = ROLES = ("author", "editor", "publisher", "administrator")

Verbs = tuple[str, ...]
Grants = Mapping[str, Verbs]  # verbs by role
# Grants by the name of a model, by "app.model" for one of a package, or by EVERY_MODEL.
Permissions = Mapping[str, Grants]
EVERY_MODEL: Final = "*"

VIEW: Verbs = ("view",)
WITHOUT_DELETE: Verbs = ("view", "add", "change")
ALL: Verbs = (*WITHOUT_DELETE, "delete")

ARTICLES: Grants = {AUTHOR: WITHOUT_DELETE, EDITOR: ALL, PUBLISHER: ALL, ADMINISTRATOR: ALL}
PICTURES: Grants = dict.fromkeys(ROLES, WITHOUT_DELETE)  # never thrown away
RECORDS: Grants = {AUTHOR: VIEW, EDITOR: ALL, PUBLISHER: ALL, ADMINISTRATOR: ALL}
# Added by everybody who may add an article; one of which drafts were made is not deleted.
MANUSCRIPTS: Grants = dict.fromkeys((EDITOR, PUBLISHER, ADMINISTRATOR), ("delete",))
# What the site says of itself on every page.
SITE: Grants = {AUTHOR: VIEW, EDITOR: VIEW, PUBLISHER: ALL, ADMINISTRATOR: ALL}
READ_ONLY: Grants = dict.fromkeys(ROLES, VIEW)
CHANGE_LOG: Grants = dict.fromkeys((PUBLISHER, ADMINISTRATOR), VIEW)
ADMINISTRATION: Grants = {ADMINISTRATOR: ALL}
REVOKED_NOT_DELETED: Grants = {ADMINISTRATOR: WITHOUT_DELETE}
LOGS: Grants = {ADMINISTRATOR: VIEW}
