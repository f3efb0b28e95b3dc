# 企业通过聊天登记。

words-register = /登记 | 登记 | 企业登记 | 登记企业 | /注册 | 注册
words-company = /企业 | 我的企业 | 我的公司 | 企业信息
words-skip = 跳过 | 略过 | 以后再说 | 不知道
consent-registration =
    好的，最多八个简短的问题。请先确认：
    我们会保存您的姓名、联系方式以及您代表企业登记这一事实。只有贵市的经济促进机构（或联盟秘书处）可以看到，用于确认登记信息和必要的询问；搜索结果中只显示企业信息。
    查看：/数据。全部删除：/删除。负责方为联盟秘书处。您同意吗？
registration-refused = 好的，除聊天记录外不会保存任何信息。您仍可继续搜索；贵企业也可以由所在城市的经济促进机构代为登记。
registration-name =
    2/8 · 贵企业的全称是什么？请按营业执照填写，也可以同时写上城市。
    例如：“云陶陶瓷有限公司，佛山”
registration-city = 3/8 · 企业位于哪个城市？可用三种语言中的任何一种填写。
registration-no-member = 很抱歉，“{ $city }”不在联盟成员城市之列，目前只有成员城市的企业可以登记。您仍然可以搜索和联系企业。请填写一个成员城市，或取消登记。
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
registration-preview = 以下是将提交给经济促进机构的 { $company } 登记信息，是否正确？
registration-preview-claim = 您将认领 { $company }，由经济促进机构确认。信息是否正确？
registration-shows-contact = 联系人（不公开）：{ $value }
registration-sent = 谢谢！{ $company } 已提交给：{ $agency }。您现在就可以用 /企业 查看；确认后其他人才能搜索到。有结果会通知您。
claim-sent = 谢谢！您对 { $company } 的认领申请已提交给：{ $agency }。确认后会通知您。
registration-cancelled = 已取消，没有登记任何信息。输入 /登记 可重新开始。
registration-back = 欢迎回来！您正在登记 { $name }，请继续：
registration-back-unnamed = 欢迎回来！您正在登记企业，请继续：
registration-own = 您已经是该企业的负责人。
understood = 我的理解：
understood-field = • “{ $term }”：{ $name }（{ $field }）
understood-name = • “{ $term }”：{ $name }
understood-as-written = • “{ $term }”按原文保留
number-fault-form = 格式不对。请核对号码，或跳过此题。
number-fault-check_digit = 校验位不符，可能有一位输错了。请核对，或跳过此题。
number-fault-court = 没有找到该登记法院。请填写管理商业登记的法院，例如“HRB 12345 Wuppertal”，或跳过此题。
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
own-claim = 您对 { $company } 的认领申请正在由经济促进机构审核。
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
entry-field-certificates = 认证（用分号隔开）
button-register = 登记企业
button-company = 我的企业
button-skip = 跳过
button-that-is-us = 这是我们
button-none-of-these = 都不是
button-city-meant = 您是指{ $city }吗？
button-register-send = 提交
button-claim = 认领
button-change-name = 修改名称
button-change-city = 修改城市
button-change-role = 修改类型
button-change-offers = 修改供应
button-change-seeks = 修改所寻内容
button-change-number = 修改注册号
button-change-contact = 修改联系人
button-resubmit = 重新提交
button-still-true = 仍然有效
button-hide = 隐藏
button-correct = 修改信息
button-correct-more = 继续修改
button-empty = 留空
