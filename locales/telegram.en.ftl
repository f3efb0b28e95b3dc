# Texts that only Telegram needs: menu, introduction, groups, inline mode, position, QR codes.

## Menu (commands have the same names in all languages)
telegram-command-start = Start over
telegram-command-suche = Search for companies
telegram-command-anfragen = My requests
telegram-command-eintragen = Register a company
telegram-command-news = News of the alliance
telegram-command-sprache = Language · 语言 · Sprache
telegram-command-daten = See or delete my data
telegram-command-mensch = Speak to a person
telegram-command-hilfe = How it works
telegram-about = Partner search of the Chinese-German Industrial City Alliance: find companies and get introduced.
telegram-description =
    Find partners in German and Chinese industrial cities: write in your own words what you are looking for. Each side reads and writes its own language; contact details pass only after both have agreed.
telegram-clears = Telegram keeps this chat history for you; you can delete it there yourself: open the chat, menu “⋮”, “Delete chat”.

## Groups
group-how = In a group I search for everybody: mention me with @ and say what you are looking for, for example “ceramic tiles in Foshan”. All that is personal belongs in the private chat.
group-only-private = That is possible in the private chat only: others read along here.
group-open-private = Open in private

## Inline mode
inline-open = Open in the bot
inline-empty = Open the assistant
inline-nothing = Nothing found – search in the assistant

## Position
place-far = There is no city of the alliance near this position. Just name a city, or what you are looking for.
place-unknown = This city does not belong to the alliance. Just name a city, or what you are looking for.
