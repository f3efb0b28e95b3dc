# Import und Export der Einträge auf der Kommandozeile.

import-summary = { $file }: { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
} gelesen – { $created } neu, { $updated } geändert, { $unchanged } unverändert.
import-dry-run = Probelauf: Es wurde nichts gespeichert.
import-nothing-written = Es wurde nichts gespeichert: { $rejected ->
    [one] Eine Zeile ist
   *[other] { $rejected } Zeilen sind
} fehlerhaft. Bitte berichtigen, oder mit --skip-faulty nur die übrigen übernehmen.
import-rejected = { $rejected ->
    [one] Eine fehlerhafte Zeile
   *[other] { $rejected } fehlerhafte Zeilen
} ausgelassen.
import-duplicates-held = { $duplicates ->
    [one] Ein möglicher doppelter Eintrag wird
   *[other] { $duplicates } mögliche doppelte Einträge werden
} zurückgehalten. Wenn es wirklich verschiedene sind: --allow-duplicates.
import-duplicates-allowed = { $duplicates ->
    [one] Ein möglicher doppelter Eintrag
   *[other] { $duplicates } mögliche doppelte Einträge
} zugelassen.
import-kept = { $kept ->
    [one] Eine bestätigte Angabe bleibt, wie sie ist.
   *[other] { $kept } bestätigte Angaben bleiben, wie sie sind.
}
import-unreadable = { $file } kann nicht übernommen werden; es wurde nichts gespeichert.
import-more = … und { $count } weitere (alle mit --json)
import-at-file = Datei
import-at-line = Zeile { $line }
import-at-column = Zeile { $line }, Spalte { $column }
import-quoted = { $place }: „{ $value }“ – { $message }
import-plain = { $place }: { $message }
import-changes = { $count ->
    [one] Ein Eintrag ändert sich:
   *[other] { $count } Einträge ändern sich:
}
import-change = „{ $before }“ → „{ $after }“
import-change-untold = ändert sich
import-step-read = Lesen
import-step-compare = Vergleichen
import-step-write = Speichern

import-fault-missing = Diese Datei gibt es nicht. Bitte den Pfad prüfen.
import-fault-directory = Das ist ein Ordner. Bitte eine CSV- oder XLSX-Datei angeben.
import-fault-no_file = Das ist keine gewöhnliche Datei.
import-fault-unreadable = Die Datei lässt sich nicht lesen: { $reason }.
import-fault-unknown_format = Übernommen werden nur Dateien mit der Endung .csv oder .xlsx.
import-fault-empty = Die Datei ist leer.
import-fault-header_only = Die Datei enthält nur die Kopfzeile und keinen Eintrag.
import-fault-too_big = Die Datei ist größer als { $limit } MB. Bitte aufteilen.
import-fault-too_many_rows = Die Datei hat mehr als { $limit } Zeilen. Bitte aufteilen.
import-fault-zip_bomb = Die Arbeitsmappe ist entpackt größer als { $limit } MB und wird nicht geöffnet. Bitte aufteilen oder als „CSV UTF-8“ speichern.
import-fault-workbook_named_csv = Das ist eine Excel-Arbeitsmappe mit der Endung .csv. Bitte in .xlsx umbenennen oder als „CSV UTF-8“ speichern.
import-fault-old_workbook = Das ist eine Mappe im alten Excel-Format oder mit Kennwort. Bitte ohne Kennwort als .xlsx speichern.
import-fault-no_workbook = Das ist keine lesbare Excel-Arbeitsmappe. Ist es eine CSV-Datei, bitte in .csv umbenennen; sonst in Excel öffnen und neu als .xlsx speichern.
import-fault-no_sheet = Die Arbeitsmappe enthält kein Tabellenblatt.
import-fault-not_utf8 = Die Datei ist nicht in UTF-8 geschrieben. In Excel: Datei > Speichern unter > Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“.
import-fault-broken_quotes = Ab hier stimmen die Anführungszeichen nicht. Bitte prüfen, ob eines fehlt; ein Anführungszeichen im Text wird verdoppelt ("").
import-fault-column_missing = Pflichtspalten fehlen: { $columns }.
import-fault-column_twice = Diese Spalte gibt es zweimal. Bitte eine entfernen.
import-fault-column_unknown = Diese Spalte ist unbekannt. Bitte umbenennen oder entfernen.
import-fault-column_unknown_near = Diese Spalte ist unbekannt. Meinen Sie { $nearest }?
import-fault-column_unnamed = Spalte { $place } hat keinen Namen. Bitte benennen oder entfernen.

import-fault-cells_surplus = { $count ->
    [one] Eine Zelle
   *[other] { $count } Zellen
} mehr als die Kopfzeile. Enthält ein Text das Trennzeichen, gehört er in Anführungszeichen.
import-fault-cells_lacking = { $count ->
    [one] Eine Zelle
   *[other] { $count } Zellen
} weniger als die Kopfzeile. Auch leere Zellen brauchen ihr Trennzeichen.
import-fault-required = Pflichtangabe, darf nicht leer sein.
import-fault-control = Enthält ein unsichtbares Steuerzeichen ({ $sign }). Bitte den Text neu eintippen.
import-fault-formula = Beginnt wie eine Formel (= + - @). Ist es Text, bitte einen Apostroph davorsetzen: '.
import-fault-formula_uncached = Formel ohne berechneten Wert. Bitte in Excel öffnen, berechnen und speichern oder den Wert eintragen.
import-fault-cell_error = Fehlerwert der Tabelle. Bitte den richtigen Wert eintragen.
import-fault-cell_date = Hier steht ein Datum. Bitte die Zelle als Text formatieren und neu ausfüllen.
import-fault-cell_too_long = { $length } Zeichen; höchstens { $limit } sind möglich. Bitte kürzen.
import-fault-text_too_long = { $length } Zeichen; höchstens { $limit } sind möglich. Bitte kürzen.
import-fault-line_break = Hier ist kein Zeilenumbruch oder Tabulator möglich. Bitte in eine Zeile schreiben.
import-fault-country = Unbekanntes Land. Bitte DE oder CN.
import-fault-city_unknown = Keine Mitgliedsstadt der Allianz.
import-fault-city_unknown_near = Keine Mitgliedsstadt der Allianz. Meinen Sie { $nearest }?
import-fault-city_elsewhere = Diese Stadt gehört zu { $country }. Bitte Land oder Stadt berichtigen.
import-fault-kind = Unbekannte Art. Möglich: { $allowed }.
import-fault-cooperation = Unbekannte Form der Zusammenarbeit. Möglich: { $allowed }.
import-fault-industry_form = Vierstellige ISIC-Klasse erwartet, zum Beispiel 2592. Fehlt eine Null am Anfang, bitte die Zelle als Text formatieren.
import-fault-industry_unknown = In ISIC Rev. 4 gibt es keine Abteilung { $division }.
import-fault-employees = Ganze Zahl erwartet, zum Beispiel 1200 oder 1.200, ohne „ca.“ und Bereiche.
import-fault-founded = Jahr mit vier Ziffern erwartet, von 1000 bis { $last }.
import-fault-website = Adresse wie https://www.firma.de oder www.firma.de erwartet.
import-fault-email = Das ist keine gültige E-Mail-Adresse.
import-fault-id_twice = Diese Kennung steht schon in Zeile { $first }. Bitte eine der Zeilen ändern oder entfernen.
import-fault-duplicate = Vielleicht schon vorhanden: „{ $name }“ ({ $id }).
import-fault-duplicate_in_file = Vielleicht dasselbe wie Zeile { $line }: „{ $name }“ ({ $id }).
import-fault-kept_confirmed = Bleibt, wie sie ist: bestätigt von { $by } am { $at }.
import-fault-merged = Bleibt unverändert: Dieser Eintrag wurde mit einem anderen zusammengeführt.

import-report-intro = Zu Ihrer Information: Eine Liste mit Einträgen wurde eingelesen. Einzelheiten finden Sie im Bericht.
import-report-title = Importbericht vom { $date }
import-report-city = Davon für Sie ({ $cities }): { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}.
import-report-nothing-written = Es wurde nichts gespeichert, weil { $rejected ->
    [one] eine Zeile fehlerhaft ist
   *[other] { $rejected } Zeilen fehlerhaft sind
}.
import-report-duplicates-held = { $duplicates ->
    [one] Ein möglicher doppelter Eintrag wird
   *[other] { $duplicates } mögliche doppelte Einträge werden
} zurückgehalten.
import-report-clean = Keine Anmerkungen.
import-report-dry-run = Noch ist nichts gespeichert.
import-report-more = … und { $count } weitere.
import-report-sent = { $count ->
    [0] Der Bericht ging an niemanden: Niemand mit Zustimmung hat hierfür ein Amt inne.
    [one] Der Bericht geht an eine Person.
   *[other] Der Bericht geht an { $count } Personen.
}

export-done = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
} in { $file } geschrieben. Die Datei kann Namen und Kontaktdaten von Personen enthalten; bitte sorgsam aufbewahren.
export-refused-format = Bitte eine Datei mit der Endung .csv oder .xlsx angeben.
export-refused-exists = { $file } gibt es schon. Mit --force wird sie überschrieben.
export-refused-directory = { $file } ist ein Ordner.
export-refused-folder_missing = Den Ordner für { $file } gibt es nicht.
export-refused-unwritable = { $file } kann nicht geschrieben werden: { $reason }.
