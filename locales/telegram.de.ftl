# Texte, die nur Telegram braucht: Menü, Vorstellung, Gruppen, Inline-Modus, Standort, QR-Codes.

## Menü (Befehle heißen in allen Sprachen gleich)
telegram-command-start = Von vorn beginnen
telegram-command-suche = Unternehmen suchen
telegram-command-anfragen = Meine Anfragen
telegram-command-eintragen = Firma eintragen
telegram-command-news = Neues aus der Allianz
telegram-command-sprache = Sprache · 语言 · Language
telegram-command-daten = Meine Daten ansehen oder löschen
telegram-command-mensch = Mit einem Menschen sprechen
telegram-command-hilfe = So geht es
telegram-about = Partnersuche der Chinesisch-Deutschen Industriestädteallianz: Unternehmen finden und einander vorgestellt werden.
telegram-description =
    Partner aus deutschen und chinesischen Industriestädten finden: Schreiben Sie in eigenen Worten, was Sie suchen. Jede Seite liest und schreibt in ihrer Sprache; Kontaktdaten erst, wenn beide zugestimmt haben.
telegram-clears = Diesen Chatverlauf bewahrt Telegram für Sie auf; löschen können Sie ihn dort selbst: Chat öffnen, Menü „⋮“, „Chat löschen“.

## Gruppen
group-how = In der Gruppe suche ich für alle: Nennen Sie meinen Namen mit @ und was Sie suchen, zum Beispiel „Keramikfliesen in Foshan“. Alles Persönliche gehört in den privaten Chat.
group-only-private = Das geht nur im privaten Chat: Hier lesen andere mit.
group-open-private = Privat öffnen

## Inline-Modus
inline-open = Im Bot öffnen
inline-empty = Assistenten öffnen
inline-nothing = Nichts gefunden – im Assistenten suchen

## Standort
place-far = In der Nähe dieses Standorts liegt keine Stadt der Allianz. Nennen Sie mir einfach eine Stadt oder was Sie suchen.
place-unknown = Diese Stadt gehört nicht zur Allianz. Nennen Sie mir einfach eine Stadt oder was Sie suchen.
