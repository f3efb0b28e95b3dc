# 同意、撤回、查阅与删除。

consent-news =
    好的。请先同意：我们会记录您想了解哪些主题，并在本聊天中向您发送相关消息，直至您退订。如超过 { $silent }未收到您的消息，我们会询问您，未获答复即删除。
    查看或一键退订：发送“我的数据”。负责方：{ $recipient }。您同意吗？
consent-abroad =
    需要您的单独同意，因为您的信息将提供到中国境外（《个人信息保护法》第三十九条）：
    境外接收方：{ $recipient }（服务器位于{ $country }）；引荐时还包括对方企业。联系方式：{ $contact }。
    处理目的：企业登记、引荐以及您订阅的消息。处理方式：存储、展示给您选择的对方。
    个人信息种类：姓名、职务、公司、邮箱、电话、微信号、聊天账号、您的请求和答复。
    保存期限：直至您撤回或删除；请求最长保存至结束后 { $requests }；如超过 { $silent }未收到您的消息，我们会询问您。
    行使权利（查阅、复制、更正、撤回、删除）：在此发送“我的数据”或“删除我的数据”，也可直接联系接收方。您同意吗？
consent-renewed = 您此前的同意仍然有效；现在的说明更明确地写明了谁会看到哪些内容以及保存多久，请您再确认一次：
abroad-first = 看来您在中国境内，因此我尚未保存您的信息；回答下面的问题后，请您再填写一次。
abroad-refused = 好的，那么我不会询问您的姓名和联系方式。您仍可搜索、查看企业信息和阅读消息；您所在城市的经济促进机构也可以代您提出请求。
period-years = { $count } 年
period-days = { $count } 天
recipient-default = 中德工业城市联盟秘书处
recipient-contact-default = 通过本聊天：/人工
purpose-news = 新闻
purpose-news-topic = 新闻：{ $topic }
purpose-abroad = 向境外提供

## 撤回
button-withdraw-consent = 撤回：{ $purpose }
consent-withdrawn-introductions = 已撤回。您未结束的请求已收回，您的联系方式不再提供给任何人。您可以继续搜索。
consent-withdrawn-registration = 已撤回。经济促进机构不再看到由谁负责该企业信息；未决的申请已终止。已确认的企业信息保留；未确认且没有其他负责人的已删除。
consent-withdrawn-office = 已撤回。您在本聊天中的公务角色已终止。
consent-withdrawn-news = 已退订。已安排的消息也不会再发送。
consent-withdrawn-abroad = 已撤回。您的个人资料、角色、订阅和未结束的请求均已终止。仍保存的内容请发送“我的数据”查看；全部删除请发送“删除我的数据”。
consent-withdrawn-last = 您的个人资料也已清空，您在这里不再代表任何企业。
consent-not-given = 没有这项同意，或您已撤回。

## 查阅
data-consent-withdrawn = 已撤回：{ $purpose }，版本 { $version }，{ $given } 同意，{ $date } 撤回
data-told-china = 您曾告知或表明您在中国境内。
data-doubt = 最后填写、尚未采用的内容：{ $text }
data-draft = 尚未发送的请求：{ $company }
data-composing = 未完成的消息：{ $text }
data-given = 为企业记下、尚未保存的联系方式：{ $contact }
data-search = 进行中的搜索：{ $text }
data-remark = 您在请求中写道（{ $date }）：{ $text }
data-act = { $date } 的记录：{ $act } { $entry } { $words }
data-chat-heading = 仍保存的聊天记录：
data-said = { $date }，您：{ $text }
data-told = { $date }，答复：{ $text }
data-sent-on = 发给他人且含有您信息的消息：{ $count }
data-held-heading = 数据库中的其他记录：
data-held = { $table }：{ $values }
data-link =
    除本聊天记录外，我们保存的关于您的全部信息，以文件形式提供。链接仅限使用一次，{ $minutes } 分钟内有效，请勿转发：
    { $link }
data-chat-link =
    仍保存的聊天记录，以文件形式提供。链接仅限使用一次，{ $minutes } 分钟内有效，请勿转发：
    { $link }
button-data-chat = 也要聊天记录
data-chat-here = 这是仍保存的聊天记录。
data-chat-none = 本聊天已没有保存的记录。
data-chat-file-name = 我的聊天.txt
own-data = 您的数据
own-data-lead = 点一下即可得到文本文件，链接随即失效；您可以随时向助手索取新链接。
own-data-do = 打开文件

## 删除
contact-deleted =
    您在 { $date } 的引荐（{ $company }）中的联系人已删除其数据，这里的联系方式也已清除。
    请您也删除自己保存的信息，除非您有权自行保留。
button-shut = 收回联系方式
button-shut-at = 收回联系方式：{ $company }
contact-shut-now = 已收回。您的联系方式不再向对方展示，并已请对方删除自己保存的信息。
contact-shut = 对方已于 { $date } 收回联系方式。
contact-shut-by-me = 您已于 { $date } 收回联系方式，对方不再看到。
contact-shut-by-other =
    您在 { $date } 的引荐（{ $company }）中的联系人已收回联系方式，这里不再展示。
    请您也删除自己保存的信息，除非您有权自行保留。
contact-gone = 联系方式已删除
keep-ask =
    我们很久没有收到您的消息了。可以继续保存您的信息吗？
    如果没有答复，我们将于 { $date } 删除关于您的全部信息。
kept = 谢谢，信息将继续保存。
button-keep = 请继续保存
