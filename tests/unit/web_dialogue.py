"""A small play for the web chat's browser tests: real looking answers in German and Chinese."""

from collections.abc import Mapping

from handlers.messages import Card, Choice, ContactCard, Document, Reply, Update

GREETING = {
    "de": "Guten Tag! Ich helfe Ihnen, Unternehmen in den chinesischen Mitgliedsstädten der Allianz zu "
    "finden, und stelle Sie einander vor.\n\nSchreiben Sie einfach, wen Sie suchen.",
    "zh": "您好！我可以帮您在联盟的德国成员城市中寻找企业，并为双方牵线。"
    "\n\n请直接告诉我您在找什么样的伙伴。",
    "en": "Hello! I help you find companies in the member cities of the alliance, and introduce you to "
    "each other.\n\nJust write whom you are looking for.",
}
FIRST_CHOICES = {
    "de": ("Lieferanten finden", "Vertriebspartner finden", "Unser Unternehmen eintragen", "Was ist neu?"),
    "zh": ("寻找供应商", "寻找经销商", "登记本企业", "最新消息"),
    "en": ("Find suppliers", "Find distributors", "Register our company", "What is new?"),
}
GERMAN_HITS = (
    Card(
        "佛山市恒泰陶瓷有限公司",
        "Foshan Hengtai Ceramics · Foshan · 210 Beschäftigte",
        (
            "Bietet: Feinsteinzeug, Wand- und Bodenfliesen, Großformate bis 1200 × 2400 mm",
            "Passt, weil: Keramikfliesen, Foshan",
            "Geprüft: Wirtschaftsförderung Foshan, März 2025",
        ),
        (Choice("i:1", "Vorstellen"), Choice("d:1", "Mehr")),
    ),
    Card(
        "广东南海瓷砖厂",
        "Nanhai Tile Works · Foshan, Bezirk Nanhai · seit 1998",
        ("Bietet: glasierte Fliesen, Mosaik, Sonderanfertigung ab 500 m²", "Passt, weil: Fliesenhersteller"),
        (Choice("i:2", "Vorstellen"), Choice("d:2", "Mehr")),
    ),
    Card(
        "佛山新材陶瓷科技",
        "Xincai Advanced Ceramics · Foshan",
        (
            "Bietet: technische Keramik, Fliesen für Labore und Schwimmbäder",
            "Website: https://xincai.example",
        ),
        (Choice("i:3", "Vorstellen"), Choice("d:3", "Mehr")),
    ),
)
CHINESE_HITS = (
    Card(
        "Klingenhaus Bergmann GmbH",
        "索林根 · 贸易商 · 35 名员工",
        (
            "经营：厨房刀具、剪刀、餐具，覆盖德国、奥地利和瑞士",
            "匹配原因：厨房刀具、经销商",
            "确认：索林根经济促进局，2025 年 3 月",
        ),
        (Choice("i:7", "请求引荐"), Choice("d:7", "详情")),
    ),
    Card(
        "Küchenwelt Nord Vertriebs GmbH",
        "亚琛 · 经销商 · 成立于 2004 年",
        ("经营：专业厨房设备与刀具，供应 400 家零售商", "正在寻找：中国刀具制造商"),
        (Choice("i:8", "请求引荐"), Choice("d:8", "详情")),
    ),
)
MORE = {
    "de": ("Nur mit Prüfvermerk", "Andere Stadt", "Neue Suche"),
    "zh": ("仅看已确认", "其他城市", "重新搜索"),
}
CONTACT = {
    "de": ContactCard(
        "Li Wei",
        "佛山市恒泰陶瓷有限公司",
        "li.wei@hengtai.example",
        "+86 757 8288 1234",
        "hengtai_liwei",
        "Exportleiter",
    ),
    "zh": ContactCard(
        "Anna Schäfer", "Werkzeugbau Schäfer GmbH", "a.schaefer@werkzeugbau.example", "+49 212 555 0142"
    ),
}
ACCEPTED = {
    "de": "Gute Nachricht: 佛山市恒泰陶瓷有限公司 möchte Sie kennenlernen. Hier sind die Kontaktdaten.",
    "zh": "引荐成功！对方的联系方式如下，对方也收到了您的联系方式。",
}


def choices(locale: str, labels: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Choice, ...], ...]:
    """One row of choices."""
    return (tuple(Choice(f"x:{number}", label) for number, label in enumerate(labels[locale])),)


def answer(update: Update) -> list[Reply]:
    """Greet, find, introduce."""
    locale = update.locale_hint or "en"
    if update.kind == "start":
        return [Reply(GREETING[locale], choices=choices(locale, FIRST_CHOICES))]
    if update.choice.startswith("i:"):
        return [Reply(ACCEPTED[locale], contact=CONTACT[locale])]
    if update.choice.startswith("x:"):
        return [Reply("Ihre Daten", document=Document("meine-daten.json", "application/json", '{"a": "ä"}'))]
    if locale == "zh":
        return [Reply("找到 2 家合适的德国企业：", CHINESE_HITS, choices("zh", MORE))]
    return [Reply("Drei Unternehmen passen gut zu Ihrer Suche:", GERMAN_HITS, choices("de", MORE))]
