# 只有 Telegram 需要的文字：菜单、简介、群组、内联模式、位置、二维码。

## 菜单（命令在各语言中相同）
telegram-command-start = 重新开始
telegram-command-suche = 搜索企业
telegram-command-anfragen = 我的请求
telegram-command-eintragen = 登记企业
telegram-command-news = 联盟新闻
telegram-command-sprache = 语言 · Sprache · Language
telegram-command-daten = 查看或删除我的数据
telegram-command-mensch = 人工服务
telegram-command-hilfe = 使用说明
telegram-about = 中德工业城市联盟合作伙伴助手：寻找企业，相互引荐。
telegram-description =
    在德国和中国的工业城市中寻找合作伙伴：用自己的话说出您的需求即可。双方各用自己的语言；双方都同意后才交换联系方式。
telegram-clears = 聊天记录由 Telegram 为您保存，您可以在那里自行删除：打开聊天，点击菜单“⋮”，选择“删除聊天”。

## 群组
group-how = 在群组里我为大家搜索：用 @ 提到我，并写出您要找什么，例如“厨房刀具 索林根”。个人事项请在私聊中办理。
group-only-private = 群里其他人也能看到，此事只能在私聊中办理。
group-open-private = 打开私聊

## 内联模式
inline-open = 在机器人中打开
inline-empty = 打开助手
inline-nothing = 没有找到，请在助手中搜索

## 位置
place-far = 这个位置附近没有联盟城市。请直接写城市名，或写您要找什么。
place-unknown = 这个城市不是联盟成员。请直接写城市名，或写您要找什么。
