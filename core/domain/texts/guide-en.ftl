# English, the guide through troubles. Every key stands in guide-id.ftl too.

guide-start = What has happened?
    .body = Answer a few questions, and the app leads you to what helps. This works without a network too.
guide-sign-in-first = Sign in first, then: { $act }

## A card was declined

guide-declined = Your card was declined
    .answer = My card was declined
    .body = Under Cards, "Why was it declined?" shows the reason of the newest payments. What does it say?
guide-declined-control = One of your own settings stopped it
    .answer = A limit, a block, or something that I switched off
    .body = Open the reason and change the setting there, with your Unlock Code. Change it only if you are paying yourself, and not because somebody tells you to.
guide-declined-frozen = The card is frozen
    .answer = The card is frozen or not active
    .body = If you froze it, unfreeze it under Cards with your Unlock Code. If the bank froze it, ask in the chat why.
guide-declined-suspected = The bank suspected fraud
    .answer = The bank found it suspicious
    .body = The payment did not pass. Was it you who paid?
guide-declined-it-was-me = It was you
    .answer = Yes, that was me
    .body = If the app asks whether it was you, say yes there, then try again. If it did not ask, call the official number or write in the chat.
guide-declined-not-mine-either = It was somebody else
    .answer = No, not me
    .body = Freeze the card now. Then dispute what has already passed. Without a network, freeze by telephone with a freeze code.
guide-declined-money = There was not enough money
    .answer = There was not enough money
    .body = Look at the reason: what waits to be collected, such as a hotel's hold, counts too. If it does not add up, ask in the chat.
guide-declined-not-mine = Somebody tried to use your card
    .answer = I did not try to pay
    .body = Freeze the card now. Then dispute what has already passed. Without a network, freeze by telephone with a freeze code.

## A phone is lost

guide-lost-phone = Your phone is lost
    .answer = I lost my phone
    .body = The sooner it is not your token any more, the better. On what do you read this?
guide-lost-phone-mine = Make this phone your token
    .answer = On another phone of mine
    .body = Sign in and register this phone: the lost one stops working at that moment. Then have your mobile operator block the number, and say that no new SIM may be given out without you in person.
guide-lost-phone-borrowed = Call the bank; type nothing here
    .answer = On somebody else's phone
    .body = Type neither password nor Unlock Code into a phone that is not yours. Call the official number and have your cards and your token stopped. Then have your mobile operator block the number.
guide-lost-phone-found = Find out whether somebody used it
    .answer = I have found it again
    .body = See how the token stands. If somebody may have seen your codes, choose another Unlock Code and another password.

## A strange message or call

guide-message = A strange message or call
    .answer = I got a strange message or call
    .body = The bank never asks for a password, PIN, Unlock Code or one-time PIN. What have you done?
guide-message-read = Good: do nothing that it asks for
    .answer = I only read it
    .body = Copy it and have the app check it. Then report it in the chat and delete it.
guide-message-opened = Did you type anything there?
    .answer = I opened its link or its file
    .body = A page can look like the bank's and be somebody else's.
guide-message-opened-typed = Stop what can be stopped, now
    .answer = Yes, I typed something
    .body = In this order: freeze your cards, choose another Unlock Code and password, then call the official number. Install nothing, and send no money to a "safe account".
guide-message-opened-nothing = Close it, and have it checked
    .answer = No, I closed it
    .body = Delete what was saved or installed. Have the app check the message, and report it in the chat.
guide-message-told = Stop what can be stopped, now
    .answer = I told a code or a password
    .body = In this order: freeze your cards, choose another Unlock Code and password, then report it. The sooner, the more can be stopped.
guide-message-called = Have the caller prove it
    .answer = Somebody calls and says that it is the bank
    .body = Read the app's number to the caller and type what is answered. Whoever cannot answer is not the bank: hang up and call the official number yourself.

## Signing in does not work

guide-cannot-sign-in = You cannot sign in
    .answer = I cannot sign in
    .body = What does the app say?
guide-cannot-sign-in-forgot = Only the bank can tell you
    .answer = I forgot my user id or password
    .body = The user id comes by SMS to your registered number. For another password call the official number or go to a branch with your identity card. Nobody may ask you for the old one.
guide-cannot-sign-in-locked = Your token is locked
    .answer = It is locked
    .body = It was locked for your protection after wrong codes. Sign in and register the phone again, or go to a branch. Your money stays where it is, and cards can be frozen all the same.
guide-cannot-sign-in-no-answer = The bank may be out
    .answer = The bank does not answer
    .body = See what is out and until when. One-time PINs work without the bank, and cards can be frozen by telephone.

## What the app can do

guide-act-sign-in = Sign in and register this phone
guide-act-freeze = Freeze a card
guide-act-freeze-code = Freeze by telephone
guide-act-why = See why it was declined
guide-act-token = See how the token stands
guide-act-caller = Is it the bank that calls?
guide-act-channels = Official number and other ways
guide-act-check-message = Check a message
guide-act-outages = See what is out
guide-act-change-code = Another Unlock Code
guide-act-password = Another password
guide-act-chat = Write or report in the chat
guide-act-dispute = Dispute a payment

## The bank calls

call-reason-card = A card
call-reason-payment = A transfer or payment
call-reason-token = Token or phone
call-reason-scam = A strange message or call
call-reason-other = Something else
call-window = { $from } to { $until }
call-waiting = The bank will call you
    .next = Between { $window }, on { $number }. Before you say anything, have the caller prove it under "Is it the bank that calls?". The caller names the employee number; the purpose is { $purpose }. Nobody asks for a password, PIN, Unlock Code or one-time PIN.
call-late = The bank has not called in time
    .next = It should have been by { $until }. Call the official number, or take this back and choose another time.
call-reached = You have spoken with the bank
    .next = If something is still open, write in the chat or ask for another call.
call-missed = The bank called and did not reach you
    .next = On { $number }. Choose another time. If this is not your number any more, change it under "Security".
call-cancelled = Taken back
    .next = The bank will not call. Whoever calls about this is not the bank.
error-call-back-open = You have already asked for a call
    .body = The bank calls once for each wish.
    .action = Wait for the call, or take the wish back and choose another time.
error-call-back-window = That time is not free any more
    .body = The bank's people call in opening hours, and not before a quarter of an hour from now.
    .action = Choose one of the times that are shown now.
error-call-back-limit = That is enough calls for today
    .body = The bank promises three calls in 24 hours.
    .action = If it is urgent, use the chat or call the official number.

## The user id

guide-act-call-back = Ask the bank to call you
guide-act-user-id = Have your user id sent by SMS
