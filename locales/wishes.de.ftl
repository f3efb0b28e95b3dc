# What a sentence wants of the assistant: telling words by command, and words that may stand beside them.

wishes-human = mensch | menschen | mitarbeiter | mitarbeiterin | jemand | jemanden | jemandem | person | sachbearbeiter | sachbearbeiterin | rückruf | zurückrufen
wishes-company = eintrag | firma ändern | firma bearbeiten | firma aktualisieren | unternehmen ändern | unternehmen bearbeiten | firmendaten | firmenprofil | unternehmensdaten | unternehmensprofil | profil
wishes-delete = löschen | lösche | löscht | gelöscht | löschung | entfernen | vergessen
wishes-register = registrieren | registrierung | eintragen | anmelden | anmeldung | mitmachen | aufnehmen | aufgenommen
wishes-introduce = vorstellen | vorgestellt | vorstellung | kontaktieren | kontakt aufnehmen | kontakt her | kontakt herstellen | kontakt hergestellt | kennenlernen | anschreiben
wishes-requests = anfrage | anfragen | anfragenstatus | status | zurückziehen | zurücknehmen | zurückgezogen
wishes-results = ergebnisse | ergebnissen | treffer | treffern | trefferliste | suchergebnisse | suchergebnissen
wishes-city = gehört | zuständig | ansprechpartner | ansprechpartnerin | mitglied | mitglieder | mitgliedsstadt | mitgliedsstädte | mitgliedstadt | mitgliedstädte
wishes-topics = abonnieren | abbestellen | abmelden | abo | newsletter | abonnement | keine nachrichten | keine neuigkeiten | keine news
wishes-news = neuigkeiten | nachrichten | news | was gibt es neues | gibt es etwas neues | veranstaltungen | termine | nächste messe | nächsten messen | nächste delegation | nächste delegationsreise | nächste vollversammlung | nächste veranstaltung | nächsten veranstaltungen | nächste treffen
wishes-data = daten | gespeichert | datenschutz
wishes-help = hilfe | helfen | funktioniert | bedienung | anleitung | was können sie | was kannst du | was kann ich | wer sind sie | wer bist du | kostet | kosten | kostenlos | gebühren
wishes-language-de = deutsch
wishes-language-zh = chinesisch
wishes-language-en = englisch
wishes-language = sprache
wishes-all = welche | welcher | was gibt es | alle firmen | alle unternehmen | alle betriebe | alles
wishes-filler = wirtschaftsförderung | stadt | städte | städten | für | seit | wann | welche | ob | stellen | stelle | kontakt | ihnen | dort | dorthin | auch | ich | wir | sie | mir | uns | mich | du | man | bitte | hallo | guten | tag | morgen | moin | danke | möchte | möchten | will | wollen | würde | würden | gern | gerne | kann | kannst | können | könnte | könnten | darf | dürfen | muss | müssen | mal | jetzt | noch | heute | wie | wo | was | wann | wer | ist | sind | bin | bist | sein | steht | stehen | mein | meine | meinen | meiner | meinem | unser | unsere | unseren | unserem | ihre | ihren | ihr | das | die | der | den | dem | ein | eine | einen | einem | einer | es | etwas | zu | zum | zur | mit | bei | für | im | in | von | vom | an | auf | über | und | hier | alle | alles | zeigen | zeig | zeige | sehen | ansehen | anzeigen | wissen | haben | habe | hat | firma | unternehmen | betrieb | sprechen | reden | telefonieren | sprechen | verbinden | einmal | kurz | welche | welcher | ändern | wechseln | umstellen | bearbeiten | aktualisieren | echten | richtigen | echter | richtiger | lassen | werden | wieder | mehr | keine | geht | gehts | gibt | aus | neue | neuen | allianz | dieser | dieses | diese | bot | assistent | ja | ok | okay | nochmal | nochmals | zurück | nächste | findet | statt
