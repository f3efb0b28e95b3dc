"""Contact data that somebody hides on purpose: signs for signs, words for digits, other names of networks."""

import re
import unicodedata


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


ENDING = (
    r"(?:de|com|cn|eu|net|org|info|biz|io|at|ch|hk|example|shop|online|gmbh|solutions|store|site|xyz|top|vip|ltd|cc|tv"
    r"|app|email|cloud|group|company|industries|world|global|asia|tw|sg|fr|it|nl|pl|jp|kr|uk|us"
    r"|berlin|hamburg|koeln|cologne|ruhr|nrw|bayern|saarland|中国|公司|网络|网址|在线|集团)(?![A-Za-z0-9-])"
)
"""How names of servers end, as far as anybody here is likely to have one."""

_HAN = "[\u4e00-\u9fff]"
_HAN_ENDING = "(?:公司|中国|网络|网址|在线|集团)"
_HOST = r"[A-Za-zÀ-ÖØ-öø-ÿ0-9-]+"
_NAME = r"[A-Za-zÀ-ÖØ-öø-ÿ0-9.%+-]+"
_AT = r"(?:at|ät|ätt|aett|klammeraffe|艾特|圈\s?a|小老鼠)"
_DOT = r"(?:\.|[\s_]*[<(\[{]?\s*(?:dot|punkt|point|点)\s*[>)\]}]?[\s_]*)"
_BETWEEN = r"[\s_<>()\[\]{}【】-]"
_EMAIL = _compile(
    rf"""{_NAME}{_BETWEEN}*(?:(?<={_BETWEEN}){_AT}(?={_BETWEEN})|艾特|圈\s?a|小老鼠){_BETWEEN}*
        (?!www\.){_HOST}(?:{_DOT}{_HOST})*?{_DOT}{ENDING}
      | (?:{_NAME}|(?<!{_HAN}){_HAN}{{1,4}})@(?:{_HOST}(?:\.{_HOST})+|{_HAN}{{1,12}}\.{_HAN_ENDING})"""
)
_PAGE = _compile(
    rf"""(?<![A-Za-z])www[\s.]+{_HOST}[\s.]+{ENDING}
      | (?<![\w@.-]){_HOST}(?:\s+(?:punkt|dot)\s+|\s?点\s?)(?:de|com|cn|eu|net|org|info|shop)(?![A-Za-z0-9-])
      | [\w-]{{1,20}}\.{_HAN_ENDING}
      | (?<![A-Za-z])(?:weixin|wechat|whatsapp|tg|line|skype|sgnl|viber)://\S+
      | (?<![A-Za-z])wxid_[A-Za-z0-9]+"""
)
_ACCOUNT = _compile(
    r"""(?:(?:加|\+)\s*我?\s*(?:的\s*)?(?:(?:v|vx|wx)(?![A-Za-z])|v(?=[A-Za-z]*\d)|薇|微|威|卫星|v信)
          |绿泡泡|绿色软件|飞书|企业微信|企微|扣扣|(?<![A-Za-z])q\s?号)
        \s*(?:号|id)?\s*[:：=是为]?\s*[A-Za-z0-9][-_A-Za-z0-9]{4,19}
      | (?<![A-Za-z])(?:telegram|skype|line|whats\s?app|signal|viber|insta(?:gram)?|facebook|snapchat|discord
          |dingtalk)
        [\s-]*(?:id|name|handle|account|konto|user(?:name)?)\s*[:=]?\s*[A-Za-z][\w.-]{3,30}"""
)
# 138*0013*8000, 138，0013，8000; 4915112345678 without a sign in front
_PHONE = _compile(
    r"""(?<![0-9A-Za-z])1[3-9]\d(?:[*_，,、·~|]{1,2}\d{4}){2}(?!\d)
      | (?<![0-9A-Za-z])49\s?1[567]\d{8,9}(?!\d)"""
)
_DIGIT_WORD = (
    r"(?:null|eins?|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun"
    r"|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
)
_PHONE_WORDS = _compile(
    rf"(?<![a-zäöü]){_DIGIT_WORD}(?:[\s,./-]+(?:{_DIGIT_WORD}(?![a-zäöü])|\d{{1,6}})){{4,14}}"
)
_ONLY_DIGITS = re.compile(r"\s*\d(?:[\s./-]?\d){6,13}\s*")

DISGUISES = (_EMAIL, _ACCOUNT, _PHONE, _PHONE_WORDS)
DISGUISED_PAGE = _PAGE

_HAN_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")
_MIXED = re.compile(r"(?<!\d)\d(?:[·・.*_\-–—/|~]?\d){8,13}(?!\d)")
_DIALLED = re.compile(r"1[3-9]\d{9}|0[1-9]\d{7,10}|(?:86|49)\d{9,12}")


def find_mixed(plain: str) -> list[tuple[int, int]]:
    """Where numbers stand that are written, in part at least, in Chinese digits: 1三8零零一三八零零零."""
    translated = plain.translate(_HAN_DIGITS)
    if translated == plain:
        return []
    return [
        match.span()
        for match in _MIXED.finditer(translated)
        if match[0] != plain[slice(*match.span())] and _DIALLED.fullmatch(re.sub(r"\D", "", match[0]))
    ]


def is_bare_number(plain: str) -> bool:
    """Whether a whole message is the piece of a number, as one sends it in two."""
    return _ONLY_DIGITS.fullmatch(plain) is not None


def read_sign(sign: str) -> str:
    """A sign as the patterns see it: half-width, digits of any script as 0 to 9, "" for what nobody sees."""
    category = unicodedata.category(sign)
    if category in ("Cf", "Me") or "\ufe00" <= sign <= "\ufe0f":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    narrow = unicodedata.normalize("NFKC", sign)
    return narrow if len(narrow) == 1 else sign
