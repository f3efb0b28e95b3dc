### 中文。礼貌、简短。三种语言的键相同，由 `make check` 检查。

## 作为命令的词（用 | 分隔）
words-start = 开始
words-help = /帮助 | 帮助 | 帮忙 | 我需要帮助 | 怎么用 | 菜单 | /菜单 | 说明 | 使用说明 | bangzhu | /bangzhu
words-search = /搜索 | 搜索 | 查找 | 新搜索 | sousuo | /sousuo
words-requests = /请求 | 我的请求 | 请求 | 进度 | 我的申请 | wodeqingqiu | /qingqiu
words-news = /新闻 | 新闻 | 联盟新闻 | 有什么新消息 | xinwen | /xinwen
words-language = /语言 | 语言 | 切换语言 | yuyan | /yuyan
words-data = /数据 | 我的数据 | 我的资料 | 我的信息 | 我的个人信息 | 查看我的数据 | 隐私 | 个人信息 | /shuju
words-delete = /删除 | 删除我的数据 | 删除我的资料 | 删除我的信息 | 删除我的个人信息 | 请删除我的数据 | 删掉我的数据 | 删除数据
words-yes = 是 | 好 | 好的 | 可以 | 我同意 | 同意
words-no = 不 | 不行 | 不要 | 不用 | 不用了 | 不需要 | 不同意 | 不了 | 不必 | 不用谢 | 不是
words-send = 发送 | 提交 | 确认 | 确定
words-cancel = /取消 | 取消 | 我要取消 | 不登记了 | 算了 | quxiao | /quxiao
words-back = /返回 | 返回 | 上一步 | fanhui | /fanhui
words-continue = 继续 | 新消息 | 查看新消息 | 看消息 | 更多 | 下一条 | 下一页 | jixu | gengduo
words-language-de = 德语 | 德文
words-language-zh = 中文 | 汉语 | 普通话
words-language-en = 英语 | 英文

## 问候与帮助
welcome =
    您好！这里帮助中德工业城市的企业相互找到对方。
    请直接写下您要找什么，例如：
welcome-short = 欢迎来到中德工业城市联盟。Deutsch / English？请点下方。
help =
    使用方法：
    • 用您自己的话写下要找的产品或企业。我会到对方国家去找，包括只有德文介绍的企业。
    • 打开一条结果，点“请求引荐”，对方会用自己的语言看到您的请求。
    • 双方都同意之后，才会互相看到联系方式。
    • 贵企业登记了吗？发送 /登记，最多八个简短的问题。
    命令：/搜索 /请求 /企业 /新闻 /语言 /数据 /帮助；随时可以写“取消”或“返回”。
choose-language = 请选择语言：
language-changed = 好的，从现在起使用中文。
example-1 = 德国 厨房刀具 经销商
example-2 = 寻找德国焊接机器人厂家
no-question = 好的。您想找什么？写产品、工艺、行业或公司名称都可以。
search-how = 请直接写下您要找的内容，例如“数控机床”或“氢能 合资”。
unsupported = 抱歉，我看不了图片，也听不了语音、打不开文件。请用文字告诉我。
unsupported-other = 抱歉，我处理不了这类消息。请用文字告诉我您要找什么。
unknown-command = 没有这个命令。发送“帮助”可以查看全部命令。
stale-button = 这个按钮属于之前的问题。请直接写下您要找的内容，或发送“帮助”。
please-choose = 请从选项中选择一个。
finish-first = 请先回答这个问题，或发送“取消”。
which-one = 有多个相同的选项。请直接点按钮，或回复对应的数字。
cancelled = 已取消，没有发送任何内容。
nothing-waits = 没有未读的消息。请直接写下您要找的内容。
nothing-to-cancel = 好的。请写下您要找的内容。
turn-failed = 抱歉，我们这边出了错。请再试一次，您填写的内容没有丢失。

## 搜索
results-heading = “{ $words }”共 { $count } 条结果，第 { $first }–{ $last } 条
results-heading-all = “{ $words }”共 { $count } 条结果
results-heading-related = 与“{ $words }”不完全相符，但相关：
results-all = 全部条目
filters-active = 筛选：{ $filters }
filter-menu = 您想按什么筛选？
filter-choose-country = 选择国家：
filter-choose-city = 选择城市：
filter-choose-field = 选择领域：
filter-choose-cooperation = 选择合作方式：
filter-no-values = 这里没有可以筛选的内容。
filter-value = { $name }（{ $count }）
cooperation-dropped = 没有登记合作方式为“{ $kind }”的企业。业务相符的有：
nothing-found = 没有找到与“{ $words }”相符的企业。
nothing-found-wider = 减少筛选条件就有结果：
nothing-found-rephrase = 请换一个更常用的词，或写出产品、工艺、行业名称。
why-found = 匹配：{ $reasons }
order-rule = 产品或服务与您的提问越接近，排名越靠前；名称相符也会计入。信息较新、已确认、回复及时的条目会略微靠前；久未回应信息核对的条目会靠后。排名不可购买。
order-place = { $place }. { $name }（得分 { $score }）：{ $why }
order-fresh = 信息较新
order-confirmed = 已确认
order-answers = 回复及时
order-silent = 久未回应信息核对
order-filters = 符合筛选条件
reason-name = 名称“{ $found }”
reason-word = “{ $found }”
reason-concept = “{ $asked }” = { $found }
reason-meaning = 意思相近：{ $found }

## 条目
company-in-city = { $name }（{ $city }）
city-in-country = { $country } { $city }
company-gone = 这个条目已不存在。
company-gone-title = 已删除的条目
person-gone = 已删除的用户
text-in-original = “{ $text }”（原文：{ $language }）
term-translated = { $name }（{ $original }）
term-about = { $original }（大致：{ $name }）
entry-offers = 提供：{ $value }
entry-seeks = 寻求：{ $value }
entry-cooperation = 合作方式：{ $value }
entry-certificates = 认证：{ $value }
entry-facts = { $value }
entry-website = { $value }
entry-source = { $value }
entry-employees = 员工 { $count } 人
entry-founded = { $year } 年成立
source-sample = 虚构的示例条目
source-confirmed = 由 { $by } 于 { $date } 确认
source-unconfirmed = 尚未确认
sample-mark = 示例
cities-heading = 联盟成员城市：
cities-of-country = { $country }（{ $count }）：{ $names }
city-member = { $city }自 { $year } 年起为联盟成员。
city-in-charge = 负责机构：{ $who }
button-city-entries = 该市企业
country-DE = 德国
country-CN = 中国
language-de = 德文
language-zh = 中文
language-en = 英文
kind-company = 企业
kind-agency = 经济促进机构
kind-institution = 机构
kind-club = 协会与俱乐部
cooperation-supply = 供货
cooperation-distribution = 经销
cooperation-joint_venture = 合资
cooperation-technology = 技术合作
cooperation-investment = 投资与落户
cooperation-market_entry = 市场进入
cooperation-service = 服务
cooperation-exchange = 交流（培训、体育、文化）
wish-buy = 您想采购
wish-sell = 您想销售
wish-cooperate = 您想合作
field-agriculture = 农林渔业
field-mining = 采矿
field-food = 食品饮料
field-textiles = 纺织、服装、皮革
field-wood_paper = 木材、造纸、印刷
field-chemicals = 化工
field-pharma = 医药
field-plastics = 橡胶与塑料
field-ceramics = 玻璃、陶瓷、建材
field-metals = 金属冶炼
field-metal_products = 金属制品与工具
field-electronics = 电子与光学
field-electrical = 电气设备
field-machinery = 机械制造
field-vehicles = 交通运输设备
field-furniture = 家具
field-consumer_goods = 日用消费品与医疗器械
field-energy_environment = 能源与环保
field-construction = 建筑
field-trade = 贸易
field-logistics = 运输与物流
field-tourism = 餐饮住宿与旅游
field-it_media = 信息技术与媒体
field-finance_property = 金融、房地产、租赁
field-business_services = 商务服务与研发
field-public = 行政与协会
field-education = 教育培训
field-health = 医疗健康
field-culture_sport = 文化与体育
field-personal_services = 手工业与生活服务

## 同意
consent-introductions =
    开始之前请您了解：为了引荐，我们会保存您的姓名、公司、邮箱、电话或微信号以及您的请求。
    您的姓名和请求由对方企业阅读，可能传到对方国家（德国或中国）。如果对方企业没有在此开通聊天，或请求涉及投资、市场进入或交流，则由其所在城市的经济促进机构（没有时由联盟秘书处）阅读并转达给企业。
    联系方式只有在双方都同意之后才会提供。
    保存期限：直至您撤回或删除；请求中的姓名和内容最长保存至请求结束后 { $requests }。如超过 { $silent }未收到您的消息，我们会询问您，未获答复即删除。
    查看：发送“我的数据”。全部删除：发送“删除我的数据”。负责方：{ $recipient }。您同意吗？
consent-refused = 好的，除本聊天记录外，不会保存您的任何个人信息。您可以继续搜索。
consent-refused-accept = 好的，除本聊天记录外，不会保存任何信息。该请求仍然有效，您也可以婉拒。
purpose-introductions = 引荐
purpose-registration = 企业登记
purpose-office = 公务操作

## 填写请求
draft-who =
    1/3 · 请介绍您自己：姓名、职务、公司，以及邮箱、电话或微信。
    例如：“陈莉，销售总监，佛山云陶陶瓷有限公司，chenli@yuntao.example”
draft-contact = 对方怎样联系您？请写邮箱、电话或微信，只有双方都同意之后才会提供给对方。
draft-goal =
    2/3 · 您希望与 { $company } 怎样合作？请点选一种方式，或写一两句话。
    例如：“寻找经销德国厨房刀具的机会，首批约 3000 套”
draft-why =
    3/3 · 为什么选择这家企业？一句话即可。
    例如：“贵公司的产品与我们的门店定位相符。”
draft-preview = 您的请求将这样发给 { $company }：固定内容会翻译，您写的句子保持原文。要发送吗？
draft-sent =
    已发送给 { $company }。答复会发到这里，最迟 { $until }。
    随时发送“我的请求”查看进度。
draft-cancelled = 已取消，没有发送任何内容。
too-long = 请写短一些：最多 { $limit } 个字符，您写了 { $count } 个。
too-short = 内容太短了，请再多写几个字。
contact-not-understood = 没有找到邮箱、电话或微信号。例如：“chenli@gongsi.example”“138 0013 8000”或“微信：chenli88”。
contact-name-missing = 谢谢。请再写上您的姓名、职务和公司。
contacts-masked = 文中的联系方式已隐藏（•••）：双方都同意之后才会提供。
introduce-own-company = 这是您自己的企业。
introduce-already = 您对这家企业已有一个未结束的请求：
introduce-unreachable-agency = { $company } 还没有人使用本服务。请联系当地的经济促进机构：{ $agency }。
introduce-unreachable = { $company } 还没有人使用本服务，{ $city } 也还没有登记经济促进机构。请选择其他结果。

## 请求
request-title = 引荐请求
request-heading = { $company }收到新的请求
request-for = 致：{ $company }
request-for-you = 致贵公司：{ $company }
request-cooperation = 合作方式：{ $value }
request-topics = 主题：{ $value }
request-who = 来自：{ $text }
request-goal = 需求：{ $text }
request-why = 为什么选择贵公司：{ $text }
remark-company = 提问：{ $text }
remark-asker = 答复：{ $text }
requests-none = 您还没有请求。打开一条结果，点“请求引荐”即可。
requests-sent = 您发出的请求（{ $count }）：
requests-received = 您收到的请求（{ $count }）：
request-gone = 这个请求已不存在，或与您无关。
request-closed = 这个请求已经结束。
status-sent-for-asker = 等待答复，最迟 { $until }
status-sent-for-company = 等待您的答复，最迟 { $until }
status-asked-for-asker = 对方有提问，请在 { $until } 前答复
status-asked-for-company = 您的提问已转达，对方答复期限 { $until }
status-accepted = { $date } 已接受
status-declined = { $date } 已婉拒：{ $reason }
status-withdrawn = { $date } 已撤回
status-expired = { $date } 因未答复而结束
withdrawn = 已撤回您对 { $company } 的请求，对方已收到通知。
withdrawn-by-asker = { $who } 已撤回请求，您无需处理。
withdrawn-without-name = { $date } 发给 { $company } 的一个请求已撤回，您无需处理。

## 答复
answer-contact = 好的。请写您的姓名、职务和联系方式，例如：“陈莉，销售总监，138 0013 8000”。您答复后，双方会同时收到对方的联系方式。
answer-reason = 可以告诉对方什么原因？
answer-question = 您想问什么？请不要写联系方式；问题将以原文转给对方。
answer-reply = 您的答复是？请不要写联系方式；答复将以原文转给对方。
decline-no_capacity = 目前产能不足
decline-not_our_field = 不属于我们的业务
decline-have_partner = 已有合作伙伴
decline-not_now = 目前不方便
decline-no_reason = 不说明原因
accepted-by-me = 已接受！这是对方的联系方式，对方也同时收到您的联系方式。
accepted-for-asker = 好消息：{ $company } 接受了您的请求！这是对方的联系方式。
contact-warning = 温馨提示：付款之前，请通过另一渠道（最好打电话）核实银行账户。
declined-by-me = 已婉拒，我们已礼貌地转告对方。
declined-for-asker = 很遗憾，{ $company } 未能接受您的请求。原因：“{ $reason }”。欢迎继续搜索。
declined-without-reason = 很遗憾，{ $company } 未能接受您的请求。欢迎继续搜索。
asked-for-asker = { $company } 想问：{ $question }
replied-for-company = { $who } 答复：{ $answer }
question-relayed = 已转达，答复会发到这里。
reply-relayed = 已转达。对方的决定会发到这里。
answered-by-colleague = { $who } 的请求已由贵公司的同事答复。
reminder-for-asker = 提醒：{ $company } 还在等您的答复。
reminder-for-company = 提醒：{ $who } 还在等您的答复。
expired-for-asker = 很遗憾，截止日期前没有收到 { $company } 的答复，请求已结束。欢迎联系其他企业。
expired-for-company = { $who } 的请求因未答复已过期。
question-expired-for-asker = 您对 { $company } 的请求已结束：对方的提问没有得到答复。欢迎再次提出请求。
question-expired-for-company = { $who } 的请求已结束，您的提问没有得到答复。

## 邀请
invitation-for = 这是给 { $company } 的邀请：今后由您答复发给该企业的请求。
invitation-accepted = 欢迎！今后发给 { $company } 的请求会送到这里。
invitation-invalid = 这个邀请已过期或已使用，请索取新的邀请。

## 数据
data-none = 没有保存您的个人信息，只有本聊天记录和语言设置。这些您也可以删除。
data-here = 除本聊天记录外，这是我们保存的关于您的全部信息：
data-file-name = 我的数据.txt
data-title = 已保存的数据，{ $date }
data-who = 本人：{ $value }
data-email = 邮箱：{ $value }
data-phone = 电话：{ $value }
data-wechat = 微信：{ $value }
data-nothing = 无
data-company = 代表企业：{ $value }
data-chat = 聊天：{ $platform }，账号 { $account }，语言 { $language }
data-companies-more = ……以及另外 { $count } 个条目
data-office = 角色：{ $value }
data-claim = 申请负责 { $value }，{ $date }
data-form = 未完成的登记：{ $value }
role-secretariat = 秘书处
form-unnamed = 未命名
data-consent = 同意：{ $purpose }，版本 { $version }，{ $date } 通过 { $platform }
data-request = 发给 { $company } 的请求
data-answered = 您已答复的请求：致 { $company }
delete-ask = 确定全部删除吗？包括个人信息、同意记录、请求和聊天记录；未结束的请求将被撤回。已确认的企业信息仍会公开；您的账号标识最多再保留两天。此操作无法恢复。
delete-kept = 好的，一切保持不变。
deleted = 已删除。仅您的账号标识最多再保留两天；已确认的企业信息仍会公开。

## 新闻
news-none = 目前没有新闻。
news-heading = 联盟新闻：
topic-assembly = 全体大会
topic-fair = 展会
topic-delegation = 代表团访问
topic-new_member = 新成员
topic-matchmaking = 企业对接
topic-project = 项目
topic-economy = 经济与政策
topic-greeting = 问候

## 按钮
button-help = 帮助
button-requests = 我的请求
button-news = 新闻
button-data = 我的数据
button-language = 语言 / Sprache
button-details = 查看
button-introduce = 请求引荐
button-more = 更多
button-previous = 上一页
button-why-order = 为什么这样排序？
button-filter = 筛选
button-filter-country = 国家
button-filter-city = 城市
button-filter-field = 领域
button-filter-cooperation = 合作方式
button-remove-filter = ✕ { $name }
button-without-filter = 去掉“{ $name }”：{ $count } 条结果
button-related = 查看相关条目（{ $count }）
button-to-results = 查看结果
button-back = 返回
button-cancel = 取消
button-agree = 同意
button-disagree = 不同意
button-send = 发送
button-change-who = 修改介绍
button-change-goal = 修改需求
button-change-why = 修改理由
button-accept = 接受
button-decline = 婉拒
button-ask-back = 先提问
button-reply = 答复
button-withdraw = 撤回
button-delete = 全部删除
button-delete-yes = 确定，全部删除
button-delete-no = 不，保留
