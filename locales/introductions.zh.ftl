# 引荐请求的后续：经济促进机构、对话、再次请求、结果。

office-secretariat = 联盟秘书处
draft-preview-agency = 请求将先送到{ $office }，由其转交企业。
draft-sent-agency =
    已发送。您对 { $company } 的请求现由{ $office }处理，将由其转交企业。
    最迟 { $until } 答复；随时发送“我的请求”查看进度。
request-desk = 该企业不在本聊天中。请您转交此请求，并在这里登记企业的答复。
request-desk-first = 此类请求先送到贵机构：您可以一键转给企业，也可以由贵机构答复。
request-of = 请求日期：{ $date }
remark-again = 再次请求的原因：{ $text }
requests-desk = 由贵机构处理（{ $count }）：
reopen-from = { $date } 起您可以再次请求。

## 进度
status-at_agency-for-asker = 由{ $office }处理，自 { $date } 起，最迟 { $until } 答复
status-at_agency-for-agency = 等待贵机构处理，最迟 { $until }
status-passed_on-for-asker = 由{ $office }处理，已于 { $date } 转交企业，最迟 { $until } 答复
status-passed_on-for-agency = 已于 { $date } 转交企业，请在 { $until } 前登记企业的答复
status-agency_asked-for-asker = { $office }有提问，请在 { $until } 前答复
status-agency_asked-for-agency = 您的提问已转达，对方答复期限 { $until }
status-talking = { $date } 已接受，对话进行中
status-ended = { $date } 已接受，对话已结束
status-unreached = 未能联系到企业，{ $date } 已结束

## 机构的处理
forwarded = 已转给 { $company }，接下来由企业自行答复对方。
forwarded-for-asker = { $office }已将您的请求转给 { $company }。答复会发到这里，最迟 { $until }。
passed-on = 已记录：已转交 { $company }。企业答复后，请在这里点选其答复。
passed-on-for-asker = { $office }已于 { $date } 将您的请求转交 { $company }。答复会发到这里。
unreached = 已记录：无法联系到 { $company }。对方已收到通知。
unreached-for-asker = 很遗憾，{ $office }未能联系到 { $company }，请求已结束。欢迎联系其他企业。
handed-over-for-asker = { $company } 目前没有人在此答复。{ $status }。
reminder-for-agency = 提醒：有一个致 { $company } 的请求等待贵机构处理。
agency-expired-for-asker = 您对 { $company } 的请求已结束：截止日期前未能通过{ $office }收到答复。欢迎联系其他企业。
answer-given = { $company } 指定谁为联系人？请写姓名、职务以及邮箱、电话或微信，仅限企业同意提供的信息。
answer-confirm =
    将代 { $company } 提供：
    { $contact }
    企业是否同意提供这些信息？
accepted-by-agency = 已登记：{ $company } 接受请求。请把下面的联系方式转给企业；对方也同时收到企业的联系方式。
accepted-via-agency = 好消息：{ $company } 接受了您的请求！这是企业通过{ $office }同意提供的联系方式。
answered-by-agency = 您对 { $company } 的请求有好消息：{ $office }将直接与您对接。这是联系方式。

## 对话
answer-message = 您想对 { $company } 说什么？内容将以原文转给对方。
talk-message =
    { $who } 的消息：
    { $text }
talk-sent = 已发送给 { $who }。
talk-ended = 与 { $who } 的对话已结束，联系方式仍为您保留。
talk-ended-by-other = { $who } 已结束在此的对话，联系方式仍为您保留。
talk-closed = 这个对话已经结束。
talk-nobody = 在这里已无法联系到对方，请使用联系方式。

## 再次请求
answer-again = 您为什么再次请求 { $company }？一句话即可，请不要写联系方式。
reopened = 已再次发送给 { $company }。{ $status }。
reopen-nobody = 目前无人可以接收，请稍后再试，或选择其他企业。

## 结果
follow-up = 您与 { $who } 已于 { $date } 交换联系方式。后来有进展吗？点一下即可，统计时不记姓名。
follow-up-thanks = 谢谢，已记录：{ $answer }
led-to-business = 有，已成交或合作
led-to-talks = 正在洽谈
led-to-nothing = 没有

## 按钮
button-forward = 转给企业
button-passed = 已转交
button-company-accepts = 企业接受
button-company-declines = 企业婉拒
button-unreached = 无法联系
button-answer-self = 由我们答复
button-given-yes = 同意，提供给对方
button-given-other = 改写联系人
button-talk = 写消息
button-end-talk = 结束交流
button-again = 再次请求

# words that act on a request long after its buttons were shown
words-request-accept = 接受 | 接受请求 | 同意引荐 | 我接受 | jieshou
words-request-decline = 婉拒 | 拒绝 | 谢绝 | 拒绝请求
words-request-ask = 先提问 | 提问 | 反问
words-request-reply = 答复 | 回复 | 回答
words-request-withdraw = 撤回 | 撤回请求 | 收回
words-request-talk = 写消息 | 发消息 | 发送消息
words-request-forward = 转给企业 | 转发给企业
words-request-passed = 已转达
words-request-unreached = 联系不上 | 未联系上
which-request = 有多个请求符合，请在对应的请求下选择：
still-open = 以下请求正等待您答复：
