## Disputes about payments

error-dispute-refused = The dispute was not taken
    .body = Nothing was filed.
    .action = Change what is said here, and submit it again. Your draft is kept.
error-evidence-refused = This file is not taken
    .body = It was not added.
    .action = Choose another file: a photo, a picture of the screen, a PDF or plain text of at most 40 kB.
error-dispute-underway = The dispute is on its way
    .body = It may be at the bank already, so it cannot be changed or thrown away any more.
    .action = Submit it again: the bank takes it once only.
error-drafts-full = There are too many drafts
    .body = This phone keeps ten drafts of disputes.
    .action = Submit one of them, or throw one away.

dispute-bar-nothing-charged = Nothing of this payment was charged, or all of it was given back.
dispute-bar-too-late = The payment is more than 120 days old.
dispute-bar-open-already = There is a dispute about this payment already, and it is not over.
dispute-bar-reason-unfit = This reason does not go with such a payment.
dispute-bar-evidence-missing = This reason needs a piece of evidence: the first one of the list.
dispute-bar-evidence-too-much = At most six files, and each of them once.
dispute-bar-evidence-unknown = The bank does not have one of the files any more.
dispute-bar-statement = Say in your own words what happened, in at most 1,000 characters.
dispute-bar-state = The dispute is over.

evidence-fault-empty = There is nothing in it.
evidence-fault-too-large = It is larger than 40 kB.
evidence-fault-unknown-form = It is neither a photo, nor a picture, nor a PDF, nor plain text.
evidence-fault-damaged = It is damaged or not complete.
evidence-fault-active = It holds a program or another file, or is locked with a password.
evidence-fault-hidden = It holds characters that cannot be seen.

dispute-reason-not-mine = I did not make this payment
    .hint = Freeze the card first if it may be in wrong hands. A report to the police helps.
dispute-reason-not-received = I did not get what I paid for
    .hint = Ask the shop first, and keep what it answers.
dispute-reason-not-as-described = What came is broken, or something else
    .hint = A photo of it is needed.
dispute-reason-charged-twice = I was charged twice
    .hint = The receipt shows what was bought.
dispute-reason-wrong-amount = The amount is wrong
    .hint = The receipt with the right amount is needed.
dispute-reason-refund-missing = The money that I was promised back did not come
    .hint = The shop's promise is needed. A refund can take 14 days.
dispute-reason-cancelled = I had cancelled it
    .hint = Proof of the cancellation is needed.
dispute-reason-cash-missing = The machine gave no cash, or too little
    .hint = The machine's slip helps, also one that says nothing of the fault.

evidence-kind-receipt = Receipt, invoice or order
evidence-kind-photo = Photo of what came
evidence-kind-letter = What you and the shop wrote
evidence-kind-proof = Proof that it was cancelled, sent back or promised back
evidence-kind-police = Report to the police
evidence-kind-other = Something else

dispute-draft-open = Draft: the bank does not know of it yet
dispute-draft-sent = On its way: it is not sure that the bank has it

dispute-state-submitted = The bank has your dispute
dispute-state-in-review = The bank looks into it
dispute-state-needs-evidence = The bank needs something from you
dispute-state-granted = Decided: you were right
dispute-state-refused = Decided: refused
dispute-state-withdrawn = You took it back

dispute-step = { $moment }: { $state }

dispute-right-wait = Your right to an answer
    .body = The bank has to answer by { $moment }. It may take ten working days more, once, if it tells you before that day. It costs you nothing.
    .action = You need not do anything. You may hand in more evidence, or take the dispute back.
dispute-right-late = The bank is late
    .body = It should have answered by { $moment }.
    .action = You may complain at once to the financial authority OJK (APPK, telephone 157), or have it settled without cost by LAPS SJK.
dispute-right-object = You need not accept this
    .body = The bank refused, for the reason that it gave. The decision does not bind you.
    .action = You may complain to the financial authority OJK (APPK, telephone 157), or have it settled without cost by LAPS SJK.
dispute-right-done = The bank has agreed
    .body = What was agreed is in your list of payments.
    .action = If less came back than you asked for, file a new dispute about the rest.
dispute-right-again = You took it back
    .body = Nothing more happens.
    .action = You may file it again, up to 120 days after the payment.

alert-dispute-asks = The bank needs something for your dispute
    .body = Without it the bank decides with what it has.
    .action = Open your disputes in the app, and hand in what is asked for.
    .sms = KunciBank: For your dispute we need something more. Open your disputes in the app. We never ask for PIN, OTP or Unlock Code.
alert-dispute-later = The answer to your dispute takes longer
    .body = The bank has announced that it needs ten working days more. That is possible once.
    .action = Look in the app for the new day. After that you may complain elsewhere.
    .sms = KunciBank: The answer to your dispute takes up to 10 working days longer. The new day stands in the app.
alert-dispute-answered = The bank has decided about your dispute
    .body = The decision and the reason for it are in the app.
    .action = Open your disputes. They say too where you can complain if you do not agree.
    .sms = KunciBank: We have decided about your dispute. The decision and your rights stand in the app, under disputes.

## The emergency key

operation-emergency-key = Make an emergency key
afterwards-emergency-key = Whoever has its 20 digits can freeze your cards and suspend your phone, by telephone or on the website, and nothing else
operation-emergency-key-off = Make the emergency key worthless
afterwards-emergency-key-off = Its digits do nothing any more

emergency-key-none = You have no emergency key
    .body = For the day when your phone is gone: 20 digits on paper, with which your cards are frozen and your phone is suspended.
    .action = Make one, write it down, and keep it away from your phone or give it to somebody whom you trust.
emergency-key-there = Your emergency key is ready, made on { $moment }
    .body = It works once, at the telephone line and on the website. It can only freeze and suspend: no money, no card that is closed for good, no sign-in.
    .action = Lost the paper, or somebody else has it? Make a new one: the old one is worthless then.
emergency-key-spent = Your emergency key was used on { $moment }
    .body = Your cards were frozen and your phone was suspended by it. Its digits do nothing any more.
    .action = If it was not you or somebody whom you trust, call the bank. Else unfreeze your cards when you are ready, and make a new one.
emergency-key-write = Write these 20 digits down now
    .body = They are shown this once, and kept nowhere on this phone. They work once you have approved.
    .action = Write your user id beside them, not your password. Keep the paper away from the phone.

alert-emergency-key-made = An emergency key was made
    .body = Whoever has its digits can freeze your cards and suspend your phone, and nothing else. An older key is worthless.
    .action = If that was not you, call the bank at once.
    .sms = KunciBank: An emergency key was made for you. An older one is worthless now. Not you? Call us at once.
alert-emergency-key-dropped = Your emergency key is worthless now
    .body = Its digits do nothing any more.
    .action = If that was not you, call the bank at once.
    .sms = KunciBank: Your emergency key is worthless now. Not you? Call us at once.
alert-emergency-key-used = Your emergency key was used
    .body = Your cards are frozen and your phone is suspended. The key is spent.
    .action = Once you have your phone: lift the suspension, unfreeze your cards, and make a new key. If it was not you, call the bank.
    .sms = KunciBank: Your emergency key was used: your cards are frozen, your phone is suspended. The key is spent. Not you? Call us.
alert-emergency-key-guessed = Somebody typed wrong emergency keys
    .body = Five in one day. Until tomorrow none is taken, not even the right one.
    .action = If that was you, call the bank: an operator can help at once.
    .sms = KunciBank: Five wrong emergency keys were tried today. Until tomorrow none is taken. Was it you? Call us.

## Statements and bills

bill-nothing = Nothing to pay
    .action = You need not do anything.
bill-paid = Paid in full
    .action = You need not do anything.
bill-minimum-paid = The minimum is paid; { $left } is left until { $moment }
    .action = Pay the rest by then, and it costs no interest.
bill-open = { $left } to pay by { $moment }, at least { $minimum }
    .action = Pay by transfer, or have it taken from your account.
bill-soon = Due soon: { $left } by { $moment }, at least { $minimum }
    .action = Pay now, so that it is there in time.
bill-overdue = Overdue since { $moment }: at least { $minimum } of { $left }
    .action = Pay now. If you cannot, call the bank: that is better than waiting.
bill-rest = { $left } is left since { $moment }, and interest runs on it
    .action = The sooner you pay it, the less it costs.

alert-payment-due = Your card's bill is due soon
    .body = Less than the minimum has been paid so far.
    .action = Look at the statement in the app, and pay in time.
    .sms = KunciBank: Your card's bill is due soon. Amount and day stand in the app. We never send links to pay.

error-document-forged = The document is not genuine
    .body = It is not the one that the bank's list names, so it is not shown.
    .action = Try again on another network. If it happens again, call the bank.
