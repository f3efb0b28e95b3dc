"""Small closed word lists of German, Chinese and English: legal forms, roles, filler.

Latin entries are folded when read (see `normalize.fold`), Chinese ones are simplified. Open vocabulary
does not belong here: products and industries live in the lexicon.
"""


def _folded(words: str) -> frozenset[str]:
    return frozenset(words.replace("ae", "a").replace("oe", "o").replace("ue", "u").split())


def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(set(words.split()), key=len, reverse=True))


LEGAL_LATIN = _folded(
    """
    gmbh mbh ggmbh ag kg ohg ug se kgaa gbr eg ev ek co ltd inc llc llp plc corp limited corporation
    incorporated company haftungsbeschrankt gesellschaft aktiengesellschaft pte bv
    """
)
LEGAL_CHINESE = _longest_first(
    """
    股份有限责任公司 股份有限公司 有限责任公司 集团有限公司 有限公司 分公司 总公司 公司 集团
    """
)
# Ends of German words that say who deals in a thing.
ROLES_GERMAN = _longest_first(
    """
    hersteller herstellerin herstellern herstellers herstellung produzent produzenten produktion
    fertigung erzeuger erzeugung lieferant lieferanten zulieferer zulieferern lieferbetrieb anbieter
    anbietern handler handlern handlerin handel handels grosshandel grosshandler einzelhandel fachhandel
    fachhandler vertrieb verkauf verkaufer verkaufsstelle geschaft geschafte fachgeschaft laden
    fachladen shop markt fachmarkt betrieb betriebe fachbetrieb fabrik fabriken fabrikant fabrikation
    werkstatt werkstatten werk werke firma firmen unternehmen hof
    """
)
# Roles that may be taken off a lexicon name without changing what is dealt in.
PLAIN_ROLES = _folded(
    """
    hersteller herstellung produktion fertigung laden geschaft fachgeschaft handler handel fachhandel
    einzelhandel grosshandel grosshandler lieferant vertrieb verkauf shop store manufacturer manufacture
    manufacturing maker supplier retail wholesale production
    """
)
ROLES_ENGLISH = _folded(
    """
    maker makers manufacturer manufacturers manufacturing manufacture supplier suppliers supply shop
    shops store stores producer producers production factory factories dealer dealers trader traders
    vendor vendors retailer retailers retail wholesaler wholesalers wholesale exporter exporters
    importer importers provider providers company companies firm firms workshop workshops sale sales
    business businesses enterprise enterprises
    """
)
ROLES_CHINESE = _longest_first(
    """
    制造商 生产商 供应商 经销商 批发商 零售商 代理商 贸易商 厂家 厂商 工厂 制造厂 加工厂 生产厂 企业
    公司 商店 商铺 店铺 专卖店 门店 店 厂 工坊 作坊 制造业 加工业 行业 产业 制造 生产 加工 批发 零售
    销售 的制造 的生产 的加工 的批发 的零售 的销售 制作 供应 商 业
    """
)
# Words after which a noun phrase only tells the purpose or the material of the thing before it.
MODIFYING = _folded("fur aus mit ohne zur zum zu nach uber in auf an for from with without in on at")
STOP_GERMAN = _folded(
    """
    der die das den dem des ein eine einen einem einer eines und oder von vom im am an auf bei mit ohne
    fur zu zum zur in aus als auch sowie bzw nach uber unter durch um wie was wer wo wir ich sie uns
    unser unsere unserem unseren unserer mich mir ihr ihre ihren euch du er es man sich ist sind war hat
    haben habe hatten hatte kann konnen konnte konnten mochte mochten will wollen soll sollen wurde
    wurden wird werden gibt gerne gern bitte mal doch noch nur sehr so da dort hier diese dieser dieses
    diesen welche welcher welches welchen jemand jemanden etwas irgendwelche nicht kein keine keinen
    alle aller allem mehr neue neuen neuer neues gute guten guter gutes
    """
)
STOP_ENGLISH = _folded(
    """
    the a an and or of for from with without in on at by to as is are was were be been am i we you he
    she it they me us our your their my his her its this that these those who whom what which where when
    how do does did can could would will shall should may might must have has had please not no any some
    there here all more new good
    """
)
FILLER_GERMAN = _folded(
    """
    suche suchen sucht gesucht brauche brauchen braucht benotige benotigen benotigt finde finden findet
    interessiere interessieren interessiert interesse wunsche wunschen kennen kennst kennt zeige zeigen
    zeig nenne nennen empfehlen empfehlung helfen hilf hilfe suchanfrage anfrage partner partnern
    partnerfirma geschaftspartner kooperationspartner kooperation zusammenarbeit zusammenarbeiten
    kontakt kontakte firma firmen unternehmen betrieb betriebe hersteller herstellern herstellers
    produzent produzenten anbieter anbietern lieferant lieferanten zulieferer zuliefern spezialist
    spezialisten experte experten fachmann leute hallo guten tag moin servus danke dringend aktuell
    derzeit momentan beziehen kaufen einkaufen beschaffen bestellen importieren liefern herstellen
    produzieren stellen her bieten verkaufen anbieten hat machen macht mochten region raum stadt nahe
    umgebung chinesischer deutscher passende passenden passender geeignete geeigneten geeigneter
    zuverlassige zuverlassigen zuverlassiger lieferfahige gunstige gunstigen gunstiger mittelstandische
    mittelstandischen kleine kleinen grosse grossen produkt produkte produkten ware waren artikel sorte
    bereich branche sachen eigenen eigene heute gestern morgen jetzt bald spater spat lange gerade thema
    sowas bzgl bezuglich rund jeder art hilft helft wissen weiss wusste familienbetrieb beim
    """
)
FILLER_ENGLISH = _folded(
    """
    looking look search searching find seek seeking need needs want wants wanted require interested
    interest show list give tell recommend know partner partners partnership cooperate cooperation
    cooperating contact contacts hello hi hey thanks thank buy buying purchase sourcing import
    order sell selling offer offering make makes making produce produces producing supplies manufactures
    based located near region area city reliable suitable good product products goods item items help
    like business collaborate collaboration get today tomorrow yesterday now later soon
    """
)
LEADING_CHINESE = _longest_first(
    """
    我们公司 我公司 我司 本公司 我们 我 你们 你 您 贵公司 想要 想找 想寻找 想 寻找 寻求 寻 正在找 正在
    在找 找一家 找一个 找 求购 采购 需要 需求 急需 希望 打算 计划 请问 请帮 请推荐 请 帮我 帮忙 帮 推荐
    介绍 有没有 有哪些 哪些 哪里有 哪里能 哪里可以 哪里 哪家 哪个 谁 能不能 能 可以 可否 是否 一家 一个
    一些 几家 一下 合作 对接 联系 查找 查询 搜索 关于 有关 在 来自 位于 跟 和 与 有 的 帮我们 请帮我们 们
    可靠的 优质的 合适的 专业的 可靠 优质
    合适 专业 生产厂家 厂家 厂商 供应商 制造商 生产商 公司 企业 你好 您好 谢谢 附近 地区 当地 市 能够
    """
)
TRAILING_CHINESE = _longest_first(
    """
    的公司 的企业 的厂家 的工厂 的厂商 的供应商 的制造商 的生产商 的经销商 的合作伙伴 的合作方 的伙伴
    的商家 的信息 的产品 公司 企业 厂家 厂商 供应商 制造商 生产商 生产厂家 合作伙伴 合作方 合作商 伙伴
    合作 对接 感兴趣 有兴趣 有哪些 哪些 在哪里 哪里有 哪家好 哪里 相关 方面 的 的联系方式 联系方式
    的联系电话 联系电话 的电话 的地址 的官网 这家公司 这家企业 吗 呢 吧 啊 呀 了 么 谢谢 有没有 可以推荐
    推荐 到 往
    """
)
# Verbs that are filler after something that asks, and part of a name elsewhere (制造执行系统).
VERBS_CHINESE = _longest_first(
    "做 生产 制造 加工 供应 提供 销售 出售 购买 买 卖 进口 专门 从事 主要 搜 对 从 给 为 要 是"
)
# Words of German and English that could be read as pinyin of a lexicon name.
LIKE_PINYIN = _folded(
    """
    mache damen rufen lagen tiefen sushi salami guiding douche pixie banyan tatami masha mochi douche haben
    machen suchen leben wagen sagen fangen hangen rennen reisen lieben leiden
    """
)
# Stems of verbs that begin German compounds: what comes after them is the head.
VERB_STEMS = _folded(
    """
    nah schweiss schleif bohr fras dreh koch back spul wasch sag full misch mess pruf press heiz kuhl trocken
    press stanz kleb druck lot brenn schneid hack mahl saug blas pump forder hebe hub stapel lager transport
    trag falt klapp roll schiebe steck schraub spann zieh streich spritz spruh lackier polier reinig putz
    kehr mah saat pflanz ernte melk futter schlaf sitz lauf reit schwimm turn spiel lern lese schreib zeichen
    mal bastel strick hakel stick web spinn bugel rasier schmink dusch bade wickel leucht warn schutz melde
    steuer regel antrieb fahr park lade tank trag
    """
)
# Filler that may as well be part of a name: it alone does not show that somebody asks.
PARTICLES_CHINESE = "的和与在跟市"
PLAIN_CHINESE = frozenset(
    _longest_first(
        """
        公司 企业 厂家 厂商 供应商 制造商 生产商 经销商 工厂 商家 专业 优质 可靠 有 对接 方面 相关 附近
        地区 当地
        """
    )
) | set(PARTICLES_CHINESE)
# Words that only say that somebody is meant, whoever it is: alone they ask for all there are.
ANYBODY = ROLES_ENGLISH | _folded(
    """
    member members sme smes startup startups small medium sized midsize local regional industry industries
    branche branchen industrie industrien unternehmer unternehmern mittelstandler mittelstandlern
    mittelstand kmu mittlere mittleren lokale lokalen regionale regionalen ortliche ortlichen ansassige
    ansassigen mitglied mitglieder mitgliedern mitgliedsunternehmen mitgliedsfirmen handler exporteur
    exporteure importeur importeure fabrik fabriken werk werke firma firmen unternehmen betrieb betriebe
    hersteller lieferant lieferanten
    """
)
ANYBODY_CHINESE = _longest_first(
    """
    中小型企业 中小企业 会员企业 会员单位 成员企业 企业 公司 厂家 厂商 工厂 单位 会员 成员 生产商 制造商
    供应商 经销商 合作伙伴 合作方 伙伴 商家 名单 列表 列出 本地 当地 所有 全部 全体 各类 各种 的 和
    """
)
