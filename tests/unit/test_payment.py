"""Payment data in free text: found in three languages; product, order and tax numbers pass."""

import pytest

from directory.domain.contacts import mask_contacts
from directory.domain.payment import Risk, find_risks

FOUND = [
    ("Bitte überweisen Sie auf DE89 3704 0044 0532 0130 00.", Risk.ACCOUNT),
    ("IBAN: DE89370400440532013000", Risk.ACCOUNT),
    ("Zahlung an GB82 WEST 1234 5698 7654 32 bis Freitag", Risk.ACCOUNT),
    ("ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００", Risk.ACCOUNT),
    ("Kontonummer 532013000, BLZ 37040044", Risk.ACCOUNT),
    ("Our new bank account: 1234 5678 9012", Risk.ACCOUNT),
    ("开户行：中国银行佛山分行，账号 6013 8211 0000 1234 567", Risk.ACCOUNT),
    ("收款人：李明 621785 1900001234567", Risk.ACCOUNT),
    ("请汇到我们的银行卡号6217851900001234567", Risk.ACCOUNT),
    ("Card 4111 1111 1111 1111, exp 12/28", Risk.CARD),
    ("Amex 378282246310005", Risk.CARD),
    ("银联 6212345678901232", Risk.CARD),
    ("请通过支付宝付款", Risk.WALLET),
    ("扫码付款即可", Risk.WALLET),
    ("这是我们的收款码", Risk.WALLET),
    ("转账到我的微信", Risk.WALLET),
    ("Please pay with PayPal", Risk.WALLET),
    ("Bitte zahlen Sie per Western Union", Risk.WALLET),
    ("BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Risk.CRYPTO),
    ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", Risk.CRYPTO),
    ("0x52908400098527886E0F7030069857D2E4169EE7", Risk.CRYPTO),
    ("USDT: TJRyWwFs9wTFGZg3JbrVriFbNfCrxH7uHo", Risk.CRYPTO),
    ("https://paypal.me/someone", Risk.LINK),
    ("buy.stripe.com/abc123", Risk.LINK),
    ("siehe https://secure-pay.example/rechnung", Risk.LINK),
    ("https://shop.example/checkout?id=4", Risk.LINK),
    ("wxp://f2f0abc", Risk.LINK),
]
FOUND += [
    *(
        (text, Risk.WALLET)
        for text in ("支付宝：chenli@163.com 先付定金", "支付宝 13800138000", "可以微信转账")
    ),
    *((text, Risk.WALLET) for text in ("云闪付收款", "数字人民币钱包", "alipay: •••")),
    *((text, Risk.ACCOUNT) for text in ("先付定金到新账户", "付定金到个人账户", "货款请打到私人账户")),
    *(
        (text, Risk.ACCOUNT)
        for text in ("工商银行 6222021234567890123", "Bitte auf unser neues Konto", "new bank details")
    ),
    *((text, Risk.ACCOUNT) for text in ("BIC: COBADEFFXXX", "DE 89 3704 0044 0532 0130 00")),
    ("DE89.3704.0044.0532.0130.00", Risk.ACCOUNT),
    *((text, Risk.LINK) for text in ("sumup.link/x1", "pay-here.example/checkout")),
    ("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", Risk.CRYPTO),
]
HARMLESS = [
    "Wir bauen Zahlungssysteme für Alipay",
    "收款二维码打印机",
    "账号登录系统 12345678 台",
    "Ein neues Konzept für Kontore; neue Kontakte",
    "银行自助设备 2000 台",
    "Swift code libraries, BIC Kugelschreiber",
    "Fliesen 60 x 120 cm, Artikelnummer 4111 1111 1111 1112",
    "Auftrag 2026-4711-0815, Los 4000123412341234, 250 Stück",
    "EAN 4006381333931, Charge DE12 A45",
    "USt-IdNr. DE136695976, HRB 12345 B Wuppertal",
    "统一社会信用代码 91440600MA4UKR3G5K",
    "Werkstoff 1.4301, ISO 9001:2015, DIN EN 10204-3.1, Code EN10204",
    "Maschine XK7124B-20260101-000123456789012",
    "型号 TX-6212345678901234，月产能 5000 台",
    "年产能 1 200 000 平方米，规格 600×1200 mm",
    "Wir zahlen nach 30 Tagen, Akkreditiv möglich.",
    "付款方式：信用证，交货期 30 天",
    "We pay within 30 days by letter of credit.",
    "We supply payment terminals and card readers.",
    "Wir suchen Hersteller von Zahlungsterminals; unser Konto bei Ihnen war die 4711.",
    "我们用微信联系吧",
    "Payload 2500 kg, https://maschinen.example/produkte/pumpen",
    "Seriennummer 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy2",
    "SHA 0x52908400098527886E0F7030069857D2E4169E",
    "",
]


@pytest.mark.parametrize(("text", "risk"), FOUND)
def test_payment_data_are_found(text: str, risk: Risk) -> None:
    assert risk in find_risks(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_the_trade_pass(text: str) -> None:
    assert find_risks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Überweisung an DE89 3704 0044 0532 0130 00",
        "IBAN DE89370400440532013000",
        "账号：6217 0000 1234 5678 901",
    ],
)
def test_what_the_masking_left_of_an_account_is_still_found(text: str) -> None:
    assert Risk.ACCOUNT in find_risks(mask_contacts(text))
