"""A sentence is taken apart into place, cooperation kind and what is searched for."""

import pytest

from directory.domain.city import Country
from directory.domain.company import CooperationKind as Kind
from directory.search.places import PlaceFinder
from directory.search.question import Filters, Wish
from directory.search.smalltalk import is_small_talk
from directory.search.understanding import content_words
from tests.search_fakes import company, new_index
from tests.search_samples import read_cities, read_questions


@pytest.fixture(scope="module")
def index():
    index = new_index()
    index.rebuild([company(1, "China-Kontor Köln GmbH"), company(2, "佛山市云陶瓷砖有限公司", Country.CN)])
    return index


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("Fliesen in Foshan", 3, None),
        ("Fliesen aus Foshn", 3, None),
        ("佛山的瓷砖", 3, None),
        ("佛山市瓷砖厂", 3, None),
        ("瓷砖 佛山", 3, None),
        ("tiles from Cologne", 1, None),
        ("Maschinen in Koeln", 1, None),
        ("Maschinen in Koln", 1, None),
        ("科隆机械", 1, None),
        ("Freiburg Wein", 2, None),
        ("Wein Freiburg im Breisgau", 2, None),
        ("宝安机器人", 4, None),
        ("深圳宝安区机器人", 4, None),
        ("Roboter aus Baoan", 4, None),
        ("chinesische Fliesen", None, Country.CN),
        ("德国机械", None, Country.DE),
        ("德國機械", None, Country.DE),
        ("german machines", None, Country.DE),
        ("Fliesen", None, None),
        ("Lager", None, None),
    ],
)
def test_places_are_found_and_taken_out(index, text, city, country):
    question = index.understand(text, "de")
    assert (question.filters.city_id, question.filters.country) == (city, country)
    assert not {
        "foshan",
        "foshn",
        "佛山",
        "cologne",
        "koeln",
        "koln",
        "科隆",
        "breisgau",
        "宝安",
        "德国",
    } & set(question.words.casefold().split())


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Vertriebspartner für Fliesen", Kind.DISTRIBUTION, "Fliesen"),
        ("寻找瓷砖经销商", Kind.DISTRIBUTION, "瓷砖"),
        ("distributor for tiles", Kind.DISTRIBUTION, "tiles"),
        ("Joint Venture für Roboter", Kind.JOINT_VENTURE, "Roboter"),
        ("机器人合资", Kind.JOINT_VENTURE, "机器人"),
        ("我们想找德国的轴承供应商", Kind.SUPPLY, "轴承"),
        ("Lieferanten von Wälzlagern", Kind.SUPPLY, "Wälzlagern"),
        ("Technologiepartner Batterien", Kind.TECHNOLOGY, "Batterien"),
        ("Investor gesucht", Kind.INVESTMENT, ""),
        ("Wir suchen einen Hersteller von Keramikfliesen", None, "Keramikfliesen"),
        ("Fliesenhersteller", None, "Fliesenhersteller"),
    ],
)
def test_cooperation_kind_and_words(index, text, kind, words):
    question = index.understand(text, "de")
    assert (question.filters.cooperation, question.words) == (kind, words)


@pytest.mark.parametrize(
    "text", ["China-Kontor Köln", "china kontor koeln gmbh", "佛山市云陶瓷砖有限公司", "佛山市雲陶瓷磚"]
)
def test_a_companys_name_is_not_taken_apart(index, text):
    question = index.understand(text, "de")
    assert question.words == text
    assert question.filters.city_id is None
    assert question.filters.country is None


@pytest.mark.parametrize(
    "text",
    [
        "Wie geht's?",
        "你好",
        "danke",
        "Guten Morgen!",
        "What's the weather?",
        "thanks",
        "   ",
        "?!",
        "你是谁？",
    ],
)
def test_small_talk_leaves_no_words(index, text):
    assert index.understand(text, "de").words == ""


@pytest.mark.parametrize(
    "text",
    [
        "Kannst du mir einen Hersteller von Fliesen nennen?",
        "gute Messer",
        "Ich bin auf der Suche nach Fliesen",
        "Can you recommend a supplier of bearings?",
        "我很想找轴承供应商",
        "你能推荐德国刀具吗",
        "Do you know makers of tiles?",
    ],
)
def test_a_polite_question_is_no_small_talk(text):
    assert not is_small_talk(text)
    assert content_words(text)


def test_no_real_question_is_small_talk():
    for language in ("de", "zh", "en"):
        for question in read_questions(language):
            assert not (question.expected and is_small_talk(question.text)), question.text


@pytest.mark.parametrize(
    ("text", "wish", "words"),
    [
        ("Wir verkaufen Fliesen", Wish.SELL, "Fliesen"),
        ("Wir möchten unsere Fliesen verkaufen", Wish.SELL, "Fliesen"),
        ("Abnehmer für Fliesen", Wish.SELL, "Fliesen"),
        ("我们销售瓷砖", Wish.SELL, "瓷砖"),
        ("我司专业生产瓷砖，寻找客户", Wish.SELL, "瓷砖"),
        ("We sell tiles", Wish.SELL, "tiles"),
        ("Customers for our tiles", Wish.SELL, "tiles"),
        ("Ich möchte Fliesen kaufen", Wish.BUY, "Fliesen"),
        ("想采购瓷砖", Wish.BUY, "瓷砖"),
        ("we want to buy tiles", Wish.BUY, "tiles"),
        ("Kooperationspartner für Fliesen", Wish.COOPERATE, "Fliesen"),
        ("寻找瓷砖合作伙伴", Wish.COOPERATE, "瓷砖"),
        ("cooperation in robots", Wish.COOPERATE, "robots"),
        ("Fliesen", None, "Fliesen"),
        ("电子元器件采购服务", None, "电子元器件采购服务"),
        ("light source", None, "light source"),
    ],
)
def test_the_wish_is_a_filter_and_leaves_the_words(index, text, wish, words):
    question = index.understand(text, "de")
    assert (question.filters.wish, question.words) == (wish, words)


@pytest.mark.parametrize(
    ("text", "city", "rest"),
    [
        ("英戈尔施塔特招商机构", "Ingolstadt", "招商机构"),
        ("在乌珀塔尔市找五金厂", "Wuppertal", "在 找五金厂"),
        ("路德维希哈芬的化工企业", "Ludwigshafen am Rhein", "的化工企业"),
        ("凱澤斯勞騰 机床", "Kaiserslautern", "机床"),
        ("富而达", "Fulda (Region)", ""),
        ("多特蒙得 钢材", "Dortmund", "钢材"),
        ("德国特种钢材", "", "特种钢材"),
        ("Übersetzer Chinesisch", "", "Übersetzer Chinesisch"),
        ("根据图纸加工", "", "根据图纸加工"),
        ("多特别的模具", "", "多特别的模具"),
    ],
)
def test_a_foreign_city_is_known_by_its_sound(text, city, rest):
    cities = read_cities()
    places = PlaceFinder(cities).find(text)
    assert (next((one.name_de for one in cities if one.id == places.city_id), ""), places.rest) == (
        city,
        rest,
    )


@pytest.mark.parametrize(
    ("text", "city", "words"),
    [
        ("Wir sind ein Familienbetrieb aus Köln und suchen Fliesen aus Foshan", 3, "Fliesen"),
        ("Ich bin Händler für Möbel in Freiburg, wir brauchen Lampen aus Foshan", 3, "Lampen"),
        ("Als Großhändler aus Köln suchen wir Fliesen", None, "Fliesen"),
        ("We are a family business from Cologne looking for tiles from Foshan", 3, "tiles"),
        ("As a wholesaler in Cologne, we need tiles", None, "tiles"),
        ("我们是一家科隆的贸易公司，想找佛山的瓷砖", 3, "瓷砖"),
        ("作为佛山的企业，我们寻找轴承", None, "轴承"),
    ],
)
def test_who_is_asking_is_not_searched_for(index, text, city, words):
    question = index.understand(text, "de")
    assert (question.filters.city_id, question.words) == (city, words)


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("deutsche Maschinen für Kunden in China", None, Country.CN),
        ("Importeur für deutsche Lebensmittel in Shenzhen", 4, None),
        ("深圳的机器人", 4, None),
        ("在中国销售的德国机械", None, Country.CN),
    ],
)
def test_where_to_look_beats_where_things_come_from(index, text, city, country):
    question = index.understand(text, "de")
    assert (question.filters.city_id, question.filters.country) == (city, country)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("制造执行系统", "制造执行系统"),
        ("生产设施", "生产设施"),
        ("请问有没有做瓷砖的", "瓷砖"),
        ("IT公司", "IT 公司"),
        ("IT companies", "IT companies"),
        ("Foshan 瓷砖 Lieferant gesucht", "瓷砖"),
        ("我们想找三百吨的压力机", "300 吨的压力机"),
    ],
)
def test_parts_of_names_are_no_filler(index, text, words):
    assert index.understand(text, "de").words == words


def test_the_language_of_the_sentence_wins(index):
    assert index.understand("瓷砖", "de").language == "zh"
    assert index.understand("Wir suchen Fliesen", "zh").language == "de"


@pytest.mark.parametrize(
    "text",
    [
        "show me companies in Foshan",
        "German manufacturers",
        "small businesses in Cologne",
        "Mittelständler aus Köln",
        "佛山的企业",
        "找德国公司合作",
        "列出德国的会员单位",
    ],
)
def test_who_asks_for_anybody_there_gets_all_there_are(text):
    question = new_index().understand(text, "en")
    assert question.words == ""
    assert question.filters != Filters()


@pytest.mark.parametrize("text", ["insurance companies", "factory automation", "企业管理软件", "单位换算"])
def test_a_role_beside_a_thing_stays(text):
    assert content_words(text) == text


@pytest.mark.parametrize(
    ("text", "words", "wish"),
    [
        ("I'd like to sell ceramic tiles in Cologne", "ceramic tiles", Wish.SELL),
        ("我们想出口瓷砖到德国", "瓷砖", Wish.SELL),
        ("Looking for die casting", "die casting", None),
        ("Wir suchen die besten Fliesen", "besten Fliesen", None),
    ],
)
def test_little_words_go_where_they_say_nothing(text, words, wish):
    question = new_index().understand(text, "en")
    assert (question.words, question.filters.wish) == (words, wish)
