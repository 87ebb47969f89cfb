# English, about letters to the bank and safety tips. Every key stands in letters-id.ftl too.

## Letters

letter-kind-cards = Cards
letter-kind-token = Token or phone
letter-kind-transfer = A transfer
letter-kind-details = My details
letter-kind-other = Something else
letter-received = Received
    .next = The bank has your message. You get an answer by { $due }.
letter-in-work = Being worked on
    .next = Somebody at the bank works on it. You get an answer by { $due }.
letter-extended = The bank needs longer
    .next = You get an answer by { $due }.
letter-answered = Answered
    .next = If that does not help, write again or call, and give the reference { $reference }. You may also complain under "Your rights".
letter-overdue = The bank's answer is late
    .next = It was due by { $due }. Call the bank and give the reference { $reference }, or complain under "Your rights".
error-written-text = What you wrote is too short or too long
    .body = It needs 10 to 2000 characters.
    .action = Say in a few sentences what happened, when, and what you ask for.
error-letter-limit = That is enough messages for today
    .body = The bank takes five messages by this form in 24 hours.
    .action = If it is urgent, use the chat or call the bank. What you typed stays here.

alert-letter-answered = The bank has answered your message
    .body = The answer stands beside your message.
    .action = Open "Write to the bank".
    .sms = KunciBank: your message was answered. Read it in the app: Write to the bank.

channel-form = Secure form in this app

## Tips where they matter

tip-public-wifi = On a public Wi-Fi, sign in only here in the app. Never type your password into a page that opens by itself.
tip-unique-password = Use a password that you use nowhere else, and that has nothing to do with your name or birthday.
tip-unique-code = Use a code that you use nowhere else: not your card's PIN, not the code that opens this phone, not a date.
tip-updates = Updates close holes that thieves use. Get them from the official shop only, never by a link in a message.
tip-operator-block = Is a phone lost? Call your mobile operator and have the SIM card blocked at once.
tip-operator-no-new-sim = Ask the operator whether somebody has asked for a new SIM card. Say that none may be given out without you in person: with your number a thief gets your SMS.
