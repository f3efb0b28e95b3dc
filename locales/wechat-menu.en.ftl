# The menu of the WeChat account: buttons 8 letters wide at most, sub-buttons 16.

wechat-menu-find = Search
wechat-menu-mine = For me
wechat-menu-alliance = Alliance
wechat-menu-search = New search
wechat-menu-example-1 = e.g. LED lights
wechat-menu-example-2 = e.g. knives
wechat-menu-requests = My requests
wechat-menu-data = My data
wechat-menu-language = 语言 Language
wechat-menu-news = News
wechat-menu-human = A person
wechat-menu-help = How it works
