"""Questions and answers."""

import re
from collections import Counter
from itertools import pairwise

from editorial.manuscripts.draft import Block, Contributor
from editorial.manuscripts.name_forms import CAPITALISED, LOWER, UPPER
from editorial.manuscripts.names import is_person, nominative, nominative_name, read_position
from editorial.manuscripts.rules.quoted_people import quoted_people

DASH = re.compile(r"[-–—―‒−]+(?:\s+(?=\S)|(?=[^\s\d]))")
LABELLED = re.compile(
    r"(?P<question>вопрос|сұрақ|sual|question|q)\s*\d{0,2}\s*[.:]\s*|(?P<answer>ответ|жауап|cavab|answer|a)\s*\d{0,2}\s*[.:]\s*",
    re.IGNORECASE,
)
SPEAKER = re.compile(r"(?P<who>[A-ZА-ЯЁӘҚƏ][\w.\-«» ]{0,40}?)\s*:\s+(?=[«\"A-ZА-ЯЁӘҚƏ–—-])")
QUESTION = re.compile(r"\?[»”\"]?\s*$|\?")
LEAD = re.compile(
    r"интервью|беседа|беседу|поговорил|ответил на вопросы|на вопросы\b.{0,40}\bотвеча|рассказал|interview|answers? (?:the |our )?questions"
    r"|сұхбат|сұрақтар\w* жауап|müsahibə|sual\w* cavab",
    re.IGNORECASE,
)
INTERVIEWEE = re.compile(
    rf"(?:[Ии]нтервью|[Бб]еседа|беседу|[Вв] беседе|беседовал\w*|поговорил\w*|сұхбат)[^.]{{0,40}}?\bс(?:о)?\s+(?P<position>[а-яё][^.]{{3,160}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED})(?=[\s,.]|$)"
)
NOMINATIVE = re.compile(
    rf"(?P<position>(?:[А-ЯЁ]|[а-яё])[^.]{{3,160}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED}),?\s+(?:в (?:эксклюзивном )?интервью|рассказал\w*|ответил\w*|дал\w*|поделил\w*)"
)
ANSWER_VERBS = r"(?:рассказ|ответ|подел|говор|бесед|размышля|делит)\w+(?: (?:нам|журналу|газете|изданию|агентству|корреспонденту) (?:[«\"][^»\"]+[»\"]|[A-ZА-ЯЁ]\w+))?"
AFTER_VERB = re.compile(
    rf"\b{ANSWER_VERBS},? (?P<name>{CAPITALISED} {CAPITALISED}(?: {CAPITALISED})?)(?:, (?P<position>[а-яё][^.:;!?]{{3,240}}))?(?=[.,:;]|$)"
)
GAVE = re.compile(
    rf"(?P<position>(?:[{UPPER}]|[{LOWER}])[^.]{{3,160}}?)\s+(?P<name>{CAPITALISED} {CAPITALISED})[^.]{{0,60}}? (?:сұхбат (?:берді|берген)|айтып берді|әңгімелеп берді|müsahibə (?:verib|verdi|verir)|gave an interview|told)"
)
INTERVIEWER_LINE = re.compile(
    rf"(?i:беседовал\w?|беседу в[её]л\w?|интервью (?:в[её]л\w?|взял\w?|подготовил\w?|провел\w?)|подготовил\w?|записал\w?|спрашивал\w?"
    rf"|interview(?:ed)? by|сұхбаттасқан|müsahibəni (?:apardı|aldı)|söhbətləşdi)\s*:?\s+(?P<name>{CAPITALISED} {CAPITALISED})\.?"
)
ANSWERS = re.compile(r"\bотвеча\w+|жауап бер\w+|cavab\w* ver\w+|cavablandır\w+|\banswers\b", re.IGNORECASE)
MIN_TURNS = 2
MIN_QUESTIONS = 3
LEAD_PARAGRAPHS = 5


def mark_questions(blocks: list[Block], *, title: str = "") -> bool:
    """Tell questions from answers; whether the text is an interview at all."""
    paragraphs = [block for block in blocks if block.kind in ("paragraph", "item", "heading")]
    found = (
        _labelled(paragraphs)
        or _dashed(paragraphs)
        or _speaker_turns(paragraphs)
        or _question_paragraphs(paragraphs, title)
    )
    for block in paragraphs if found else ():
        if block.kind in ("question", "answer"):
            block.text = DASH.sub("", block.text, count=1) if DASH.match(block.text) else block.text
    return found


def _set(block: Block, kind: str, text: str, label: str = "") -> None:
    block.kind = "question" if kind == "question" else "answer"
    block.text = text.strip()
    block.label = label


def _labelled(paragraphs: list[Block]) -> bool:
    found = [(block, LABELLED.match(block.text)) for block in paragraphs]
    if sum(1 for _block, match in found if match and match.group("question")) < MIN_TURNS:
        return False
    state = ""
    for block, match in found:
        if match:
            state = "question" if match.group("question") else "answer"
            _set(block, state, block.text[match.end() :])
        elif state:
            block.kind = "answer"
    return True


def _dashed(paragraphs: list[Block]) -> bool:
    """Questions begin with a dash; answers too, or not."""
    dashed = [block for block in paragraphs if DASH.match(_unlisted(block))]
    asking = [block for block in dashed if QUESTION.search(block.text)]
    if len(asking) < MIN_TURNS or len(asking) * 3 < len(dashed):
        return False
    first = next(at for at, block in enumerate(paragraphs) if block is asking[0])
    follows_dashed = sum(
        1
        for block, after in pairwise(paragraphs)
        if any(block is each for each in asking) and any(after is each for each in dashed)
    )
    answers_dashed = follows_dashed * 2 > len(asking)
    before = ""
    for block in paragraphs[first:]:
        text = _unlisted(block)
        match = DASH.match(text)
        if not match:
            block.kind, block.text, before = "answer", text, "answer"
            continue
        question = before != "question" if answers_dashed else not text.rstrip().endswith(";")
        before = "question" if question else "answer"
        _set(block, before, text[match.end() :])
    return True


def _unlisted(block: Block) -> str:
    return f"{block.label} {block.text}" if block.kind == "item" and block.label else block.text


def _speaker_turns(paragraphs: list[Block]) -> bool:
    """Each turn begins with its speaker."""
    found = [(block, SPEAKER.match(block.text)) for block in paragraphs]
    speakers = Counter(match.group("who") for _block, match in found if match)
    main = {who for who, count in speakers.items() if count >= MIN_TURNS}
    if len(main) < 2 or sum(speakers[who] for who in main) < 4:
        return False
    turns = [(block, match) for block, match in found if match and match.group("who") in main]
    questions_by_speaker = Counter(
        match.group("who") for block, match in turns if block.text.rstrip(" »").endswith("?")
    )
    asker = questions_by_speaker.most_common(1)[0][0] if questions_by_speaker else turns[0][1].group("who")
    state = ""
    for block, match in found:
        if match and match.group("who") in main:
            state = "question" if match.group("who") == asker else "answer"
            _set(block, state, block.text[match.end() :], match.group("who"))
        elif state:
            block.kind = "answer"
    return True


def _question_paragraphs(paragraphs: list[Block], title: str) -> bool:
    """Web pages often set questions in bold with nothing before them: short paragraphs that only ask."""
    asking = [
        block
        for block in paragraphs
        if block.text.rstrip(" »").endswith("?") and len(block.text) < 400 and block.kind != "item"
    ]
    lead = [title, *(block.text for block in paragraphs[:LEAD_PARAGRAPHS])]
    if len(asking) < MIN_QUESTIONS or not any(LEAD.search(text) for text in lead):
        return False
    first = next(at for at, block in enumerate(paragraphs) if block is asking[0])
    for block in paragraphs[first:]:
        if any(block is each for each in asking):
            block.kind = "question"
        elif block.kind != "heading":
            block.kind = "answer"
    return True


def interviewee(blocks: list[Block]) -> Contributor | None:
    """Return who answers, from the paragraphs before the first question."""
    for block in blocks[:6]:
        if block.kind == "question":
            break
        found = INTERVIEWEE.search(block.text)
        if found:
            name = nominative_name(found.group("name"))
            position, degree = read_position(nominative(found.group("position").strip(" ,")))
            return Contributor(name=name, position=position, degree=degree, role="interviewee")
        found = NOMINATIVE.search(block.text) or GAVE.search(block.text)
        if found and is_person(found.group("name")):
            position, degree = read_position(found.group("position").split(" – ")[-1])
            position = re.sub(r"^(?:Как|Об этом)\b.*?(?=[а-яё]+ий|[а-яё]+ый)", "", position)
            return Contributor(name=found.group("name"), position=position, degree=degree, role="interviewee")
        found = AFTER_VERB.search(block.text)
        if found and is_person(found.group("name")):
            position, degree = read_position((found.group("position") or "").strip(" ,"))
            return Contributor(name=found.group("name"), position=position, degree=degree, role="interviewee")
    lead = [block for block in blocks[:6] if block.kind == "paragraph"]
    quoted = next(iter(quoted_people(lead)), None)
    if quoted:
        return Contributor(
            name=quoted.name, position=quoted.position, degree=quoted.degree, role="interviewee"
        )
    labels = Counter(block.label for block in blocks if block.kind == "answer" and is_person(block.label))
    return Contributor(name=labels.most_common(1)[0][0], role="interviewee") if labels else None


def answers_here(contributor: Contributor, blocks: list[Block]) -> bool:
    """Return whether the lines before the first question say that a known contributor answers."""
    for block in blocks[:LEAD_PARAGRAPHS]:
        if block.kind == "question":
            return False
        if contributor.name in block.text and ANSWERS.search(block.text):
            return True
    return False


def take_interviewer(blocks: list[Block]) -> tuple[list[Block], Contributor | None]:
    """Take the line that names the interviewer, above or below the blocks, out of them; return both."""
    for block in (*blocks[:4], *blocks[-3:]):
        found = INTERVIEWER_LINE.fullmatch(block.text.strip(" ()"))
        if found and is_person(found.group("name")):
            rest = [each for each in blocks if each is not block]
            return rest, Contributor(name=found.group("name"), role="interviewer")
    return blocks, None
