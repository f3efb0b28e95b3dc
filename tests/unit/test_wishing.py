"""Whole sentences that want something of the assistant, and questions for products that do not."""

import pytest

from directory.search.concepts import load_lexicon
from handlers.localizer import LOCALES, Localizer
from handlers.states import Registering
from handlers.wishing import asks_for_all, find_wish
from tests.unit.dialogue import begin, press

LOCALIZER = Localizer()

WISHES = {
    "human": (
        "Ich möchte mit einem Menschen sprechen",
        "我要跟真人说话",
        "请转人工",
        "I want to talk to a human.",
    ),
    "register": ("Wie kann ich meine Firma eintragen?", "我想注册我们公司", "How can I register my company?"),
    "company": ("Ich möchte meinen Eintrag ändern", "请修改公司信息", "I would like to change my entry"),
    "introduce": (
        *("Ja, bitte vorstellen", "好的，请介绍一下", "Yes, please introduce us"),
        "Ich möchte dort bitte vorgestellt werden",
        "请帮我引荐",
        "Please introduce us",
    ),
    "requests": (
        *("Wo steht meine Anfrage?", "我的请求怎么样了？", "What about my request?"),
        *("Ich möchte die Anfrage zurückziehen", "撤回这个请求", "I want to withdraw my request"),
    ),
    "data": (
        "Welche Daten haben Sie über mich?",
        "你们保存了我的哪些数据",
        "What data do you have about me?",
    ),
    "delete": ("Bitte löschen Sie alle meine Daten.", "请把我的数据删掉", "Please delete my data!"),
    "city": (
        "Wer ist in Foshan zuständig?",
        "佛山由谁负责？",
        "Is Foshan a member city?",
        "Welche Städte sind Mitglied?",
        "联盟有哪些成员城市",
    ),
    "topics": ("Ich möchte keine Nachrichten mehr", "我不想收到新闻了", "please unsubscribe me"),
    "news": (
        *("Gibt es etwas Neues?", "有什么最新消息吗？", "What is new?"),
        *("Wann ist die nächste Messe?", "下次展会是什么时候？", "When is the next delegation?"),
    ),
    "results": ("Zeig mir nochmal die Ergebnisse", "再看看搜索结果", "Back to the results please"),
    "help": ("Wie funktioniert das?", "这个怎么用？", "How does this work?"),
    "language": ("Sprache bitte wechseln", "怎么切换语言", "change the language please"),
    "language-de": ("Können Sie auch Deutsch?", "能说德语吗", "Do you speak German?"),
    "language-zh": ("Bitte auf Chinesisch", "请说中文", "in Chinese please"),
}
QUESTIONS = (
    "Wir suchen Hersteller von Datenschutzsoftware",
    "Ich suche eine Firma",
    "Anmeldesysteme für Messen",
    "Hilfsstoffe",
    "德国客服软件",
    "我们公司想找翻译服务",
    "找公司",
    "data loggers",
    "help desk software",
    "person lifts",
    "ja",
    "",
    "Ich möchte " * 10 + "Menschen",
)


@pytest.mark.parametrize(
    ("wish", "text"), [(wish, text) for wish, texts in WISHES.items() for text in texts], ids=str
)
def test_a_sentence_is_understood_as_the_command_it_means(wish: str, text: str) -> None:
    assert find_wish(LOCALIZER, text, ("Foshan", "佛山")) == wish


@pytest.mark.parametrize(
    "text", ["Welche Firmen gibt es in Foshan?", "佛山有哪些企业？", "Which companies are in Foshan?"]
)
def test_a_question_for_all_there_is(text: str) -> None:
    assert asks_for_all(LOCALIZER, text)
    assert not asks_for_all(LOCALIZER, "Foshan 佛山")


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_for_something_else_is_none(text: str) -> None:
    assert find_wish(LOCALIZER, text) is None


def test_no_product_is_taken_for_a_wish() -> None:
    names = {
        name
        for concept in load_lexicon().concepts.values()
        for names in concept.names.values()
        for name in names
    }
    taken = {name for name in names if find_wish(LOCALIZER, name.casefold())}
    assert taken == {"公司注册", "注册公司", "company registration"}, "these mean the directory, too"


@pytest.mark.parametrize("locale", LOCALES)
def test_who_is_in_charge_of_a_city_is_told_and_which_cities_there_are(locale: str) -> None:
    dialogue = begin(locale)
    text, ctx = dialogue.say("anna", "Wer ist in Solingen zuständig?")[0].text, LOCALIZER
    assert ctx.text(locale, "city-in-charge", who="Wirtschaftsförderung Solingen") in text
    (reply,) = dialogue.say("anna", press("button-city-entries"))
    assert reply.cards
    (reply,) = dialogue.say("anna", "which cities are members?")
    assert reply.text.startswith(ctx.text(locale, "cities-heading"))
    assert "Foshan" in reply.text or "佛山" in reply.text


def test_a_wish_is_heard_in_a_chat() -> None:
    dialogue = begin("zh")
    dialogue.say("anna", "我想注册我们公司")
    assert isinstance(dialogue.state("anna"), Registering)
