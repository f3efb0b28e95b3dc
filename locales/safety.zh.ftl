# 人工服务、举报、屏蔽、冻结；风险提示；机器翻译。

words-human = /人工 | 人工 | 人工服务 | 转人工 | 人工客服 | 找人工 | /rengong | rengong
words-end = /结束 | 结束 | 结束对话 | /jieshu | jieshu

purpose-help = 人工服务
speaking-to =
    需要为您转接{ $who }吗？将在{ $until }前回复您。
    { $consent }
consent-help =
    对方将看到您填写过的姓名和企业，以及您在此发送的内容；对话会被保存。
    查看：/数据。全部删除：/删除。您同意吗？
local-time = { $time }（{ $place }时间）
consent-withdrawn-help = 已撤回。您的人工对话已结束并删除。
speaking-text = 请问是什么事情？请直接说明，我会原文转给{ $who }。
speaking-objection = 请说明为什么应当解除冻结。您的申诉将原文转给{ $who }。
speaking-sent = 已转给{ $who }，将在{ $until }前回复您。在此期间我不会插话，您发送的内容都会转达。返回搜索：/结束
speaking-open = 您正在与{ $who }对话，您发送的内容都会转达。返回搜索：/结束
speaking-ended = 对话已结束。您可以继续直接输入要找的内容。
speaking-refused = 好的，不会转达任何内容。
speaking-nobody = 很抱歉，这里暂时没有工作人员值班，您的问题尚未转给任何人。负责机构：{ $next }；也可以直接联系贵市的经济促进机构。
speaking-nobody-agency = 很抱歉，这里暂时没有工作人员值班，您的问题尚未转给任何人。负责机构：{ $who }（{ $where }）。如联系不上，可再找：{ $next }。
speaking-no-page = 可通过市政府联系
secretariat-with-contact = { $name }，{ $contact }
speaking-unnamed = 未留姓名的用户
speaking-officer = 工作人员
handover-line = { $who }：{ $text }
handover-for-officer = { $who } 需要人工服务。已承诺在{ $until }前回复。
objection-for-officer = { $who } 对冻结提出申诉。已承诺在{ $until }前回复。
handover-for-officer-again = 尚未回复：{ $who } 仍在等待。现已承诺在{ $until }前回复。
handover-taken = 贵机构已有人回复 { $who }。
handover-closed = 该对话已结束。
handover-escalated = 目前还没有人回复您。我已将您的问题转给{ $who }，将在{ $until }前回复您。
handover-reminded = 目前还没有人回复您。我已提醒{ $who }，将在{ $until }前回复您。
handover-vacant = 很抱歉，这里已没有工作人员值班。负责机构：{ $who }（{ $where }）。如联系不上，可再找：{ $next }。返回搜索：/结束
handover-lapsed = 已有十个工作日没有新消息，对话已结束。我可以继续为您服务。
handover-gone-for-officer = { $date }的一次人工对话已按用户本人意愿结束并删除，您无需处理。
lapsed-for-officer = 与 { $who } 的对话已结束：十个工作日没有新消息。
ended-for-officer = { $who } 结束了对话。
closed-for-person = { $who }结束了对话。我可以继续为您服务，请直接输入要找的内容。
assisting-text = 您的下一条消息将发给 { $who }。
assisting-sent = 已转达。
assisting-closed = 已结束与 { $who } 的对话。
data-handover = 人工服务对话，开始于{ $date }：
data-frozen = 您的发送权限自{ $date }起被冻结。

quota-used = 您今天已提出{ $quota }个请求，24 小时内不能再多。草稿会保留。您的请求得到的回复越多，可提出的请求就越多。
same-text-warning = 相同内容现已发给{ $count }家企业。有针对性的内容更容易得到回复。
same-text-stopped = 相同内容您已发给多家企业。请说明为什么选择这家企业。草稿会保留。
blocked-by-other = 对方不希望收到您的消息。没有发送任何内容。
frozen = 您的发送权限已被冻结：联盟机构核查了对您消息的举报。您仍可搜索。如有误会，请申诉。
not-frozen = 目前没有冻结。
unfrozen = 冻结已解除，您可以重新提出请求。
report-menu = 这个请求有问题吗？举报：经济促进机构会查看。屏蔽：对方将无法再联系您。
report-filed = 谢谢。举报已转给负责机构，处理结果会通知您。
report-nobody = 这里已没有可以举报的对象。
report-gone = 该举报已处理。
report-for-officer = 有请求被举报，请核查。
report-title = 被举报人：{ $who }
report-upheld = 您的举报已核查：对方不能再给任何人发送消息。
report-dismissed = 您的举报已核查：未发现违规。您仍可屏蔽对方。
blocked = 对方将无法再联系您。
unblocked = 对方可以重新联系您。
frozen-by-me = 已冻结。已告知对方如何申诉。
dismissed-by-me = 已处理：未发现违规。
unfrozen-by-me = 冻结已解除，已通知对方。
payment-warning = ⚠️ 请注意：此内容含有{ $kinds }。在通过其他途径向企业核实之前，请勿付款。
risk-account = 银行账户信息
risk-card = 银行卡号
risk-wallet = 手机支付信息
risk-crypto = 加密货币地址
risk-link = 付款链接
translated = 机器翻译，以上方原文为准。{ $text }
not-translated = 机器翻译暂时不可用，请看上方原文。

button-human = 人工服务
button-end = 结束对话
button-answer = 写回复
button-close = 办结
button-report = 举报…
button-report-now = 举报
button-block = 屏蔽
button-unblock = 取消屏蔽
button-freeze = 冻结发送者
button-dismiss = 未违规
button-unfreeze = 解除冻结
button-object = 申诉
