# 企业通过聊天登记。

words-register = /登记 | 登记 | 企业登记 | 登记企业 | /注册 | 注册
words-company = /企业 | 我的企业 | 我的公司 | 企业信息
words-skip = 跳过 | 略过 | 以后再说 | 不知道 | 不清楚 | 没有 | 暂无 | 无 | 没 | 没有了 | 暂时没有 | 目前没有 | 还没有 | 不填 | 空 | 稍后 | 稍后再说 | 以后 | 不好说 | 待定
words-role-maker = 生产 | 制造 | 厂家 | 工厂 | 加工 | 制造商
words-role-trader = 贸易 | 经销 | 代理 | 批发 | 进出口 | 外贸
words-role-service = 服务 | 咨询 | 设计公司
words-correct = 对 | 对的 | 没问题 | 没有问题 | 正确 | 确认 | 确认无误 | 没错 | 都对
words-talk = 早上好 | 下午好 | 晚上好 | 谢谢 | 多谢 | 在吗 | 嗨
words-seeking = 想找 | 在找 | 我想找 | 我要找 | 我在找 | 我们在找 | 我们想找 | 我们要找 | 帮我找 | 请帮我找 | 找一下 | 寻找 | 寻求 | 有没有 | 搜索 | 查找 | 求购 | 我想采购 | 我们想采购 | 哪里有 | 谁有
consent-registration =
    好的，最多八个简短的问题。请先确认：
    我们会保存您的姓名、联系方式以及您代表企业登记这一事实。只有贵市的经济促进机构（或联盟秘书处）可以看到，用于确认登记信息和必要的询问；搜索结果中只显示企业信息。
    保存期限：直至您撤回或删除。如超过 { $silent }未收到您的消息，我们会询问您，未获答复即删除。
    查看：/数据。全部删除：/删除。负责方：{ $recipient }。您同意吗？
registration-refused = 好的，除聊天记录外不会保存任何信息。您仍可继续搜索；贵企业也可以由所在城市的经济促进机构代为登记。
registration-name =
    2/8 · 贵企业的全称是什么？请按营业执照填写，也可以同时写上城市。
    例如：“云陶陶瓷有限公司，佛山”
registration-city = 3/8 · 企业位于哪个成员城市？请输入城市名，或从列表中选择。
registration-cities = { $country }的成员城市：
registration-city-again = 好的，这方面我没有保存任何信息。您填写的其他内容仍在。
registration-no-member = “{ $city }”不是联盟的成员城市，只有成员城市的企业可以登记。请选择所在城市，或取消登记：不登记也可以搜索和联系企业。
registration-match = 以下企业已经登记。其中有贵企业吗？如果有，请认领该条目，无需重复登记。
registration-role = 4/8 · 贵企业主要属于哪一类？此项由经济促进机构另行确认。
registration-offers =
    5/8 · 贵企业提供什么产品或服务？请用您自己的话填写，用逗号隔开。
    例如：“大规格瓷砖、岩板、卫浴”
registration-seeks =
    6/8 · 贵企业在对方国家寻找什么？至少填写一项会很有帮助：提供信息的企业是提出需求的十倍。
    例如：“德国经销商、施釉技术”
registration-number-de =
    7/8 · 企业注册号？可填德国增值税号，或商业登记号加法院；这里只检查格式。
    例如：“DE136695976”或“HRB 12345 Wuppertal”
registration-number-cn =
    7/8 · 统一社会信用代码？共 18 位；这里只检查格式。
    例如：“91110000600037341L”
registration-contact =
    8/8 · 谁负责这条登记信息？姓名、职务，以及邮箱、电话或微信。只有经济促进机构可以看到。
    例如：“陈莉，销售总监，chenli@gongsi.example”
website-noted = 网址 { $website } 已记入条目。
role-several = 如果几项都符合，请选择为主的一项。
registration-preview = 以下是 { $company } 的登记信息，将提交给经济促进机构。是否正确？
registration-preview-claim = 您将认领 { $company }，由经济促进机构确认。信息是否正确？
registration-shows-contact = 联系人（不公开）：{ $value }
registration-sent = 谢谢！{ $company } 已提交给：{ $agency }。您现在就可以用 /企业 查看；确认后其他人才能搜索到。有结果会通知您。
claim-sent = 谢谢！您对 { $company } 的认领申请已提交给：{ $agency }。确认后会通知您。
registration-cancelled = 已取消，企业未登记。输入 /登记 可重新开始。
registration-cancelled-cleared = 已取消，企业未登记；除本聊天记录外，您的联系方式已删除。输入 /登记 可重新开始。
registration-cancelled-kept = 已取消，企业未登记。您的联系方式仍予保存：输入 /数据 查看，输入 /删除 全部删除。输入 /登记 可重新开始。
registration-back = 欢迎回来！您正在登记 { $name }，请继续：
registration-back-unnamed = 欢迎回来！您正在登记企业，请继续：
registration-own = 您已经是该企业的负责人。
understood = 我的理解：
understood-sought = 其中您的需求是：
understood-field = • “{ $term }”：{ $name }（{ $field }）
understood-name = • “{ $term }”：{ $name }
understood-as-written = • “{ $term }”按原文保留
registration-needed = 这一项必须填写；您可以随时取消登记。
registration-first = 这已是第一个问题，您填写的内容仍然保留。
registration-on = 好的，我们继续登记：
registration-doubt-name = “{ $text }”是贵企业的名称，还是要我帮您搜索？
registration-doubt-offers = “{ $text }”要写入登记信息，还是要我帮您搜索？
registration-doubt-seeks = “{ $text }”是贵企业的需求，还是要我现在帮您搜索？
name-fault-short = “{ $name }”太短：企业名称至少两个字。请填写全称，例如“云陶陶瓷有限公司”。
name-fault-letters = “{ $name }”中没有文字。请填写企业名称，例如“云陶陶瓷有限公司”；注册号稍后再填。
name-fault-contact = 其中含有联系方式，而企业名称是公开的。请只填写企业名称；联系人放在最后一步填写。
offers-fault = 没有看到产品或服务。请至少填写一项，例如“大规格瓷砖”。
seeks-fault = 没有看到需求。请至少填写一项，例如“德国经销商”。
number-fault-form = 这既不是德国增值税号（DE 加九位数字），也不是商业登记号（例如“HRB 12345 Wuppertal”）；德国税号（Steuernummer）不能使用。请核对，没有号码也可以继续。
number-fault-check_digit = 校验位不符，可能有一位输错了。请逐位核对，没有号码也可以继续。
number-fault-court = 没有这个登记法院，登记可能由邻近城市的法院管理。请按登记簿填写法院，例如“HRB 12345 Wuppertal”。
number-fault-court_missing = 登记号后面缺少法院。请补上，例如“HRB 12345 Wuppertal”。
number-fault-register_digits = “HRB”或“HRA”后面缺少号码。请填写数字和法院，例如“HRB 12345 Wuppertal”。
number-fault-vat_length = 德国增值税号在 DE 后面有九位数字，您输入了{ $count }位。请核对，或填写登记号和法院，例如“HRB 12345 Wuppertal”。
number-fault-code_length = 统一社会信用代码为 18 位数字和大写字母，您输入了{ $count }位。请核对，没有号码也可以继续。
number-fault-code_signs = 统一社会信用代码不使用字母 I、O、S、V、Z，可能是数字 1、0、5 或 2。请核对。
number-fault-code_in_germany = 这是中国的统一社会信用代码，而企业所在城市填的是德国城市。请填写德国增值税号或商业登记号，或返回修改城市。
number-fault-register_in_china = 这是德国的号码，而企业所在城市填的是中国城市。请填写 18 位统一社会信用代码，或返回修改城市。
business-role-maker = 生产企业
business-role-trader = 贸易企业
business-role-service = 服务企业
role-declared = { $role }（自报）
role-confirmed = { $role }（已确认）
role-differs = { $role }（已确认；自报：{ $declared }）
entry-role = 类型：{ $value }
entry-registration = 注册号：{ $value }
agency-of-city = { $city }经济促进机构
own-none = 您还没有负责的企业。贵企业登记了吗？最多回答八个简短的问题即可。
own-status = 状态：{ $status }
own-returned = { $status }。原因：{ $reason }
own-more = ……还有 { $count } 个条目。
own-claim = 您对 { $company } 的认领申请尚在审核。
own-waiting = 自 { $date } 起由{ $office }处理。
own-waiting-told = 自 { $date } 起由{ $office }处理，秘书处也已知悉。
own-waiting-vacant = 自 { $date } 起等待审核。目前对方没有人在聊天中处理；负责单位是{ $who }（{ $where }），其次是{ $next }。
overdue-for-owner = 如实相告：{ $company }自 { $date } 起仍在等待{ $office }审核，我们已提醒对方。您无需操作，审核后我会通知您。
overdue-for-owner-told = 如实相告：{ $company }自 { $date } 起仍在等待{ $office }审核。我们已提醒对方，现在也告知了秘书处。您无需操作，审核后我会通知您。
overdue-vacant = 如实相告：{ $company }自 { $date } 起仍在等待审核，目前对方没有人在聊天中处理。负责单位是{ $who }（{ $where }），其次是{ $next }。
entry-status-pending = 等待确认，目前仅企业和所在城市的经济促进机构可见
entry-status-returned = 已退回，待修改后重新提交
entry-status-listed = 可被搜索到
entry-status-changed = 可被搜索到，修改内容尚未确认
entry-status-hidden = 已隐藏，无法被搜索到
entry-status-merged = 已并入另一条目
fresh-ask = { $company } 的信息仍然有效吗？点一下即可。若不回复，排名会下降，并于 { $until } 隐藏。
fresh-hidden-for-owner = 由于没有收到回复，{ $company } 已被隐藏。如信息仍然有效，点一下即可恢复。
returned-for-owner = 经济促进机构退回了 { $company }。原因：{ $reason }
confirmed-for-owner = 好消息：{ $company } 已由 { $by } 确认，现在可以被搜索到。
corrected-for-owner = 经济促进机构更正了 { $company } 的：{ $field }。请核对：/企业
claim-admitted-for-owner = 欢迎！您现在负责 { $company }，相关请求会发送到这里。
claim-refused-for-owner = 经济促进机构未能确认您对 { $company } 的认领申请。如有疑问，请与该机构联系。
merge-undone-for-owner = 合并已撤销：{ $company }重新成为独立条目，仍由您负责。
merged-for-owner = 您的条目存在重复，现已合并为：{ $company }。请求不会丢失。
vouched = 谢谢！{ $company } 已更新为有效。
hidden = { $company } 已隐藏。点“仍然有效”即可恢复。
resubmitted = { $company } 已重新提交，有结果会通知您。
correct-which = 您想修改 { $company } 的哪一项？
correct-value = { $field }，目前为：{ $value }。请输入新的内容。
corrected = 已修改。状态：{ $status }
nothing-changed = 好的，没有任何改动。
value-of-field = { $field }：{ $value }
entry-field-name = 名称
entry-field-name_latin = 拉丁字母名称
entry-field-registration = 注册号
entry-field-role = 类型
entry-field-offers = 提供
entry-field-seeks = 需求
entry-field-description = 中文简介
entry-field-website = 网址
entry-field-employees = 员工人数
entry-field-founded = 成立年份
entry-field-cooperation = 合作方式
entry-field-certificates = 认证（用分号隔开）
button-register = 登记企业
button-company = 我的企业
button-keep-name = 这是企业名称
button-keep-offers = 这是我们提供的
button-keep-seeks = 这是我们寻找的
button-look-up = 帮我搜索
button-cities-DE = 德国城市
button-cities-CN = 中国城市
button-skip = 跳过
button-that-is-us = 这是我们
button-none-of-these = 都不是
button-city-meant = 您是指{ $city }吗？
button-register-send = 提交
button-claim = 认领
button-change-name = 修改名称
button-change-city = 修改城市
button-change-role = 修改类型
button-change-offers = 修改提供内容
button-change-seeks = 修改需求内容
button-change-number = 修改注册号
button-change-contact = 修改联系人
button-resubmit = 重新提交
button-still-true = 仍然有效
button-hide = 隐藏
button-correct = 修改信息
button-correct-more = 继续修改
button-empty = 留空
entry-holds-contact = 请不要写电话、邮箱或社交账号：条目对所有人公开。联系方式只在双方都同意后才会转交。
