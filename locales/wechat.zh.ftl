# 只有微信需要的文字。

wechat-clears = 聊天记录保存在您的微信里，您可以自行删除：打开右上角菜单，选择“清空内容”。
wechat-new = 另外，您有 { $count } 条新消息，见下。
wechat-more = 您还有 { $count } 条消息。如未全部收到，请回复“继续”。
wechat-go-on = （还有 { $count } 条，回复任意内容继续）
wechat-notice-title = 您有新的合作消息
wechat-notice-remark = 进入服务号，回复任意内容即可查看。
wechat-mass-leave = 退订或更改主题：请回复“主题”。
wechat-file = 日历文件（如无法直接打开，请点右上角“…”，选择在浏览器中打开）：
