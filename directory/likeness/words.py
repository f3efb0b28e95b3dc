"""General words of company names, Chinese and as they are translated on business cards.

They tell whether a Chinese and a Latin name with the same brand name the same line of business.
"""

_TABLE = """
陶瓷 ceramics ceramic porcelain keramik
瓷砖 tiles tile ceramic ceramics fliesen
建材 materials material building baustoffe
岩板 slab slabs
大板 slab slabs
卫浴 sanitary sanitaryware bathroom bath sanitar
洁具 sanitary sanitaryware
厨具 kitchenware kitchen cookware
刀具 tools tool cutlery knives cutting
五金 hardware metal metals
工具 tools tool werkzeuge werkzeug
模具 mould moulds mold molds molding tooling formenbau
机械 machinery machine machines mechanical maschinen maschinenbau
设备 equipment machinery anlagen
装备 equipment
机器人 robot robots robotics robotik
自动化 automation automatisierung
智能 intelligent smart intelligence
仪器 instrument instruments
仪表 instrument instruments
电子 electronics electronic electron elektronik
电器 electrical appliance appliances electric electronics
电气 electric electrical elektrotechnik
电机 motor motors electric
电缆 cable cables kabel
光电 optoelectronics photoelectric optoelectronic
光学 optical optics optik
照明 lighting light licht
灯饰 lighting lights
半导体 semiconductor semiconductors
电池 battery batteries batterie
能源 energy energie power
新能源 energy
环保 environmental environment umwelttechnik
水务 water
汽车 auto automobile automotive car
零部件 parts components
配件 parts accessories fittings
轴承 bearing bearings
阀门 valve valves armaturen
泵业 pump pumps pumpen
金属 metal metals metall
钢铁 steel iron stahl
铝业 aluminium aluminum
铝材 aluminium aluminum
铜业 copper
不锈钢 stainless steel
塑料 plastics plastic kunststoff kunststofftechnik
塑胶 plastics plastic
橡胶 rubber gummi
化工 chemical chemicals chemie
化学 chemical chemicals chemistry
涂料 coatings coating paint paints
玻璃 glass glas
石材 stone stones
木业 wood timber holz
家具 furniture mobel
家居 home furnishings household
家纺 textile textiles home
纺织 textile textiles textil
服装 garment garments clothing apparel
服饰 garment garments clothing apparel fashion
鞋业 shoes footwear
皮革 leather
纸业 paper
包装 packaging packing verpackung verpackungen
印刷 printing druck
食品 food foods foodstuff lebensmittel
饮料 beverage beverages drinks
茶业 tea
农业 agriculture agricultural
生物 biological biotech biotechnology bio
医药 pharmaceutical pharmaceuticals medicine pharma
制药 pharmaceutical pharmaceuticals pharma
医疗 medical medizintechnik healthcare
器械 instruments devices equipment
玩具 toys toy
珠宝 jewelry jewellery
物流 logistics logistik
运输 transport transportation
贸易 trading trade handel
进出口 import export
商贸 trading commerce commercial
实业 industrial industry industries enterprise
工业 industrial industry industries
制造 manufacturing manufacture
科技 technology technologies tech science technik
技术 technology technologies tech technik
信息 information
软件 software
网络 network networks
通信 communication communications
通讯 communication communications
数码 digital
数据 data
控制 control controls
精密 precision prazision prazisionstechnik
精工 precision seiko
工程 engineering
建筑 construction architecture building bau
设计 design
咨询 consulting consultancy beratung
服务 service services
文化 culture cultural
教育 education
投资 investment invest
发展 development
国际 international
控股 holding holdings
材料 materials material
新材料 materials material
航空 aviation aerospace
船舶 ship marine shipbuilding
"""

TRANSLATIONS = {words[0]: frozenset(words[1:]) for line in _TABLE.split("\n") if (words := line.split())}
LATIN_WORDS = frozenset().union(*TRANSLATIONS.values())
LONGEST = max(map(len, TRANSLATIONS))


def find_words(chinese: str) -> list[str]:
    """The general words in a Chinese name, the longest first at every place."""
    found = []
    place = 0
    while place < len(chinese):
        for length in range(min(LONGEST, len(chinese) - place), 0, -1):
            if chinese[place : place + length] in TRANSLATIONS:
                found.append(chinese[place : place + length])
                place += length - 1
                break
        place += 1
    return found
