"""Count what Rich Text holds, by splitting it at its control words. Shares no code with the reader."""

import re

from django.utils.translation import gettext as _

from editorial.manuscripts.conservation import Inventory, Passage, Thing

PIECE = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[a-z]+)(?P<value>-?\d+)? ?|\\'(?P<hex>[0-9a-f]{2})|\\(?P<sign>[^a-z])|(?P<run>[^{}\\]+)",
    re.IGNORECASE | re.DOTALL,
)
PAGES = {b"0": "", b"204": "cp1251", b"162": "cp1254", b"161": "cp1253", b"238": "cp1250", b"186": "cp1257",
         b"177": "cp1255", b"178": "cp1256", b"163": "cp1258", b"128": "cp932", b"129": "cp949", b"134": "cp936",
         b"136": "cp950", b"222": "cp874", b"77": "mac_roman"}  # fmt: skip
UNPRINTED = {b"fonttbl", b"stylesheet", b"colortbl", b"info", b"header", b"headerl", b"headerr", b"headerf", b"footer",
             b"footerl", b"footerr", b"footerf", b"fldinst", b"listtext", b"pntext", b"nonshppict", b"pict", b"objdata",
             b"themedata", b"listtable", b"xe", b"tc", b"bkmkstart", b"bkmkend", b"shprslt", b"sp", b"atnid", b"atnauthor",
             b"annotation", b"ftnsep", b"ftnsepc", b"aftnsep", b"aftnsepc", b"do", b"pn", b"generator", b"background",
             b"ftncn", b"aftncn", b"objclass", b"objname", b"formfield", b"datafield", b"template"}  # fmt: skip
STARRED_PRINTED = {
    b"shpinst",
    b"footnote",
    b"ud",
    b"shptxt",
    b"moMath",
    b"moMathPara",
    b"shppict",
    b"fldrslt",
    b"result",
}
PASSAGE_ENDS = {b"par", b"cell", b"nestcell", b"row", b"sect", b"page", b"nestrow"}
MARKS = {b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
         b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " "}  # fmt: skip
LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"?((?:https?|mailto|ftp):[^"\s]+)', re.IGNORECASE)
BIN = re.compile(rb"\\bin(\d+) ?")


def count(data: bytes, codec: str = "") -> Inventory:
    """Return the inventory of Rich Text; `codec` stands for one that is declared wrongly."""
    return RtfCount(data, codec).run()


class State:
    """State of a group."""

    def __init__(self, outer: "State | None" = None) -> None:
        self.silent: bytes = outer.silent if outer else b""
        self.font: bytes = outer.font if outer else b""
        self.fallback: int = outer.fallback if outer else 1
        self.hidden: bool = outer.hidden if outer else False
        self.deleted: bool = outer.deleted if outer else False
        self.starred = False
        self.kind = b""


class RtfCount:
    """One pass over a file."""

    def __init__(self, data: bytes, codec: str) -> None:
        self.data = self._without_binary(data)
        self.forced = codec
        self.codec = "cp1252"
        self.fonts: dict[bytes, str] = {}
        self.default_font = b"0"
        self.found = Inventory()
        self.states = [State()]
        self.texts: list[list[str]] = [[]]
        self.run_bytes = b""
        self.high = 0
        self.skip = 0
        self.paragraph = 0
        self.notes = 0
        self.instruction: list[str] = []

    @staticmethod
    def _without_binary(data: bytes) -> bytes:
        at = 0
        preserved = b""
        for found in BIN.finditer(data):
            if found.start() >= at:
                preserved += data[at : found.start()]
                at = found.end() + int(found[1][:9])
        return preserved + data[at:]

    def run(self) -> Inventory:
        """Count."""
        for piece in PIECE.finditer(self.data):
            brace, word, hexed = piece["brace"], piece["word"], piece["hex"]
            if brace == b"{":
                self._end_run()
                self.skip = 0
                self.states.append(State(self.states[-1]))
            elif brace == b"}":
                self._end_run()
                self.skip = 0
                self._leave()
                if len(self.states) == 1:
                    break
            elif word:
                self._word(word, piece["value"])
            elif hexed:
                self._bytes(bytes.fromhex(hexed.decode()))
            elif piece["sign"]:
                self._sign(piece["sign"])
            elif piece["run"]:
                self._bytes(piece["run"].replace(b"\r", b"").replace(b"\n", b""))
        self._end_run()
        self._end_passage()
        return self.found

    @property
    def place(self) -> str:
        """Return where the count is."""
        return _("paragraph %(number)s") % {"number": self.paragraph + 1}

    def _leave(self) -> None:
        if len(self.states) < 2:
            return
        left = self.states.pop()
        if left.kind in (b"footnote", b"shptxt"):
            text = "".join(self.texts.pop()).strip()
            place = self.place
            if left.kind == b"footnote":
                self.notes += 1
                place = _("note %(number)s") % {"number": self.notes}
                self.found.things.append(Thing("notes", place))
            if text:
                self.found.passages.append(Passage(place, text))
        elif left.kind == b"fldinst" and self.instruction:
            link = LINK.search("".join(self.instruction))
            if link:
                self.found.things.append(Thing("links", self.place, link[1]))
            self.instruction = []

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.states[-1].starred = True
            return
        self._end_run()
        if sign in b"\r\n":
            self._end_passage()
        else:
            self._add({b"~": " ", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))

    def _word(self, word: bytes, value: bytes | None) -> None:
        state = self.states[-1]
        if word == b"u" and value:
            self._end_run()
            number = int(value)
            self._add(chr((number + 65536) % 65536))
            self.skip = state.fallback
            return
        if word in MARKS:
            if self.skip:
                self.skip -= 1
                return
            self._end_run()
            self._add(MARKS[word])
            return
        self.skip = 0
        self._end_run()
        if state.starred:
            state.starred = False
            if word not in STARRED_PRINTED | UNPRINTED:
                state.silent = word
        self._group(word, state)
        self._setting(word, value, state)

    def _group(self, word: bytes, state: State) -> None:
        if word in UNPRINTED and not state.silent:
            if word == b"pict":
                self.found.things.append(Thing("pictures", self.place))
            elif word in (b"listtext", b"pntext"):
                self.found.things.append(Thing("list_items", self.place))
            state.silent = state.kind = word
        elif word in (b"footnote", b"shptxt") and not state.silent:
            state.kind = word
            self.texts.append([])
        elif word in PASSAGE_ENDS and not state.silent:
            self._end_passage()

    def _setting(self, word: bytes, value: bytes | None, state: State) -> None:
        if word == b"ansicpg" and value:
            self.codec = {
                b"0": "cp1252",
                b"10000": "mac_roman",
                b"10007": "mac_cyrillic",
                b"65001": "utf-8",
            }.get(value, f"cp{int(value)}")
        elif word == b"mac":
            self.codec = "mac_roman"
        elif word == b"f":
            state.font = value or b"0"
        elif word == b"deff":
            self.default_font = value or b"0"
        elif word == b"fcharset" and state.silent == b"fonttbl" and PAGES.get(value or b"0"):
            self.fonts[state.font] = PAGES[value or b"0"]
        elif word == b"uc":
            state.fallback = int(value or 1)
        elif word == b"plain":
            state.font, state.hidden, state.deleted = b"", False, False
        elif word in (b"v", b"deleted"):
            setattr(state, "hidden" if word == b"v" else "deleted", value != b"0")

    def _bytes(self, data: bytes) -> None:
        if self.skip:
            cut = min(self.skip, len(data))
            self.skip -= cut
            data = data[cut:]
        self.run_bytes += data

    def _end_run(self) -> None:
        data, self.run_bytes = self.run_bytes, b""
        if not data:
            return
        codec = self.fonts.get(self.states[-1].font or self.default_font) or self.forced or self.codec
        try:
            self._add(data.decode(codec, "replace"))
        except LookupError:
            self._add(data.decode("cp1252", "replace"))

    def _add(self, words: str) -> None:
        state = self.states[-1]
        if state.silent == b"fldinst":
            self.instruction.append(words)
        elif not (state.silent or state.hidden or state.deleted):
            self.texts[-1].append(words)

    def _end_passage(self) -> None:
        if len(self.texts) > 1:
            self.texts[-1].append("\n")
            return
        text = "".join(self.texts[-1]).strip()
        self.texts[-1] = []
        if text:
            self.paragraph += 1
            self.found.passages.append(Passage(_("paragraph %(number)s") % {"number": self.paragraph}, text))
