"""Whom a news item quotes: the one introduced with a position and a full name beside a verb of saying."""

import re

from editorial.manuscripts.draft import Block, Contributor
from editorial.manuscripts.name_forms import CAPITALISED
from editorial.manuscripts.names import is_person, looks_like_position, nominative, nominative_name

SAYING = (
    r"(?:сказал|сообщил|отметил|заявил|рассказал|подчеркнул|считает|поделил|прокомментировал|заметил|добавил|пояснил|указал"
    r"|said|told|noted|stated|деді|айтты|bildirib|deyib|söyləyib)\w*"
)
AFTER_VERB = re.compile(
    rf"\b{SAYING}\s+(?:нам\s+|агентству\s+|корреспонденту\s+(?:агентства\s+|издания\s+)?(?:[«\"][^»\"]+[»\"]\s+|[A-ZА-ЯЁ]\w+\s+(?=[а-я]))?)?(?P<position>[а-яёәғқңөұүһіa-zəğıöşüç][^.:;«\"]{{4,240}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED}(?: {CAPITALISED})?)(?=[.,;:]|$)"
)
BEFORE_VERB = re.compile(
    rf"(?:^|[.,–—\-] )(?P<position>[А-ЯЁа-яё][^.:;«\"]{{4,240}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED})(?=,? (?:в (?:эксклюзивном )?(?:интервью|беседе|комментарии)[^.]{{0,60}} )?{SAYING})"
)
ACCORDING_TO = re.compile(
    rf"(?:[Пп]о (?:словам|мнению|оценке|данным)|[Сс]о слов) (?P<position>[а-яё][^.:;«\"]{{4,240}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED})(?=[.,;:]|$)"
)
PATRONYMIC = re.compile(r"(?:вич|вна|чна|оглы|кызы|ұлы|қызы|oğlu|qızı)$")


def quoted_people(blocks: list[Block]) -> list[Contributor]:
    """Return the quoted, each once, with the position the text gives."""
    people: dict[str, Contributor] = {}
    for block in blocks:
        if block.kind not in ("paragraph", "quote"):
            continue
        for pattern in (AFTER_VERB, BEFORE_VERB, ACCORDING_TO):
            for found in pattern.finditer(block.text):
                position, name = _divide(found.group("position"), found.group("name"))
                position = re.sub(
                    r"^(?:об этом|как|по словам)\s+", "", position.strip(" ,"), flags=re.IGNORECASE
                )
                if not is_person(name) or not looks_like_position(position):
                    continue
                if pattern is ACCORDING_TO:
                    position = nominative(position)
                name = name if pattern is AFTER_VERB else nominative_name(name)
                people.setdefault(name, Contributor(name=name, position=position, role="quoted"))
    return list(people.values())


def _divide(position: str, name: str) -> tuple[str, str]:
    """Of three capitalised words, the first may still belong to the position («… Казахстана Имя Фамилия»)."""
    words = name.split()
    if len(words) == 3 and not PATRONYMIC.search(words[2]) and not PATRONYMIC.search(words[1]):
        return f"{position} {words[0]}", " ".join(words[1:])
    return position, name
