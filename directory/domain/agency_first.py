"""Whether a request's own words are about settling and investing, entering a market, or an exchange. Pure.

Such requests are read by the agency of the city first. A wrong hit only means that it reads one more, so
this prefers to find; only what everybody writes about himself ("we invest in new machines", "our subsidiary
in Shanghai", "founded in 1998") is left alone.
"""

import re
import unicodedata

from directory.domain.company import CooperationKind as Kind

_END = re.compile(r"[.!?;。！？；\n]+(?:\s|$)|[。！？；\n]")
_INVEST = re.compile(r"invest(?!igat)\w*|kapitalgeber|(?:kapital|minderheits|mehrheits)beteiligung|投资|注资")
_EQUIPMENT = (
    r"maschin|anlagen?\b|ausrüstung|ausstattung|technik\b|technolog|software|fuhrpark|roboter|"
    r"automatisierung|digitalisierung|qualität|weiterbildung|machine|equipment|tooling|robots?\b|automation|"
    r"quality|r&d|设备|机器|机床|生产线|产线|研发|技改|自动化|软件|质量|检测"
)
_PLACE = (
    r"standort|werk\b|fabrik|niederlassung|region\b|beteilig|partner|\b(?:site|plant|factory|region|stake)\b|"
    r"落户|建厂|办厂|设厂|园区|项目|合作"
)
"""In one sentence with investing: the first say that it is about the own works, the second that it is not."""

_BASE_DE = (
    r"(?:niederlassung|tochter(?:gesellschaft|firma|unternehmen)|zweigstelle|standort|fabrik|werk|firmensitz|"
    r"produktionsst(?:ätte|andort)|repräsentanz|vertretungsbüro|europazentrale|"
    r"eigene\w* (?:büro|lager|fertigung|produktion))"
)
_FOUND_DE = r"(?:gründ|eröffn|aufbau|aufzubauen|bauen|errichte|ansiedel|anzusiedel|einrichte|plan|such)"
_FOUND_EN = (
    r"(?:set(?:ting)? up|establish\w*|open(?:ing)?|found(?:ing)?|build(?:ing)?|start(?:ing)?|creat\w+)"
)
_BASE_EN = (
    r"(?:subsidiar(?:y|ies)|branch(?: office)?|plants?|factory|factories|production sites?|sites?|"
    r"headquarters|(?:sales |representative |liaison )?offices?|warehouse|manufacturing facilit(?:y|ies))"
)
_BASE_ZH = r"(?:子公司|分公司|办事处|代表处|分支机构|工厂|厂房|基地|总部|研发中心|生产线|海外仓|公司)"
_SETTLING = (
    r"ansied(?:el|l)\w*|anzusiedeln|sich niederlass\w*|niederzulassen",
    rf"{_BASE_DE}\w*\b.{{0,60}}\b{_FOUND_DE}\w*",
    rf"\b(?:gründ|eröffn|errichte|bau|plan|such)\w*\b[^,:]{{0,40}}\b{_BASE_DE}\w*",
    r"gewerbe(?:fläche|gebiet|park|grundstück)\w*|(?:industrie|bau)grundstück\w*|"
    r"(?:firmen|unternehmens)(?:übernahme|kauf)\w*",
    rf"\b{_FOUND_EN}\b[^,:]{{0,50}}\b{_BASE_EN}\b|\b(?:relocat\w+|settle|settling)\b",
    r"\b(?:industrial|commercial) (?:land|estate|park|site)s?\b|\b(?:takeover|acquisition) of\b",
    r"落户|建厂|办厂|设厂|开厂|选址|工业用地|入驻|招商|入股|参股|并购",
    rf"(?:设立|成立|开设|建立|建设|注册|新建|开办)(?!于)[^，。；、\d]{{0,14}}{_BASE_ZH}",
)
_ENTERING = (
    r"markt(?:eintritt|einstieg|erschließung|zugang|zulassung)\w*",
    r"\bmarkt\b.{0,30}\b(?:erschließ|eintret|einsteig|fuß (?:zu )?fass|betret|erober)\w*",
    r"\b(?:einstieg|eintritt) in den\b.{0,30}\bmarkt\b",
    r"\bmarket (?:entry|access|launch)\b|\b(?:enter\w*|access\w*|break(?:ing)? into)\b.{0,30}\bmarkets?\b",
    r"市场准入|市场进入|(?:进入|进军|打入|开拓|开辟|拓展)[^，。；]{0,8}市场|市场(?:开拓|拓展)",
)
_WHO_DE = (
    r"(?:jugend\w*|schüler\w*|stud(?:ent|ier)\w*|azubis?|auszubildende\w*|lehrling\w*|fachkräfte\w*|"
    r"kultur\w*|sport\w*|fußball\w*|vereins?\w*|schul\w*|mannschaft\w*|chor\w*|praktikant\w*|erfahrungs|"
    r"bürger\w*|lehrer\w*)"
)
_WHO_EN = (
    r"(?:youth|students?|schools?|pupils?|cultural|sports?|football|soccer|clubs?|teams?|apprentices?|"
    r"trainees?|teachers?|citizens?|talents?|people-to-people)"
)
_WHO_ZH = (
    r"(?:足球|篮球|乒乓球|俱乐部|球队|体育|青少年|青年|学生|师生|学校|校际|文化|人才|教育|艺术|友好|城市|"
    r"职业|技能|民间|公务员|培训)"
)
_EXCHANGING = (
    rf"{_WHO_DE}[- ]?austausch\w*|\baustausch(?:programm|schüler|jahr)\w*",
    rf"\baustausch\b.{{0,40}}\b{_WHO_DE}\b|\b{_WHO_DE}\b.{{0,40}}\baustausch(?:en)?\b",
    r"(?:trainingslager|freundschaftsspiel|städtepartnerschaft|schulpartnerschaft|partnerschule|delegation)\w*",
    r"partnerst(?:adt|ädte)\w*|praktik(?:um|a|ums\w*|antenplätze)\b",
    rf"\b{_WHO_EN}\b.{{0,30}}\bexchanges?\b|\bexchanges?\b.{{0,30}}\b{_WHO_EN}\b|\bexchange program\w*",
    r"\btraining camps?\b|\bfriendl(?:y match|y matches|ies)\b|\btwinning\b|\binternships?\b",
    r"\b(?:sister|twin|partner) (?:city|cities|towns?|schools?)\b",
    rf"{_WHO_ZH}[^，。；]{{0,8}}(?:交流|互访)|交流[^，。；]{{0,6}}{_WHO_ZH}|友好城市|友城|姐妹(?:城市|学校)",
    r"夏令营|冬令营|集训|训练营|友谊赛|互访|代表团|考察团|实习|研学",
)


def _compile(*patterns: str) -> re.Pattern[str]:
    """As German is typed on any keyboard: "gründen", "gruenden"; ß is ss to whoever ignores case."""
    written = "|".join(patterns).replace("ß", "ss")
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        written = written.replace(umlaut, f"(?:{umlaut}|{pair})")
    return re.compile(written)


_OWN_WORKS, _ELSEWHERE = _compile(_EQUIPMENT), _compile(_PLACE)
_KINDS = (
    (Kind.INVESTMENT, _compile(*_SETTLING)),
    (Kind.MARKET_ENTRY, _compile(*_ENTERING)),
    (Kind.EXCHANGE, _compile(*_EXCHANGING)),
)


def find_kind(text: str) -> Kind | None:
    """Which of the kinds that go to the agency first the words are about; None where they are about none."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    sentences = [part for part in _END.split(plain) if part]
    for sentence in sentences:
        if _INVEST.search(sentence) and (not _OWN_WORKS.search(sentence) or _ELSEWHERE.search(sentence)):
            return Kind.INVESTMENT
    for kind, pattern in _KINDS:
        if any(pattern.search(sentence) for sentence in sentences):
            return kind
    return None
