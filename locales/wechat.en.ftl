# Texts that only WeChat needs.

wechat-clears = WeChat keeps the chat on your device; you can delete it there: menu at the top right, “Clear content”.
wechat-new = You also have { $count } new { $count ->
    [one] message
   *[other] messages
}, see below.
wechat-more = { $count } more { $count ->
    [one] message is
   *[other] messages are
} waiting. If you do not receive all, reply “continue”.
wechat-go-on = ({ $count } more. Reply with anything to go on.)
wechat-notice-title = A partner has written to you
wechat-notice-remark = Write anything to the account to read it.
wechat-mass-leave = To unsubscribe or change topics, write “topics”.
wechat-file = Calendar file (if it does not open, please choose “…” at the top right and open it in the browser):
