# For agencies and the secretariat: the queue, what is done to entries, invitations.

words-queue = /queue | queue | to confirm
consent-office =
    We store that you act for this office in this chat, and log every official act with role, city and time. The log is kept; if you delete your data, only the role remains in it. That you act for the office is kept until the office ends or you withdraw.
    To see it: /data. To delete everything: /delete. Responsible: { $recipient }. Do you agree?
invitation-for-agency = This invitation is for the business development agency of { $city }: you check and confirm the city's entries.
invitation-for-secretariat = This invitation is for the alliance's secretariat: you see the entries of all cities and stand in.
invitation-accepted-agency = Welcome! You now act for the business development agency of { $city }. /queue shows what waits.
invitation-accepted-secretariat = Welcome! You now act for the secretariat. /queue shows what waits.
office-ended = { $agency } is now in charge of { $city }. Your role for this city's agency has ended; its queue and its requests go to the new body. If this is a mistake: { $next }
office-ended-left = { $city } has left the alliance. Your role for this city's agency has ended. Its entries are kept and no longer found. For questions: { $next }
office-passes = { $agency } is now in charge of { $city }; nobody there acts in the chat yet. Until then the secretariat has what waits there: /queue
office-passes-left = { $city } has left the alliance. What is still open there now lies with the secretariat: /queue and /requests
office-renamed = Your body for { $city } is now called { $agency }. That is how your confirmations are signed from now on; nothing else changes for you.
registration-for-officer = New to check: { $company }
claim-for-officer = Somebody would like to answer for { $company }. Please check.
changed-for-officer = { $company } has changed its details. Please check.
fresh-hidden-for-officer = { $count ->
        [one] One entry is hidden because its company did not answer
       *[other] { $count } entries are hidden because their companies did not answer
    }: { $names }
overdue-for-officer = { $count ->
        [one] One entry in { $city } has
       *[other] { $count } entries in { $city } have
    } been waiting for your review since { $date }.
overdue-more = … and more in { $count } cities.
overdue-for-secretariat = { $count ->
        [one] One entry in { $city } has
       *[other] { $count } entries in { $city } have
    } been waiting since { $date } for { $office } to review; it was reminded.
queue-not-yours = The queue is for agencies and the secretariat. The secretariat gives you an invitation code.
queue-empty = Nothing to check. Thank you!
queue-heading = To review ({ $count }): { $kinds }
queue-kind-claim = claims { $count }
queue-kind-new = new { $count }
queue-kind-changed = changed { $count }
queue-kind-faded = confirmed over a year ago { $count }
queue-kind-unanswered = hidden without an answer { $count }
task-claim = Claimed on { $date }
task-new = New since { $date }
task-changed = Changed on { $date }
task-faded = Confirmation faded since { $date }
task-unanswered = Hidden without an answer on { $date }
task-alike = Looks like: { $names }
entry-with-number = { $name } ({ $number })
entry-person = Contact: { $value }
entry-person-unnamed = Contact: no name given, reached by chat
confirmed = Confirmed: { $company } is found in searches, with your office's name and today's date.
send-back-why = What is missing in { $company }? A sentence or two; the company reads them in the original.
sent-back = Sent back: { $company }. The company has been told.
entry-changed = The entry has changed meanwhile. This is how it stands now:
not-permitted = Your role does not permit this here.
claim-gone = This claim has been decided.
claim-admitted = Admitted. This person answers for { $company } from now on.
claim-refused = Refused. The entry { $company } stays as it is.
merged = Merged: { $dropped } now belongs to { $kept }. Members, requests and ids are kept.
merge-which = Which entry is the same company as { $company }? Write its number, or words of its name.
merge-none = I find no other entry for “{ $text }” that you can merge.
merge-found = { $count } entries fit. Which one do you mean?
merge-preview =
    Merge them? What stays: { $kept }.
    What goes into it: { $dropped }, with members, requests and number. It can be undone at any time.
merge-fills = • { $field } is filled in: { $value }
merge-puts-aside = • { $field }: “{ $kept }” stays, not “{ $dropped }”
merge-same = • Nothing else changes in the entry.
merge-gone = This can no longer be merged or taken apart.
merge-undone = Undone: { $company } and the other entry stand apart again.
source-faded = Confirmed by { $by }, { $date } – over a year ago
button-queue = Queue
button-confirm = Confirm
button-open = Open
button-send-back = Send back
button-admit = Admit
button-refuse = Refuse
button-leave-hidden = Leave hidden
button-merge = Same as { $name } ({ $number })
button-same-as = Same as …
button-merge-now = Merge
button-merge-reversed = The other way round
button-merge-compare = Compare: { $number }
button-undo = Undo
button-undo-merge = Undo the merge of { $date }
