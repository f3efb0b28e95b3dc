# The life of a request beyond yes and no: the agency, the conversation, once more, what came of it.

office-secretariat = the alliance's secretariat
draft-preview-agency = It goes first to: { $office }. From there it is passed on to the company.
draft-sent-agency =
    Sent. Your request to { $company } is now with: { $office }. From there it goes to the company.
    Answer by { $until } at the latest; you can see where it stands at any time with /requests.
request-desk = The company is not in this chat. Please pass the request on and record the answer here.
request-desk-first = Requests of this kind go to you first: forward it to the company with one tap, or answer it yourselves.
request-of = Request of { $date }
remark-again = Once more, because: { $text }
requests-desk = With your office ({ $count }):
reopen-from = You can ask again from { $date }.

## Where it stands
status-at_agency-for-asker = With: { $office }, since { $date }. Answer by { $until } at the latest
status-at_agency-for-agency = Waiting for your office, by { $until } at the latest
status-passed_on-for-asker = With: { $office }, passed on to the company on { $date }. Answer by { $until } at the latest
status-passed_on-for-agency = Passed on to the company on { $date } – please record its answer by { $until }
status-agency_asked-for-asker = A question from: { $office } – please answer by { $until }
status-agency_asked-for-agency = Your question has been passed on; answer due by { $until }
status-talking = Accepted on { $date }, conversation open
status-ended = Accepted on { $date }, conversation ended
status-unreached = Company not reached, ended on { $date }

## What the office does
forwarded = Forwarded to { $company }, which now answers the other side itself.
forwarded-for-asker = { $office } has forwarded your request to { $company }. The answer comes here, by { $until } at the latest.
passed-on = Noted: passed on to { $company }. Once the company answers, tap its answer here.
passed-on-for-asker = { $office } passed your request on to { $company } on { $date }. The answer comes here.
unreached = Noted: { $company } cannot be reached. The other side has been told.
unreached-for-asker = { $office } was unfortunately unable to reach { $company }; your request has ended. Do ask another company.
handed-over-for-asker = Nobody answers for { $company } in this chat at present. { $status }.
reminder-for-agency = A reminder: a request to { $company } is waiting with you.
agency-expired-for-asker = Your request to { $company } has ended: unfortunately no answer came through { $office } in time. Do ask another company.
answer-given = Whom does { $company } name as its contact? Name, position and e-mail, telephone or WeChat – only what the company agreed to pass on.
answer-confirm =
    This is what we pass on for { $company }:
    { $contact }
    Has the company agreed to that?
accepted-by-agency = Recorded: { $company } accepts. Please give the company these contact details; the other side gets the company's at the same moment.
accepted-via-agency = Good news: { $company } accepts your request! These are the contact details the company gave to be passed on, through { $office }.
answered-by-agency = Good news about your request to { $company }: { $office } takes it up itself. Here are the contact details.

## Conversation
answer-message = Your message to { $company }? It goes to the other side as written.
talk-message =
    Message from { $who }:
    { $text }
talk-sent = Sent to { $who }.
talk-ended = The conversation with { $who } has ended. You keep the contact details.
talk-ended-by-other = { $who } has ended the conversation here. You keep the contact details.
talk-closed = This conversation has ended.
talk-nobody = The other side can no longer be reached here. Please use the contact details.

## Once more
answer-again = Why do you ask { $company } again? One sentence will do; no contact details, please.
reopened = Sent once more to { $company }. { $status }.
reopen-nobody = Nobody can be reached there at present. Please try later or choose another company.

## What came of it
follow-up = On { $date } you and { $who } exchanged contact details. Has anything come of it? One tap will do; it is counted without names.
follow-up-thanks = Thank you, noted: { $answer }
led-to-business = Yes, business or a cooperation
led-to-talks = We are talking
led-to-nothing = No, unfortunately not

## Buttons
button-forward = Forward to the company
button-passed = Passed on
button-company-accepts = Company accepts
button-company-declines = Company declines
button-unreached = Cannot be reached
button-answer-self = Answer ourselves
button-given-yes = Yes, pass it on
button-given-other = Other details
button-talk = Write a message
button-end-talk = End the conversation
button-again = Ask again

# words that act on a request long after its buttons were shown
words-request-accept = accept | accept the request | i accept
words-request-decline = decline | decline the request | reject | refuse
words-request-ask = ask back | ask a question
words-request-reply = reply | answer
words-request-withdraw = withdraw | withdraw the request | take back
words-request-talk = write a message | send a message
words-request-forward = forward | forward to the company
words-request-passed = passed on
words-request-unreached = not reached
which-request = That fits several requests. Please tap at the right one:
still-open = This request waits for your answer:
