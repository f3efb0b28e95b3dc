# 命令行的导入与导出。

import-summary = { $file }：共读取 { $rows } 行，新增 { $created }，更新 { $updated }，无变化 { $unchanged }。
import-dry-run = 试运行：未保存任何内容。
import-nothing-written = 未保存任何内容：有 { $rejected } 行存在错误。请更正，或使用 --skip-faulty 只导入其余各行。
import-rejected = 已跳过 { $rejected } 行错误数据。
import-duplicates-held = { $duplicates } 条可能重复，暂未导入。如确为不同企业，请使用 --allow-duplicates。
import-duplicates-allowed = { $duplicates } 条可能重复，已按要求放行。
import-kept = { $kept } 项已确认的内容保持不变。
import-unreadable = 无法导入 { $file }，未保存任何内容。
import-more = ……另有 { $count } 条（使用 --json 查看全部）
import-at-file = 文件
import-at-line = 第 { $line } 行
import-at-column = 第 { $line } 行，{ $column } 列
import-quoted = { $place }：“{ $value }”——{ $message }
import-plain = { $place }：{ $message }
import-changes = 将修改 { $count } 个条目：
import-change = “{ $before }” → “{ $after }”
import-change-untold = 有变动
import-step-read = 读取
import-step-compare = 比对
import-step-write = 保存

import-fault-missing = 找不到该文件，请检查路径。
import-fault-directory = 这是文件夹，请指定 CSV 或 XLSX 文件。
import-fault-no_file = 这不是普通文件。
import-fault-unreadable = 无法读取文件：{ $reason }。
import-fault-unknown_format = 只能导入扩展名为 .csv 或 .xlsx 的文件。
import-fault-empty = 文件为空。
import-fault-header_only = 文件只有表头，没有数据。
import-fault-too_big = 文件超过 { $limit } MB，请拆分后再导入。
import-fault-too_many_rows = 文件超过 { $limit } 行，请拆分后再导入。
import-fault-zip_bomb = 工作簿解压后超过 { $limit } MB，未予打开。请拆分，或另存为“CSV UTF-8”。
import-fault-workbook_named_csv = 这是 Excel 工作簿，扩展名却是 .csv。请改为 .xlsx，或另存为“CSV UTF-8”。
import-fault-old_workbook = 这是旧版 Excel 格式或带密码的工作簿。请取消密码并另存为 .xlsx。
import-fault-no_workbook = 无法识别为 Excel 工作簿。如果是 CSV 文件，请把扩展名改为 .csv；否则请用 Excel 打开并重新另存为 .xlsx。
import-fault-no_sheet = 工作簿中没有工作表。
import-fault-not_utf8 = 文件不是 UTF-8 编码。请在 Excel 中选择：文件 > 另存为 > 文件类型“CSV UTF-8（逗号分隔）”。
import-fault-broken_quotes = 从此处起引号不匹配。请检查是否缺少引号；文字中的引号须写两遍（""）。
import-fault-column_missing = 缺少必填列：{ $columns }。
import-fault-column_twice = 该列出现了两次，请删除其中一列。
import-fault-column_unknown = 未知的列，请改名或删除。
import-fault-column_unknown_near = 未知的列。您要写的是 { $nearest } 吗？
import-fault-column_unnamed = 第 { $place } 列没有列名，请填写列名或删除该列。

import-fault-cells_surplus = 比表头多 { $count } 个单元格。文字中含有分隔符时，请加引号。
import-fault-cells_lacking = 比表头少 { $count } 个单元格。空单元格也需要保留分隔符。
import-fault-required = 必填项，不能为空。
import-fault-control = 含有不可见的控制字符（{ $sign }），请重新输入。
import-fault-formula = 开头像公式（= + - @）。如果是文字，请在前面加一个英文撇号（'）。
import-fault-formula_uncached = 公式没有计算结果。请用 Excel 打开、计算并保存，或直接填写数值。
import-fault-cell_error = 单元格是错误值，请填写正确内容。
import-fault-cell_date = 单元格是日期。请设为文本格式后重新填写。
import-fault-cell_too_long = 共 { $length } 个字符，最多 { $limit } 个，请缩短。
import-fault-text_too_long = 共 { $length } 个字符，最多 { $limit } 个，请缩短。
import-fault-line_break = 此处不能换行或使用制表符，请写在一行内。
import-fault-country = 未知的国家，请填写 DE 或 CN。
import-fault-city_unknown = 不是联盟成员城市。
import-fault-city_unknown_near = 不是联盟成员城市。您要写的是“{ $nearest }”吗？
import-fault-city_elsewhere = 该城市属于 { $country }，请更正国家或城市。
import-fault-kind = 未知的类型。可选：{ $allowed }。
import-fault-cooperation = 未知的合作方式。可选：{ $allowed }。
import-fault-industry_form = 请填写四位 ISIC 代码，例如 2592。如果开头的 0 丢失，请把单元格设为文本格式。
import-fault-industry_unknown = ISIC Rev. 4 中没有 { $division } 这一类。
import-fault-employees = 请填写整数，例如 1200 或 1,200，不要写“约”或范围。
import-fault-founded = 请填写四位年份，范围为 1000 至 { $last }。
import-fault-website = 请填写网址，例如 https://www.gongsi.cn 或 www.gongsi.cn。
import-fault-email = 电子邮箱格式不正确。
import-fault-id_twice = 该编号已出现在第 { $first } 行，请修改或删除其中一行。
import-fault-duplicate = 可能与已有条目重复：“{ $name }”（{ $id }）。
import-fault-duplicate_in_file = 可能与第 { $line } 行重复：“{ $name }”（{ $id }）。
import-fault-kept_confirmed = 保持不变：已由 { $by } 于 { $at } 确认。
import-fault-merged = 保持不变：该条目已并入另一条目。

import-report-intro = 供您参考：系统已读取一份条目名单，详情请见报告。
import-report-title = { $date }导入报告
import-report-city = 其中与您有关（{ $cities }）：{ $rows } 行。
import-report-nothing-written = 未保存任何内容：有 { $rejected } 行存在错误。
import-report-duplicates-held = { $duplicates } 条可能重复，暂未导入。
import-report-clean = 没有需要说明的问题。
import-report-dry-run = 尚未保存任何内容。
import-report-more = ……另有 { $count } 条。
import-report-sent = { $count ->
    [0] 报告未发送：没有已同意的相关负责人。
   *[other] 报告将发送给 { $count } 人。
}

export-done = 已将 { $count } 条数据写入 { $file }。文件中可能含有个人姓名和联系方式，请妥善保管。
export-refused-format = 请指定扩展名为 .csv 或 .xlsx 的文件。
export-refused-exists = { $file } 已存在。如需覆盖，请使用 --force。
export-refused-directory = { $file } 是文件夹。
export-refused-folder_missing = { $file } 所在的文件夹不存在。
export-refused-unwritable = 无法写入 { $file }：{ $reason }。
