# English, about outages, complaints and rights. Every key stands in support-id.ftl too.

## What of the bank can be out

service-sign-in = Signing in
service-registration = Registering a phone and changing security settings
service-approvals = Transfers and approvals
service-cards = Cards
service-transactions = Payments with cards, disputes and statements
service-chat = Chat
service-sms = Short messages (SMS)
service-phone-line = The bank's telephone

outage-announced =
    .until = { $service }: planned work from { $since } until { $until }.
    .open = { $service }: planned work from { $since }. The bank cannot say yet how long it takes.
outage-now =
    .until = { $service }: out since { $since }. The bank expects it to be over { $until }.
    .open = { $service }: out since { $since }. The bank cannot say yet how long it takes.
outage-perhaps-over =
    .until = { $service }: out since { $since }. It should have been over { $until }; the bank has not been asked since.
    .open = { $service }: out since { $since }.
outage-none = The bank knows of no outage.
outage-banner = { $first }: out now. See what works all the same.
    .more = { $count ->
        [one] { $first } and { $count } more service: out now. See what works all the same.
       *[other] { $first } and { $count } more services: out now. See what works all the same.
    }
outage-fresh = As the bank says now.
outage-kept = As the bank said { $time }. It cannot be asked now.

works-offline-code = One-time PINs on this phone, also without a network
works-freeze-in-app = Freezing a card in this app
works-freeze-by-phone = Freezing a card by telephone, with the code that this phone shows
works-approvals = Approving with your Unlock Code
works-chat = Chat with the bank

error-service-down = This part of the bank is out right now
    .body = The bank knows of it. Nothing is wrong with your phone.
    .action = Try again later. "Outages" shows what works all the same: one-time PINs always do.
service-down-until = { $service }: the bank expects it to be over { $until }.
service-down-open = { $service }: the bank cannot say yet how long it takes.

## Complaints

complaint-kind-payment = A transfer or payment
complaint-kind-card = A card
complaint-kind-fraud = Money lost to a deceiver
complaint-kind-service = How I was served
complaint-kind-data = My personal data
complaint-kind-other = Something else
complaint-received = Received
    .next = The bank has your complaint. You get an answer by { $due }.
complaint-in-work = Being worked on
    .next = Somebody at the bank works on it. You get an answer by { $due }.
complaint-extended = The bank needs longer
    .next = The bank has told you so before its time was over. It must answer by { $due }; it cannot put this off again.
complaint-answered = Answered
    .next = If the answer does not satisfy you, you may go to the consumer service of Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telephone 157), or have it settled out of court by LAPS SJK (lapssjk.id). Both cost you nothing.
complaint-overdue = The bank's answer is late
    .next = It was due by { $due }. You need not wait any longer: go to the consumer service of Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telephone 157), and give the reference { $reference }.

alert-complaint-answered = The bank has answered your complaint
    .body = The answer stands beside your complaint, with what you may do if it does not satisfy you.
    .action = Open "Your rights", then "Complaints".
    .sms = KunciBank: your complaint was answered. Read it in the app: Your rights, Complaints.
alert-complaint-extended = The bank needs longer for your complaint
    .body = The new day of the answer stands beside your complaint. The bank cannot put it off again.
    .action = Open "Your rights", then "Complaints".
    .sms = KunciBank: we need longer for your complaint. The new date is in the app: Your rights, Complaints.

## Rights

right-complain = You may complain, and it costs nothing
    .body = In this app, by telephone, by letter or at a branch. You get a reference at once. Nobody may treat you worse because you complained.
right-period = The bank must answer in time
    .body = A complaint in writing within 10 working days; 10 more only if the bank tells you so and why before they are over. A complaint by word of mouth within 5 working days.
right-data = Your personal data are yours
    .body = You may see them, have them corrected, withdraw a consent and have them erased. The bank acts within 3 × 24 hours, and tells you within the same time if they got into wrong hands.
right-dispute = You may dispute a payment
    .body = Say which one, and why it was not yours or not right. Do it as soon as you see it: banks and card networks have periods of their own. Freeze the card first if somebody else may be using it.
right-proof = The bank must show what it says
    .body = The bank's receipts for card controls and the signed chat are kept on this phone: they are proof, also against the bank. You need not prove what only the bank can know.
right-elsewhere = You may go elsewhere
    .body = If the bank does not answer in time, or you do not agree with the answer: the consumer service of Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telephone 157), LAPS SJK (lapssjk.id), or a court.
