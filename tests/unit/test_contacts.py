"""Contact data in free text: found where people introduce themselves, hidden where they write of a deal."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.contacts import MASK, extract_profile, mask_contacts
from directory.domain.person import Profile

EMAIL = "weber@firma.example"
DISGUISES = {
    EMAIL: "weber@firma.example",
    "weber (at) firma (punkt) example": EMAIL,
    "weber[at]firma[dot]example": EMAIL,
    "weber {at} firma.example": EMAIL,
    "weber at firma dot example": EMAIL,
    "weber AT firma.example": EMAIL,
    "weber ät firma punkt example": EMAIL,
    "weber @ firma . example": EMAIL,
    "ｗｅｂｅｒ＠ｆｉｒｍａ．ｅｘａｍｐｌｅ": EMAIL,
    "weber@firma。example": EMAIL,
    "weber艾特firma.example": EMAIL,
    "weber【at】firma.example": EMAIL,
    "we\u200bber@firma.ex\u00adample": EMAIL,
}
PHONES = [
    "+49 212 123456",
    "+49 (0)212 / 12 34 56",
    "0049 212 123456",
    "0212/123456",
    "0212 12 34 56",
    "(0212) 12 34 56",
    "(02 12) 12 34 56",
    "02 12 / 12 34 56",
    "0212-123456",
    "0171.1234567",
    "０２１２－１２３４５６",
    "138 0013 8000",
    "138-0013-8000",
    "138.0013.8000",
    "13800138000",
    "1380 0138 000",
    "13800 138000",
    "+86 138 0013 8000",
    "＋86 13800138000",
    "8613800138000",
    "86-757-83990000",
    "0757-83990000",
    "1 3 8 0 0 1 3 8 0 0 0",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "49 212 123456",
]
WECHATS = [
    "微信：chenli88",
    "微信:chenli88",
    "微信chenli88",
    "微信 chenli88",
    "微信号：chenli88",
    "微信号是chenli88",
    "微信号码 chenli88",
    "微信是chenli88",
    "微 信 ： chenli88",
    "薇信chenli88",
    "威信：chenli88",
    "v信 chenli88",
    "VX: chenli88",
    "vx chenli88",
    "wx：chenli88",
    "WeChat: chenli88",
    "WeChat chenli88",
    "wechat id chenli88",
    "WeChat-ID: chenli88",
    "WeChat ID is chenli88",
    "WeChat-ID ist chenli88",
    "Weixin: chenli88",
    "w e c h a t : chenli88",
]
ONLY_HIDDEN = [
    "weber@firma",
    "chenli88@微信",
    "一三八零零一三八零零零",
    "壹叁捌零零壹叁捌零零零",
    "QQ：12345678",
    "QQ 12345678",
    "ICQ 123456789",
    "Skype: anna.weber",
    "WhatsApp: annaweber",
    "Telegram: annaweber",
    "live:anna.weber",
    "@annaweber",
    "t.me/annaweber",
    "https://wa.me/492121234567",
    "https://www.linkedin.com/in/annaweber",
    "钉钉号：annaweber",
]
LABELLED = [
    *("Tel. 123456", "Telefon: 12 34 56", "Telefonnummer 1234567", "phone no. 1234567", "Mobil: 171 1234567"),
    *("电话：83990000", "手机号是13800138000", "电话83990000", "Fax 0212 123456"),
]
HARMLESS = [
    "Feinsteinzeug 60 × 120 cm, rund 2.000 m² im Quartal",
    "Lieferung ab 05.03.2027, Treffen am 01.01.2027 um 10:00, geöffnet 08.00-16.00 Uhr",
    "vom 12.03.2027 bis 15.03.2027, 2026-11-23 bis 2026-12-01, 05/2027 - 06/2027",
    "ISO 9001:2015, EN 10204, DIN EN ISO 13485:2016, HRC 58-60, 1.4116, X50CrMoV15",
    "10.000 Stück à 0,50 Euro, Toleranz 0,05 mm, 0.001-0.005 mm",
    "1.4301 1.4404 1.4571, HS-Code 6907.21.00, HS 8211 92 00",
    "1200 x 2400 mm, 9-20 mm, 1,000,000 pcs",
    "首批约 3000 套, 2027年，每月15000件",
    "2000-3000 Stück, 15000-20000 im Jahr, 15000-200000 Stück, 150.000-20.000",
    "42651 Solingen, seit 1895, 2.500.000 Euro, DE123456789",
    "WeChat Pay, wechat mini programs, WeChat marketing, 微信小程序, 微信 Mini Program, 微信营销",
    "Telefonanlagen 2000, Telefon-Gehäuse, phone cases 100000 pcs, Phone 15",
    "手机壳100000个，手机1000000台，电话机 200000 台，Telefon 200000 Stück",
    "18650, 3000 mAh, Kugellager 6204 6205 6206, 0-10000 U/min",
    "Stand @ Hannover, Halle 5; wir sind at home",
    "三一重工，一二三期工程，第一二三四车间",
    "Größen 36 37 38 39 40 41 42",
]


@pytest.mark.parametrize(("text", "email"), DISGUISES.items())
def test_an_email_address_is_found_and_hidden_in_every_disguise(text: str, email: str) -> None:
    assert mask_contacts(text) == MASK
    assert extract_profile(f"Anna Weber, {text}") == Profile("Anna Weber", email=email)
    assert mask_contacts(f"请联系{text}，谢谢").startswith("请联系•••")


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_is_found_and_hidden_however_it_is_grouped(text: str) -> None:
    assert mask_contacts(text) == MASK
    assert mask_contacts(f"Rufen Sie an: {text}, danke") == f"Rufen Sie an: {MASK}, danke"
    profile = extract_profile(f"Anna Weber, {text}")
    assert profile.who == "Anna Weber"
    digits = "".join(sign for sign in profile.phone if sign.isdecimal())
    assert 8 <= len(digits) <= 14 and digits.isascii()


@pytest.mark.parametrize(
    "text", ["陈莉13800138000", "打我手机13800138000吧", "手机号码：13800138000。", "电话0757-83990000转8001"]
)
def test_a_number_right_behind_a_chinese_character_is_found(text: str) -> None:
    assert "1380013" not in mask_contacts(text) and "8399" not in mask_contacts(text)
    assert extract_profile(text).phone in ("13800138000", "0757-83990000")


@pytest.mark.parametrize("text", WECHATS)
def test_a_wechat_id_is_found_and_hidden_in_every_spelling(text: str) -> None:
    assert mask_contacts(text) == MASK
    assert extract_profile(f"陈莉，{text}") == Profile("陈莉", wechat="chenli88")


@pytest.mark.parametrize("text", ONLY_HIDDEN)
def test_other_ways_of_contact_are_hidden(text: str) -> None:
    assert MASK in mask_contacts(text)
    for tail in ("annaweber", "anna.weber", "12345678", "chenli88", "一三八", "壹叁捌"):
        assert tail not in mask_contacts(text)


@pytest.mark.parametrize("text", LABELLED)
def test_a_short_number_counts_where_its_label_says_that_it_is_one(text: str) -> None:
    assert mask_contacts(text) in (MASK, f"Fax {MASK}")
    assert extract_profile(text).phone


@pytest.mark.parametrize("text", HARMLESS)
def test_dates_sizes_prices_standards_and_quantities_stay_readable(text: str) -> None:
    assert mask_contacts(text) == text


def test_several_contacts_are_hidden_one_by_one_and_touching_ones_as_one() -> None:
    assert mask_contacts("a@b.example, 0212 123456; ok") == "•••, •••; ok"
    assert mask_contacts("微信chenli88 微信chenli99").count(MASK) == 2


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        (
            "Anna Weber, Export, Klingenwerk Solingen, weber@firma.example, Tel. 0212/123456",
            Profile("Anna Weber, Export, Klingenwerk Solingen", EMAIL, "0212/123456"),
        ),
        (
            "陈莉，销售总监，佛山云陶，邮箱：chenli@yuntao.example，手机13800138000，微信：chenli88",
            Profile("陈莉，销售总监，佛山云陶", "chenli@yuntao.example", "13800138000", "chenli88"),
        ),
        (
            "Dr. Ö. Müller-Lüdenscheidt\nE-Mail: weber@firma.example",
            Profile("Dr. Ö. Müller-Lüdenscheidt", EMAIL),
        ),
        ("Li Wei / sales / WeChat: chenli88", Profile("Li Wei / sales", wechat="chenli88")),
    ],
)
def test_an_introduction_of_oneself_is_taken_apart(text: str, profile: Profile) -> None:
    assert extract_profile(text) == profile


@pytest.mark.parametrize(
    "text",
    [
        "meine Mail ist weber@firma.example",
        "Sie erreichen mich gern unter weber@firma.example!",
        "ja, gern: weber@firma.example oder 0212 123456",
        "you can reach me at weber@firma.example, thanks",
        "my e-mail address is weber@firma.example",
        "请加我微信：chenli88 或者打电话13800138000",
        "我的邮箱是weber@firma.example",
        "好的，微信同号13800138000",
    ],
)
def test_talk_around_an_address_is_not_taken_for_a_name(text: str) -> None:
    assert extract_profile(text).who == ""
    assert extract_profile(text, Profile("Anna Weber")).who == "Anna Weber"


def test_what_is_known_stays_where_nothing_new_is_said() -> None:
    known = Profile("Anna Weber", EMAIL, "0212 123456", "annaweber")
    assert extract_profile("13800138000", known) == Profile("Anna Weber", EMAIL, "13800138000", "annaweber")
    assert extract_profile("", known) == known


@given(st.text(max_size=100) | st.text(alphabet="a1@.-_ 微信微:一", max_size=40))
def test_hiding_twice_hides_no_more_and_never_fails(text: str) -> None:
    hidden = mask_contacts(text)
    assert mask_contacts(hidden) == hidden
    extract_profile(text)


@given(st.text(alphabet="abc 好,. ", max_size=30), st.sampled_from([*DISGUISES, *PHONES[:6], *WECHATS[:5]]))
def test_a_contact_between_other_words_is_hidden(words: str, contact: str) -> None:
    hidden = mask_contacts(f"{words} {contact} {words}")
    assert MASK in hidden and "firma" not in hidden and "123456" not in hidden and "chenli" not in hidden


@pytest.mark.parametrize(
    "text",
    [(sign * 500)[:500] for sign in ("a", "1", "1 ", "0", "a@", "a.", "微信", "(", "零", "a at ", "+", "- ")],
)
def test_no_text_makes_the_patterns_slow(text: str) -> None:
    """A pattern that goes back over its text again and again would take minutes of CPU, not milliseconds."""
    started = time.process_time()
    mask_contacts(text)
    extract_profile(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "a n n a @ g m x . d e",
        "Instagram annaweber88",
        "weber bei fliesenhaus Punkt example",
        "邮箱：chenli 在 163 点 com",
        "扣扣 12345678",
        "v❤ annaweber88",
        "Tel. O176 I234567",
        "https://firma.example/kontakt",
        "www.firma.example",
        "Mein Handle ist chenli_88",
    ],
)
def test_ways_round_the_answer_are_masked_too(text: str) -> None:
    assert mask_contacts(text, Profile(wechat="chenli_88")).endswith(MASK)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "加我v chenli88",
            "+v chenli88",
            "加我薇 chenli88",
            "绿泡泡 chenli88",
            "飞书 chenli88",
            "wxid_a1b2c3d4",
        ),
        *(
            "weixin://dl/chat",
            "Q号123456789",
            "telegram ID annaweber",
            "skype name annaweber",
            "LINE ID annaweber",
        ),
        *("138*0013*8000", "138_0013_8000", "138，0013，8000", "4915112345678", "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣"),
        *(
            "138零零138零零零",
            "1三8零零一三八零零零",
            "一·三·八·零·零·一·三·八·零·零·零",
            "13\u200d80\u200e0138000",
        ),
        *("١٣٨٠٠١٣٨٠٠٠", "null-zwei-eins-zwei 24800", "one three eight zero zero one three", "1380013"),
        *("weber at klinge.shop", "weber ätt klinge.de", "weber klammeraffe klinge.de", "chenli圈a163点com"),
        *("anna<at>klinge<dot>de", "klinge.online", "klinge.gmbh", "klinge.solutions", "klinge点com"),
        *(
            "klinge punkt de",
            "www klinge de",
            "索林根.公司",
            "陈莉@瓷砖.公司",
            "müller@klinge.de",
            "weber_at_klinge.de",
        ),
    ],
)
def test_what_is_hidden_on_purpose_is_masked_as_a_whole(text: str) -> None:
    assert mask_contacts(text) == MASK
    masked = mask_contacts(f"Gern: {text}")
    assert (masked.startswith("Gern") and masked.endswith(MASK)) or text.isdecimal(), masked


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Budget 10 000 000 – 12 000 000 EUR",
            "Software mit ASP.NET und Socket.io",
            "5000",
            "2027",
            "60 x 120",
        ),
        *(
            "一年 2000-3000 套",
            "唯一 20000 15000",
            "600*1200*20 mm",
            "eins bis drei Stück",
            "Schritt eins, zwei, drei",
        ),
        *(
            "我们加工微型轴承6204",
            "加微米级涂层",
            "Wir liefern at cost",
            "Punkt de facto",
            "下午三点在公司见",
        ),
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask_contacts(text) == text


@pytest.mark.parametrize(
    "text", ["Wir sind auf Instagram und LinkedIn aktiv", "Signal für Aufzüge", "我们在佛山，3点见"]
)
def test_naming_a_network_is_no_contact(text: str) -> None:
    assert mask_contacts(text) == text
