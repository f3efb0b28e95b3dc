"""Payment data and links to payment pages in what one side writes to the other. Pure.

Fraud after a good beginning asks for money to a new account. Found are numbers whose check digits fit,
or that a word of banking stands beside; product, order and tax numbers shall pass.
"""

import re
import unicodedata
from enum import StrEnum

from stdnum import bitcoin, iban, luhn


class Risk(StrEnum):
    """What was found, the worst first."""

    ACCOUNT = "account"
    CARD = "card"
    WALLET = "wallet"
    CRYPTO = "crypto"
    LINK = "link"


_MASKED = "•••"
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[ .-]?\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])", re.IGNORECASE
)
_IBAN_MASKED = re.compile(rf"(?<![A-Za-z0-9])[A-Z]{{2}}\d{{2}}(?: ?\d{{4}})+ ?{_MASKED}")
_CARD = re.compile(
    r"(?<![A-Za-z0-9.,/-])[3-6]\d{3}(?:([ -]?)\d{4}(?:\1\d{4}){2}|[ -]?\d{6}[ -]?\d{5})(?![\d-])"
)
_CARD_STARTS = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|5|2)")
_LONG_NUMBER = rf"(?:\d(?:[ -]?\d){{7,24}}|(?:\d[ -]?)*{_MASKED})"
_GOODS = re.compile(
    r"(?:los|charge|artikel|auftrag|bestell|serien|teile|modell|lot|batch|order|part|serial|model|item|sku|ean|"
    r"批次?号?|订单|型号|货号|序列|编号)[^\d]{0,12}$",
    re.IGNORECASE,
)
_ACCOUNT_WORD = (
    r"(?:(?<![a-z])(?:iban|konto(?:nummer|-?nr)?|bankverbindung|account\s*(?:number|no)|a/c(?:\s*no)?|"
    r"bank\s*account|card\s*(?:number|no)|kartennummer|kreditkarte)(?![a-z])"
    r"|银行账[号户]|银行帐[号户]|账号|帐号|卡号|银行卡号?|收款账[号户]|对公账[号户])"
)
_OF_SOFTWARE = r"(?!\s*(?:登录|登陆|系统|管理|注册|软件|密码))"
_COUNTED = r"(?!\s*(?:台|个|套|件|部|只|pcs|stück|units))"
_ACCOUNT = re.compile(
    rf"{_ACCOUNT_WORD}{_OF_SOFTWARE}.{{0,12}}?{_LONG_NUMBER}{_COUNTED}", re.IGNORECASE | re.DOTALL
)
_BANK = re.compile(
    rf"(?:开户行|开户银行|收款人|户名).{{0,40}}?{_LONG_NUMBER}"
    r"|(?:银行|工行|建行|农行|中行|招行|交行|sparkasse|volksbank)\D{0,12}"
    rf"(?:\d(?:[ -]?\d){{11,24}}|{_MASKED})"
    r"|(?<![a-z])(?:bic|swift)(?:[- ]?code)?\s*:?\s*[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Z0-9])",
    re.DOTALL | re.IGNORECASE,
)
# Where the money is suddenly to go: no number is needed to make that a warning.
_NEW_ACCOUNT = re.compile(
    r"(?<![a-zäöü])(?:neue[rns]?|andere[rns]?|geänderte[rns]?|private[rns]?)\s+"
    r"(?:(?:bank|giro|geschäfts)?konto|bankverbindung|kontoverbindung|iban)(?![a-zäöü])"
    r"|(?<![a-z])(?:new|another|different|changed|personal|private)\s+(?:bank\s+)(?:account|details)"
    r"|(?:新|个人|私人|私|另外?一?个?|其他)的?(?:银行)?(?:账户|帐户|账号|帐号|户头|卡号)(?!登|注册|密码)"
    r"|(?:定金|订金|货款|尾款|全款|预付款|保证金).{0,10}?(?:[到至进]|打|转|汇).{0,6}?(?:账|帐|户头|卡)",
    re.IGNORECASE,
)
_UNIONPAY = re.compile(r"(?<![A-Za-z0-9.,/-])62\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\d-])")
_WALLET = re.compile(
    r"(?:支付宝|alipay|paypal)\s*(?:账号|帐号|号)?\s*[:是]?\s*(?:[\w.+-]+@|1[3-9]\d|•••)"
    r"|微信.{0,3}(?:转账|付款|收款|打款|红包)|(?:云闪付|数字人民币|e-?cny).{0,16}?(?:收款|付款|转账|钱包|打款)"
    r"|(?:支付宝|alipay|微信支付|we\s?chat\s?pay|paypal|western\s?union|西联|moneygram)"
    r".{0,16}?(?:收款|付款|转账|账号|账户|汇款|二维码|打款|überweis|zahl|konto|pay\b|send|transfer|account)"
    r"|(?:收款|付款|转账|汇款|打款|überweis\w*|zahl(?:en|e|t|ung|ungen|bar)?(?![a-zäöü])|send|transfer|pay)"
    r".{0,24}?(?:支付宝|alipay|微信(?:支付)?|we\s?chat\s?pay|paypal|western\s?union|西联|moneygram)"
    r"|(?:收款|付款)(?:二维)?码(?!\s*(?:打印|扫描|识别|设备|标签|机|系统|软件))"
    r"|扫码(?:付款|支付|转账)|(?:payment|zahl(?:ungs)?)[- ]?qr",
    re.IGNORECASE | re.DOTALL,
)
_BITCOIN = re.compile(
    r"(?<![A-Za-z0-9])(?:bc1[a-z0-9]{25,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?![A-Za-z0-9])"
)
_OTHER_CHAIN = re.compile(
    r"(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|ltc1[a-z0-9]{25,71}|T[1-9A-HJ-NP-Za-km-z]{33})(?![A-Za-z0-9])"
)
_LINK = re.compile(
    r"(?<![a-z0-9-])(?:[a-z0-9-]+\.)*(?:paypal\.(?:com|me)|buy\.stripe\.com|checkout\.stripe\.com|stripe\.com/pay|"
    r"alipay\.com|pay\.weixin\.qq\.com|wise\.com|revolut\.me|venmo\.com|cash\.app|westernunion\.com|"
    r"moneygram\.com|payoneer\.com|skrill\.com|klarna\.com|sumup\.(?:com|link|me)|mollie\.com|gocardless\.com|pay\.google\.com|95516\.com|unionpay\.com)(?![a-z0-9-])"
    r"|(?:wxp|alipays?|weixin)://\S+"
    r"|https?://[^\s/]*(?:pay|checkout|zahlung|invoice)[^\s/]*\.[a-z]{2,}"
    r"|(?<![a-z0-9@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?/(?:pay|payment|checkout|zahlung)(?:[/?#]|$|\s)",
    re.IGNORECASE,
)


def find_risks(text: str) -> tuple[Risk, ...]:
    """What in `text` could take a reader's money; () where nothing."""
    plain = unicodedata.normalize("NFKC", text)
    found = {
        Risk.ACCOUNT: _has_iban(plain) or any(form.search(plain) for form in (_ACCOUNT, _BANK, _NEW_ACCOUNT)),
        Risk.CARD: _has_card(plain),
        Risk.WALLET: bool(_WALLET.search(plain)),
        Risk.CRYPTO: _has_coins(plain),
        Risk.LINK: bool(_LINK.search(plain)),
    }
    return tuple(risk for risk in Risk if found[risk])


def _has_iban(plain: str) -> bool:
    for match in _IBAN.finditer(plain):
        words = match[0].replace(".", " ").split(" ")
        if any(iban.is_valid("".join(words[:count])) for count in range(1, len(words) + 1)):
            return True  # a word may follow that looks like more of it
    return bool(_IBAN_MASKED.search(plain))


def _has_card(plain: str) -> bool:
    matches = [match for pattern in (_CARD, _UNIONPAY) for match in pattern.finditer(plain)]
    numbers = [match[0] for match in matches if not _GOODS.search(plain[: match.start()])]
    return any(_CARD_STARTS.match(number) and luhn.is_valid(re.sub(r"\D", "", number)) for number in numbers)


def _has_coins(plain: str) -> bool:
    return bool(_OTHER_CHAIN.search(plain)) or any(
        bitcoin.is_valid(match[0]) for match in _BITCOIN.finditer(plain)
    )
