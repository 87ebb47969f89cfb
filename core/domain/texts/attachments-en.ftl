## Files in the chat, and what the bank asks for

error-attachment-refused = This file is not sent
    .body = It was not added to the chat.
    .action = Choose another file: a photo (JPEG), a picture of the screen (PNG) or a PDF of at most 5 MB.
error-attachment-unasked = Not sent yet: the bank has not asked for this
    .body = No employee with a valid badge asks for documents now. A picture of a card or of an identity card is enough to open accounts in your name. The bank asks for one only by a signed request, which you see in this chat with its purpose.
    .action = If a card or an identity card is on it, do not send it. Otherwise send it if you are sure.
error-attachment-forged = This file cannot be opened
    .body = What came is not the file that was announced, so it is not shown.
    .action = Ask in the chat for the file to be sent again.

attachment-fault-empty = There is nothing in it.
attachment-fault-too-large = It is larger than 5 MB. Take the picture again with a lower resolution, or send a part of the paper.
attachment-fault-unknown-form = It is neither a photo (JPEG), nor a picture (PNG), nor a PDF.
attachment-fault-heic = It is a photo in Apple's HEIC form, which the bank cannot open. Choose "Most Compatible" in the camera's settings, or take a picture of the screen.
attachment-fault-damaged = It is damaged or not complete, or something else is hidden behind its end.
attachment-fault-active = It holds a program or another file, or is locked with a password.
attachment-fault-name = Its name is missing or too long, or holds characters that cannot be seen.
attachment-fault-other-form = Its name says that it is something else than it is.
attachment-fault-too-many = The bank has many files of yours without a message. Try again tomorrow.
attachment-fault-changed = What the bank received is not the file that you chose.

document-identity-card = your identity card or passport
document-card = a picture of your payment card
document-address-proof = a proof of your address
document-income-proof = a proof of your income
document-paper = a bill, receipt or letter

chat-failed-file = Not sent: the file was not taken. { $why }
chat-attachment-unfit = This file cannot be opened: what came is not what was announced. Do not trust it.
chat-document-request = The bank asks for { $document }. Purpose: { $purpose }. The bank keeps it for { $days ->
    [0] as long as it takes to look at it
    [one] one day
   *[other] { $days } days
}. You can send it here until { $until }.
chat-document-request-false = Somebody asks for documents, and it is not a request of the bank. Send nothing.
chat-document-request-false-warning = This request is not signed by the bank, or is for somebody else, or out of date. Send no picture of a card or an identity card.

kept-attachments = Files of the chat
    .purpose = Pictures and papers that you sent or opened, so that you can see them without a network.
    .retention = Five years, or until another customer signs in on this phone.
