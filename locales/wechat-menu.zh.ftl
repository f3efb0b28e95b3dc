# 微信服务号的自定义菜单：一级菜单最多 4 个汉字，子菜单最多 8 个汉字。

wechat-menu-find = 找伙伴
wechat-menu-mine = 我的
wechat-menu-alliance = 联盟
wechat-menu-search = 新的搜索
wechat-menu-example-1 = 试试：厨房刀具
wechat-menu-example-2 = 试试：焊接机器人
wechat-menu-requests = 我的请求
wechat-menu-data = 我的数据
wechat-menu-language = 语言 Language
wechat-menu-news = 联盟新闻
wechat-menu-human = 人工服务
wechat-menu-help = 使用说明
