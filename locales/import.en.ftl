# Import and export of entries on the command line.

import-summary = { $file }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} read – { $created } new, { $updated } changed, { $unchanged } unchanged.
import-dry-run = Dry run: nothing was saved.
import-nothing-written = Nothing was saved: { $rejected ->
    [one] one row is
   *[other] { $rejected } rows are
} faulty. Please correct this, or use --skip-faulty to take only the others.
import-rejected = { $rejected ->
    [one] One faulty row
   *[other] { $rejected } faulty rows
} left out.
import-duplicates-held = { $duplicates ->
    [one] One possible duplicate is
   *[other] { $duplicates } possible duplicates are
} held back. If they really are different: --allow-duplicates.
import-duplicates-allowed = { $duplicates ->
    [one] One possible duplicate
   *[other] { $duplicates } possible duplicates
} allowed.
import-kept = { $kept ->
    [one] One confirmed field stays as it is.
   *[other] { $kept } confirmed fields stay as they are.
}
import-unreadable = { $file } cannot be imported; nothing was saved.
import-more = … and { $count } more (--json shows all)
import-at-file = File
import-at-line = Line { $line }
import-at-column = Line { $line }, column { $column }
import-quoted = { $place }: “{ $value }” – { $message }
import-plain = { $place }: { $message }
import-changes = { $count ->
    [one] One entry changes:
   *[other] { $count } entries change:
}
import-change = “{ $before }” → “{ $after }”
import-change-untold = changes
import-step-read = Reading
import-step-compare = Comparing
import-step-write = Saving

import-fault-missing = There is no such file. Please check the path.
import-fault-directory = This is a folder. Please name a CSV or XLSX file.
import-fault-no_file = This is not a regular file.
import-fault-unreadable = The file cannot be read: { $reason }.
import-fault-unknown_format = Only files ending in .csv or .xlsx can be imported.
import-fault-empty = The file is empty.
import-fault-header_only = The file has a header but no entries.
import-fault-too_big = The file is larger than { $limit } MB. Please split it.
import-fault-too_many_rows = The file has more than { $limit } rows. Please split it.
import-fault-zip_bomb = Unpacked, the workbook is larger than { $limit } MB; it was not opened. Please split it or save it as “CSV UTF-8”.
import-fault-workbook_named_csv = This is an Excel workbook named .csv. Please rename it to .xlsx or save it as “CSV UTF-8”.
import-fault-old_workbook = This workbook is in the old Excel format or has a password. Please save it as .xlsx without a password.
import-fault-no_workbook = This is not a readable Excel workbook. If it is a CSV file, please rename it to .csv; otherwise open it in Excel and save it as .xlsx again.
import-fault-no_sheet = The workbook has no worksheet.
import-fault-not_utf8 = The file is not written in UTF-8. In Excel: File > Save As > file type “CSV UTF-8 (Comma delimited)”.
import-fault-broken_quotes = The quotation marks do not match from here on. Please check whether one is missing; a quotation mark inside a text is doubled ("").
import-fault-column_missing = Required columns are missing: { $columns }.
import-fault-column_twice = This column appears twice. Please remove one.
import-fault-column_unknown = This column is unknown. Please rename or remove it.
import-fault-column_unknown_near = This column is unknown. Did you mean { $nearest }?
import-fault-column_unnamed = Column { $place } has no name. Please name or remove it.

import-fault-cells_surplus = { $count ->
    [one] One cell
   *[other] { $count } cells
} more than the header. If a text contains the delimiter, please put it in quotation marks.
import-fault-cells_lacking = { $count ->
    [one] One cell
   *[other] { $count } cells
} fewer than the header. Empty cells need their delimiter, too.
import-fault-required = Required; must not be empty.
import-fault-control = Contains an invisible control character ({ $sign }). Please type the text anew.
import-fault-formula = Begins like a formula (= + - @). If it is text, please put an apostrophe in front: '.
import-fault-formula_uncached = A formula without a calculated value. Please open the file in Excel, calculate and save it, or enter the value.
import-fault-cell_error = An error value of the spreadsheet. Please enter the right value.
import-fault-cell_date = This cell holds a date. Please format it as text and fill it in again.
import-fault-cell_too_long = { $length } characters; at most { $limit } are possible. Please shorten.
import-fault-text_too_long = { $length } characters; at most { $limit } are possible. Please shorten.
import-fault-line_break = Line breaks and tabs are not possible here. Please write on one line.
import-fault-country = Unknown country. Please use DE or CN.
import-fault-city_unknown = Not a member city of the alliance.
import-fault-city_unknown_near = Not a member city of the alliance. Did you mean { $nearest }?
import-fault-city_elsewhere = This city belongs to { $country }. Please correct the country or the city.
import-fault-kind = Unknown kind. Possible: { $allowed }.
import-fault-cooperation = Unknown kind of cooperation. Possible: { $allowed }.
import-fault-industry_form = A four-digit ISIC class is expected, for example 2592. If a leading zero is missing, please format the cell as text.
import-fault-industry_unknown = ISIC Rev. 4 has no division { $division }.
import-fault-employees = A whole number is expected, for example 1200 or 1,200, without “approx.” or ranges.
import-fault-founded = A year with four digits is expected, from 1000 to { $last }.
import-fault-website = An address such as https://www.company.com or www.company.com is expected.
import-fault-email = This is not a valid e-mail address.
import-fault-id_twice = This id already stands in line { $first }. Please change or remove one of the rows.
import-fault-duplicate = Possible duplicate of “{ $name }” ({ $id }).
import-fault-duplicate_in_file = Possible duplicate of line { $line }: “{ $name }” ({ $id }).
import-fault-kept_confirmed = Stays as it is: confirmed by { $by } on { $at }.
import-fault-merged = Stays as it is: this entry was merged into another.

import-report-intro = For your information: a list of entries has been read in. Please see the report for details.
import-report-title = Import report of { $date }
import-report-city = Of these, for you ({ $cities }): { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}.
import-report-nothing-written = Nothing was saved because { $rejected ->
    [one] one row is faulty
   *[other] { $rejected } rows are faulty
}.
import-report-duplicates-held = { $duplicates ->
    [one] One possible duplicate is
   *[other] { $duplicates } possible duplicates are
} held back.
import-report-clean = No remarks.
import-report-dry-run = Nothing is saved yet.
import-report-more = … and { $count } more.
import-report-sent = { $count ->
    [0] The report went to nobody: no one who has consented holds an office for it.
    [one] The report goes to one person.
   *[other] The report goes to { $count } people.
}

export-done = { $count ->
    [one] 1 entry
   *[other] { $count } entries
} written to { $file }. The file may hold names and contact data of persons; please keep it safe.
export-refused-format = Please name a file ending in .csv or .xlsx.
export-refused-exists = { $file } exists already. Use --force to overwrite it.
export-refused-directory = { $file } is a folder.
export-refused-folder_missing = The folder for { $file } does not exist.
export-refused-unwritable = { $file } cannot be written: { $reason }.
