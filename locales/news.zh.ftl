# 新闻：主题订阅、查询、官方群发。

news-found = 与“{ $words }”有关的新闻共 { $count } 条，最新的在前：
news-not-found = 暂时没有与“{ $words }”有关的新闻。
news-occasion = { $place }，{ $when }（{ $zone } 当地时间）
news-about = 关于 | 有关
news-about-behind = 新闻 | 的新闻 | 消息 | 的消息 | 最新消息 | 的最新消息 | 有什么新消息
button-calendar = 加入日历
button-unsubscribe = 退订：{ $topic }
button-topics = 订阅主题
