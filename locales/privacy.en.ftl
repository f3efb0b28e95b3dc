# Consents, their withdrawal, what is stored, deletion.

consent-news =
    Gladly. First, your consent: we remember on which topics you would like news, and write to you about them in this chat, until you unsubscribe. If we hear nothing from you for { $silent }, we ask, and delete without an answer.
    To see it and to unsubscribe with one tap: /data. Responsible: { $recipient }. Do you agree?
consent-abroad =
    A separate question, because your data leave China (PIPL art. 39):
    Recipient: { $recipient } (servers in { $country }); in an introduction also the company on the other side. Contact: { $contact }.
    Purpose: your entry, introductions, and the news you ask for. For that the data are stored, and shown to the side you choose.
    Data: name, position, company, e-mail, telephone, WeChat ID, your chat account, your requests and answers.
    How long: until you withdraw or delete; requests until { $requests } after they have ended; without a word from you { $silent }, then we ask.
    Access, copy, correction, withdrawal and deletion: here with /data and /delete, or from the recipient. Do you agree?
consent-renewed = Your earlier consent still holds; the text now says more exactly who reads what, and how long it is kept. Please confirm it once more:
abroad-first = So you are in China. I have therefore not stored your details yet; after this question I will ask you for them once more.
abroad-refused = All right, then I ask you neither for your name nor for contact details. You can go on searching, looking at entries and reading news; your city's agency can also make a request for you.
period-years = { $count ->
        [one] 1 year
       *[other] { $count } years
    }
period-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
recipient-default = Secretariat of the Chinese-German Industrial City Alliance
recipient-contact-default = through this chat: /human
purpose-news = news
purpose-news-topic = news: { $topic }
purpose-abroad = passing data out of China

## Withdrawal
button-withdraw-consent = Withdraw: { $purpose }
consent-withdrawn-introductions = Withdrawn. Your open requests are taken back, and your contact details go to nobody any more. You can go on searching.
consent-withdrawn-registration = Withdrawn. The agency no longer sees who writes for the entry; open claims have ended. A confirmed entry of the company stays; an unconfirmed one that nobody else writes for is removed.
consent-withdrawn-office = Withdrawn. Your official role in this chat has ended.
consent-withdrawn-news = Unsubscribed. What was already planned will not come either.
consent-withdrawn-abroad = Withdrawn. Your profile, roles, subscriptions and open requests have ended with it. /data shows what is still stored; to remove everything: /delete.
consent-withdrawn-last = With it your profile is empty, and you answer for no company here any more.
consent-not-given = There is no such consent, or you have withdrawn it already.

## What is stored
data-consent-withdrawn = Withdrawn: { $purpose }, version { $version }, given { $given }, withdrawn { $date }
data-told-china = You have told us, or let us see, that you are in China.
data-doubt = Written last, not taken yet: { $text }
data-draft = Request begun, not sent: { $company }
data-composing = News begun: { $text }
data-given = Noted for a company, not yet stored: { $contact }
data-search = Open search: { $text }
data-remark = Written by you in a request, { $date }: { $text }
data-act = Logged { $date }: { $act } { $entry } { $words }
data-chat-heading = Your chat, as far as it is still stored:
data-said = { $date }, you: { $text }
data-told = { $date }, answer: { $text }
data-sent-on = Messages to others that carry data of yours: { $count }
data-held-heading = Further stored rows, as they stand in the database:
data-held = { $table }: { $values }
data-link =
    All that is stored about you apart from this chat, as a file. The link works once and for { $minutes } minutes; please do not pass it on:
    { $link }
data-chat-link =
    Your chat as a file, as far as it is still stored. The link works once and for { $minutes } minutes; please do not pass it on:
    { $link }
button-data-chat = The chat as well
data-chat-here = This is your chat, as far as it is still stored.
data-chat-none = Nothing of this chat is stored any more.
data-chat-file-name = my-chat.txt
own-data = Your data
own-data-lead = One tap, and you get them as a text file. The link is used up by that; the assistant sends you a new one at any time.
own-data-do = Open the file

## Deletion
contact-deleted =
    Your contact in an introduction of { $date } ({ $company }) has deleted their data. The contact details are removed here, too.
    Please delete them on your side as well, unless you may keep them for reasons of your own.
button-shut = Withdraw my contact
button-shut-at = Withdraw my contact: { $company }
contact-shut-now = Withdrawn. Your contact details are no longer shown to the other side here; it has been asked to delete them, too.
contact-shut = Your contact withdrew their contact details on { $date }.
contact-shut-by-me = You withdrew your contact details on { $date }; the other side no longer sees them.
contact-shut-by-other =
    Your contact in an introduction of { $date } ({ $company }) has withdrawn their contact details. They are no longer shown here.
    Please delete them on your side as well, unless you may keep them for reasons of your own.
contact-gone = Contact details deleted
keep-ask =
    We have not heard from you for a long time. May we keep your data?
    Without an answer we delete everything stored about you on { $date }.
kept = Thank you, everything stays stored.
button-keep = Please keep it
