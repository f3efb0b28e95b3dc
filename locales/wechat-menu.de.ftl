# Das Menü des WeChat-Kontos: Knöpfe höchstens 8, Untermenüs höchstens 16 Buchstaben breit.

wechat-menu-find = Suchen
wechat-menu-mine = Für mich
wechat-menu-alliance = Allianz
wechat-menu-search = Neue Suche
wechat-menu-example-1 = z. B. Fliesen
wechat-menu-example-2 = z. B. Messer
wechat-menu-requests = Meine Anfragen
wechat-menu-data = Meine Daten
wechat-menu-language = 语言 Sprache
wechat-menu-news = Neuigkeiten
wechat-menu-human = Ansprechperson
wechat-menu-help = So geht es
