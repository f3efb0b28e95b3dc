# What a sentence wants of the assistant: telling words by command, and words that may stand beside them.

wishes-human = 真人 | 人工 | 客服 | 工作人员 | 活人 | 专人
wishes-company = 企业信息 | 公司信息 | 公司资料 | 企业资料 | 我的条目 | 我们的条目 | 条目
wishes-delete = 删除 | 删掉 | 清除 | 注销
wishes-register = 注册 | 登记 | 入驻
wishes-introduce = 引荐 | 引见 | 介绍 | 牵线 | 联系他们 | 联系这家公司 | 联系这家企业 | 联系这家
wishes-requests = 请求 | 申请 | 进度
wishes-city = 加入联盟 | 负责 | 联系人 | 主管 | 成员 | 成员城市 | 会员 | 会员城市
wishes-topics = 订阅 | 退订 | 不想收到 | 不要再发 | 别再发
wishes-news = 新闻 | 消息 | 资讯 | 活动 | 动态
wishes-data = 个人信息 | 我的数据 | 隐私 | 我的信息 | 我的资料 | 保存
wishes-help = 帮助 | 怎么用 | 怎么使用 | 如何使用 | 使用方法 | 你是谁 | 您是谁 | 做什么 | 干什么 | 收费 | 费用 | 免费
wishes-language-de = 德语 | 德文
wishes-language-zh = 中文 | 汉语 | 普通话
wishes-language-en = 英语 | 英文
wishes-language = 语言
wishes-all = 哪些 | 什么公司 | 什么企业 | 所有 | 全部
wishes-filler = 城市 | 谁 | 由谁 | 哪个 | 哪些 | 部门 | 哪个机构 | 单位 | 属于 | 是否 | 不是 | 市 | 他们 | 这家 | 认识 | 双方 | 也 | 还 | 我 | 我们 | 您 | 你 | 你们 | 请 | 请问 | 要 | 想 | 想要 | 需要 | 可以 | 能 | 能不能 | 可不可以 | 帮 | 帮我 | 给 | 跟 | 和 | 与 | 同 | 对 | 把 | 将 | 在 | 到 | 去 | 转 | 接 | 怎么 | 怎样 | 如何 | 哪里 | 哪儿 | 什么 | 有 | 有没有 | 没有 | 吗 | 呢 | 吧 | 了 | 的 | 一下 | 一个 | 个 | 位 | 名 | 现在 | 已经 | 自己 | 公司 | 企业 | 工厂 | 信息 | 资料 | 数据 | 说话 | 说 | 讲 | 聊 | 聊天 | 谈 | 谈谈 | 讲话 | 通话 | 沟通 | 联系 | 交流 | 对话 | 找 | 看 | 查看 | 查 | 看看 | 查询 | 知道 | 了解 | 使用 | 用 | 换 | 换成 | 改 | 改成 | 切换 | 修改 | 更改 | 更新 | 哪些 | 情况 | 怎么样 | 麻烦 | 谢谢 | 你好 | 您好 | 再 | 不再 | 收到 | 接收 | 我司 | 本公司 | 进行 | 开始 | 最近 | 最新 | 新 | 联盟 | 服务 | 是 | 都 | 这里 | 这个 | 人
