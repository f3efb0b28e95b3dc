# Speaking to a person, reporting, blocking, freezing; warnings; machine translation.

words-human = /human | human | person | speak to a person | speak to a human | talk to a person | talk to a human
words-end = /end | end | end conversation

purpose-help = conversation with a person
speaking-to =
    Shall I put you through to a person? It goes to: { $who }. Answer by { $until }.
    { $consent }
consent-help =
    Whoever answers gets your name and company as far as you gave them, and what you write here; we store the conversation.
    View: /data. Delete everything: /delete. Do you agree?
local-time = { $time } (local time, { $place })
consent-withdrawn-help = Withdrawn. Your conversations with a person have ended and are deleted.
speaking-text = What is it about? Write it in your own words; I pass it on to { $who } as it is.
speaking-objection = Why should you be allowed to write again? Your objection goes, as it is, to: { $who }.
speaking-sent = Passed on to: { $who }. Answer by { $until }. Until then I am silent; what you write is read. Back to the search: /end
speaking-open = You are speaking to: { $who }. What you write goes there. Back to the search: /end
speaking-ended = The conversation has ended. Just write again what you are looking for.
speaking-refused = All right, nothing is passed on.
speaking-nobody = Nobody is on duty in the chat at present; nothing was passed on. In charge is: { $next }. Your own city's business development agency may be nearer to you.
speaking-nobody-agency = Nobody is on duty in the chat at present; nothing was passed on. In charge is: { $who } ({ $where }). After that, turn to: { $next }.
speaking-no-page = to be reached through the town hall
secretariat-with-contact = { $name }, { $contact }
speaking-unnamed = someone without a name
speaking-officer = Office
handover-line = { $who }: { $text }
handover-for-officer = { $who } would like to speak to a person. An answer is promised by { $until }.
objection-for-officer = { $who } objects to being frozen. An answer is promised by { $until }.
handover-for-officer-again = Still without an answer: { $who } is waiting. Promised now is { $until }.
handover-taken = { $who } has an answer from your office.
handover-closed = This conversation has ended.
handover-escalated = Nobody has answered yet. I have passed your question on to: { $who }. Answer by { $until }.
handover-reminded = Nobody has answered yet. I have reminded: { $who }. Answer by { $until }.
handover-vacant = I am sorry, nobody is on duty in the chat any more. In charge is: { $who } ({ $where }). After that, turn to: { $next }. Back to searching: /end
handover-lapsed = Nobody has written for ten working days; the conversation has ended. I am here for you again.
handover-gone-for-officer = A conversation begun on { $date } has been ended and deleted because the person wanted it. There is nothing you need to do.
lapsed-for-officer = The conversation with { $who } has ended: ten working days without a word.
ended-for-officer = { $who } has ended the conversation.
closed-for-person = { $who } has ended the conversation. I am here for you again: just write what you are looking for.
assisting-text = Your next message goes to: { $who }.
assisting-sent = Passed on.
assisting-closed = Ended: conversation with { $who }.
data-handover = Conversation with a person, begun on { $date }:
data-frozen = You have not been able to write to others since { $date }.

quota-used = You have made { $quota } requests today; more are not possible within 24 hours. Your draft stays. The more of your requests are answered, the more you may make.
same-text-warning = This text now goes to { $count } companies. Personal requests are answered more often.
same-text-stopped = You have sent the same text to many companies. Please write why this company in particular fits. Your draft stays.
blocked-by-other = The other side does not wish to hear from you. Nothing was sent.
frozen = You cannot write to others: an office of the alliance has looked into a report about your messages. You can still search. If this is a mistake, object.
not-frozen = Nobody is frozen here.
unfrozen = You can make requests again.
report-menu = Is something wrong with this request? Report: the agency reads it. Block: this person no longer reaches you.
report-filed = Thank you. The report is with the office in charge; you will hear what comes of it.
report-nobody = There is nobody left to report here.
report-gone = This report has been decided.
report-for-officer = A request was reported. Please check.
report-title = Reported: { $who }
report-upheld = Your report was checked: the sender can no longer write to anybody.
report-dismissed = Your report was checked: no fault was found. You can still block the sender.
blocked = This person no longer reaches you.
unblocked = This person can write to you again.
frozen-by-me = Frozen. The person knows how to object.
dismissed-by-me = Done: no fault.
unfrozen-by-me = The sender can write again and knows it.
payment-warning = ⚠️ Careful: this text contains { $kinds }. Pay nothing before you have asked the company in another way.
risk-account = bank account data
risk-card = a card number
risk-wallet = a payment by app
risk-crypto = a crypto address
risk-link = a payment link
translated = Machine translated; the original above counts. { $text }
not-translated = Machine translation is not available right now. The original stands above.

button-human = Speak to a person
button-end = End conversation
button-answer = Write an answer
button-close = Close
button-report = Report …
button-report-now = Report
button-block = Block
button-unblock = Unblock
button-freeze = Freeze sender
button-dismiss = No fault
button-unfreeze = Unfreeze
button-object = Object
