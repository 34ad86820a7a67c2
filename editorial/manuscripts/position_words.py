"""The words by which bodies, positions and degrees are recognised, in four languages."""

import re

BODY_NOUNS = re.compile(
    r"\b(?:центр|институт|университет|академия|фонд|агентство|министерство|ассоциация|совет|организация|компания"
    r"|общество|комитет|редакция|посольство|палата|факультет|кафедра|центром|институтом|center|centre|institute"
    r"|university|academy|foundation|agency|ministry|association|council|committee|editorial|embassy|faculty|department"
    r"|орталығы|институты|университеті|академиясы|қоры|агенттігі|министрлігі|кеңесі|елшілігі|комитеті|кафедрасы|факультеті"
    r"|mərkəzi|institutu|universiteti|akademiyası|fondu|agentliyi|nazirliyi|şurası|səfirliyi|komitəsi|kafedrası|fakültəsi)\b",
    re.IGNORECASE,
)
BODY_STEMS = re.compile(
    r"\b(?:центр|институт|университет|академи|фонд|агентств|министерств|ассоциаци|совет(?!ник)|организаци|компани|общества|комитет"
    r"|редакци|посольств|палат|факультет|кафедр|отдел|администраци)\w{0,3}\b"
    r"|\b(?:орталы[ғқ]|университет|агентті[гк]|министрлі[гк]|кеңес|елшілі[гк]|бөлім)\w{0,5}\b"
    r"|\b(?:mərkəz|institut|universitet|akademiya|agentli[yk]|nazirli[yk]|şura|səfirli[yk]|komitə|kafedra|fakültə|şöbə)\w{0,6}\b",
    re.IGNORECASE,
)
_RUSSIAN = (
    r"директор|замдиректора|заместител\w+|руководител\w+|советник|эксперт|профессор|доцент|научный сотрудник|сотрудник|сотрудница"
    r"|председател\w+|президент|министр|посол|аналитик|политолог|экономист|историк|журналист\w{0,2}|преподавател\w+"
    r"|заведующ\w+|начальник|магистр\w*|докторант\w{0,2}|аспирант\w{0,2}|академик|депутат|глава|ректор|декан|член|специалист"
    r"|консультант|обозревател\w+|секретарь|координатор|менеджер|партн[её]р|студент\w{0,2}|исследовател\w+|уч[её]ный|редактор"
    r"|корреспондент|юрист|адвокат|дипломат|социолог|основател\w+|представител\w+|управляющ\w+|востоковед|проректор|старший лектор"
    r"|соискател\w+|помощник|референт"
)
_ENGLISH = (
    r"director|advisor|adviser|expert|professor|researcher|fellow|chair\w*|head|analyst|lecturer|ambassador|minister|editor"
    r"|scientist|scholar|student|candidate|consultant|specialist|secretary|coordinator|manager|president|rector|dean|deputy"
    r"|member|journalist|correspondent|economist|historian|founder|partner|lawyer|diplomat|officer|representative|assistant"
)
_KAZAKH = (
    r"қызметкер\w*|меңгеруші\w*|сарапшы\w*|төраға\w*|кеңесші\w*|маман\w*|басшы\w*|жетекші\w*|директор\w*|оқытушы\w*|зерттеуші\w*"
    r"|елші\w*|тарихшы\w*|саясаттанушы\w*|хатшы\w*|орынбасар\w*|мүше\w*|магистрант\w*|ғалым\w*|журналист\w*|аналитик\w*"
    r"|экономист\w*|профессор\w*|доцент\w*|редактор\w*|ректор\w*|декан\w*|президент\w*|министр\w*|көмекші\w*"
)
_AZERBAIJANI = (
    r"direktor\w*|müşavir\w*|məsləhətçi\w*|ekspert\w*|professor\w*|sədr\w*|rəhbər\w*|müdir\w*|mütəxəssis\w*|tədqiqatçı\w*"
    r"|elmi işçi\w*|əməkdaş\w*|müəllim\w*|dosent\w*|akademik\w*|səfir\w*|nazir\w*|deputat\w*|politoloq\w*|siyasətşünas\w*"
    r"|iqtisadçı\w*|tarixçi\w*|jurnalist\w*|təhlilçi\w*|analitik\w*|prezident\w*|müavin\w*|katib\w*|redaktor\w*"
    r"|magistr\w*|doktorant\w*|rektor\w*|dekan\w*|koordinator\w*|menecer\w*|hüquqşünas\w*|diplomat\w*|köməkçi\w*"
)
POSITION_WORDS = re.compile(rf"\b(?:{_RUSSIAN}|{_ENGLISH}|{_KAZAKH}|{_AZERBAIJANI})\b", re.IGNORECASE)
_ABBREVIATED = (
    r"(?:(?:ассоц|асс)\.? ?)?проф\.|доц\.|акад\.|д-р\.?|др\.|канд\. ?\w{2,6}\. ?наук"
    r"|(?:assoc|asst|assist)\.? ?prof\.?(?: dr\.?)?|prof\.? ?dr\.?|prof\.|dr\.?|dos\.|akad\."
    r"|[a-zəğıöşüç]{1,4}\. ?(?:[a-zəğıöşüç]{1,4}\. ?){0,2}[edn]\. ?[dnx]?\.?"
    r"|[а-яёәғқңөұүһі]{1,6}\. ?ғ\. ?[дк]\.?"
    r"|(?:m|b|d)\.?(?:a|sc|phil)\.?|ll\.?[mbd]\.?|mpa|mpp|mph|ed\.?d\.?|j\.?d\.?|cfa"
)
_SPELT = (
    r"(?:к|д)\. ?(?:[а-я]{1,6}\. ?-?){1,2}н\.?"
    r"|(?:канд(?:идат|\.)|д(?:окто)?р\.?|доктор) [а-яё.\-]+(?: [а-яё.\-]+)? ?(?:наук|н\.)"
    r"|доктор(?: философии)?(?: \(?ph\.?d\.?\)?)?(?: (?:по|в области) [а-яё\- ]+)?"
    r"|(?:dr\.? )?ph\.? ?d\.?(?: (?:in|по|в) [\w\- ]+)?(?: доктор\w{0,2})?|doctor of [\w\- ]+|candidate of [\w\- ]+|dba|mba"
    r"|магистр(?: [а-яё\- ]+)?|(?:ассоциированный |қауымдастырылған )?профессор|доцент|академик"
    r"|(?:associate |assistant |full )?professor|dosent|akademik"
    r"|(?:fəlsəfə|elmlər|siyasi elmlər|iqtisad elmləri|tarix)[\w ,ə]* doktoru|[\w ]+ üzrə (?:fəlsəfə|elmlər) doktoru"
    r"|[\w ]+ elmləri (?:doktoru|namizədi)"
    r"|[\w ]*(?:ғылымдарының|ғылым) (?:кандидаты|докторы)"
)
DEGREE = re.compile(rf"(?:{_SPELT}|{_ABBREVIATED})", re.IGNORECASE)
