//! What passes and what does not, in both languages. Card numbers are the schemes' published test numbers or made for the test.

use proptest::prelude::*;

use super::rules::{in_issuer_range, passes_luhn};
use super::*;
use crate::texts::{Language, exists, text};

/// Kinds and the words found.
fn found(direction: Direction, text: &str) -> Vec<(Kind, String)> {
    let part = |finding: &Finding| text.chars().skip(finding.start).take(finding.end - finding.start).collect();
    scan(direction, text).iter().map(|finding| (finding.kind, part(finding))).collect()
}

fn told(text: &str) -> Vec<(Kind, String)> {
    found(Direction::Outbound, text)
}

fn asked(text: &str) -> bool {
    !found(Direction::Inbound, text).is_empty()
}

/// Every draft holds exactly these secrets, and masked it holds none.
fn assert_told(cases: &[(&str, &[(Kind, &str)])]) {
    let mut wrong = Vec::new();
    for (draft, expected) in cases {
        let expected: Vec<(Kind, String)> = expected.iter().map(|(kind, part)| (*kind, (*part).to_owned())).collect();
        let masked = mask(draft, &scan(Direction::Outbound, draft));
        if told(draft) != expected || !told(&masked).is_empty() {
            wrong.push(format!("{draft:?}: {:?}, masked {masked:?}: {:?}", told(draft), told(&masked)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn assert_innocent(drafts: &[&str]) {
    let wrong: Vec<String> = drafts
        .iter()
        .filter(|draft| !told(draft).is_empty())
        .map(|draft| format!("{draft:?}: {:?}", told(draft)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const VISA: &str = "4539578763621486";

#[test]
fn chat_4_card_numbers_of_every_scheme_are_blocked() {
    for card in [
        "4222222222222",
        VISA,
        "4000056655665556",
        "5555555555554444",
        "2223003122003222",
        "2720990000000007",
        "2221000000000009",
        "378282246310005",
        "371449635398431",
        "3530111333300000",
        "30569309025904",
        "38520000023237",
        "36227206271667",
        "6200000000000005",
        "6205500000000000004",
        "6011111111111117",
        "6759649826438453",
        "6304000000000000",
        "5018000000000009",
        "6019002600000006",
        "1946340000000005",
        "6771830999991239",
    ] {
        let digits: Vec<u8> = card.bytes().map(|digit| digit - b'0').collect();
        assert!(passes_luhn(&digits) && in_issuer_range(&digits), "{card} is no test card");
        assert_eq!(told(card), [(Kind::CardNumber, card.to_owned())]);
        assert_eq!(told(&format!("kartu saya {card}, tolong cek")), [(Kind::CardNumber, card.to_owned())]);
    }
}

#[test]
fn chat_4_card_numbers_are_seen_through_disguises() {
    assert_told(&[
        ("4539 5787 6362 1486", &[(Kind::CardNumber, "4539 5787 6362 1486")]),
        ("4539-5787-6362-1486.", &[(Kind::CardNumber, "4539-5787-6362-1486")]),
        ("4539.5787.6362.1486", &[(Kind::CardNumber, "4539.5787.6362.1486")]),
        ("4539/5787/6362/1486", &[(Kind::CardNumber, "4539/5787/6362/1486")]),
        ("4539_5787_6362_1486", &[(Kind::CardNumber, "4539_5787_6362_1486")]),
        ("4 5 3 9 5 7 8 7 6 3 6 2 1 4 8 6", &[(Kind::CardNumber, "4 5 3 9 5 7 8 7 6 3 6 2 1 4 8 6")]),
        ("no4539578763621486ya", &[(Kind::CardNumber, VISA)]),
        ("kartu:4539 5787\n6362 1486", &[(Kind::CardNumber, "4539 5787\n6362 1486")]),
        ("４５３９５７８７６３６２１４８６", &[(Kind::CardNumber, "４５３９５７８７６３６２１４８６")]),
        ("٤٥٣٩٥٧٨٧٦٣٦٢١٤٨٦", &[(Kind::CardNumber, "٤٥٣٩٥٧٨٧٦٣٦٢١٤٨٦")]),
        ("④⑤③⑨⑤⑦⑧⑦⑥③⑥②①④⑧⑥", &[(Kind::CardNumber, "④⑤③⑨⑤⑦⑧⑦⑥③⑥②①④⑧⑥")]),
        ("𝟒𝟓𝟑𝟗𝟓𝟕𝟖𝟕𝟔𝟑𝟔𝟐𝟏𝟒𝟖𝟔", &[(Kind::CardNumber, "𝟒𝟓𝟑𝟗𝟓𝟕𝟖𝟕𝟔𝟑𝟔𝟐𝟏𝟒𝟖𝟔")]),
        (
            "4\u{FE0F}\u{20E3}5\u{FE0F}\u{20E3}39 5787 6362 1486",
            &[(Kind::CardNumber, "4\u{FE0F}\u{20E3}5\u{FE0F}\u{20E3}39 5787 6362 1486")],
        ),
        ("4539\u{200B}5787\u{AD}6362\u{2060}1486", &[(Kind::CardNumber, "4539\u{200B}5787\u{AD}6362\u{2060}1486")]),
        ("\u{202E}4539578763621486\u{202C}", &[(Kind::CardNumber, VISA)]),
        ("4S39578763621486", &[(Kind::CardNumber, "4S39578763621486")]),
        ("4539 S787 6362 l486", &[(Kind::CardNumber, "4539 S787 6362 l486")]),
        ("4OOO OOOO OOOO OOO2", &[(Kind::CardNumber, "4OOO OOOO OOOO OOO2")]),
        ("4ООО 0000 ОООО 0002", &[(Kind::CardNumber, "4ООО 0000 ОООО 0002")]),
        (
            "empat lima tiga sembilan lima tujuh delapan tujuh enam tiga enam dua satu empat delapan enam",
            &[(
                Kind::CardNumber,
                "empat lima tiga sembilan lima tujuh delapan tujuh enam tiga enam dua satu empat delapan enam",
            )],
        ),
        (
            "four five three nine, 5787, six three six two, 1486",
            &[(Kind::CardNumber, "four five three nine, 5787, six three six two, 1486")],
        ),
        (
            "three seven one four four nine six three five three nine eight four three one please",
            &[(Kind::CardNumber, "three seven one four four nine six three five three nine eight four three one")],
        ),
        (
            "empat nol kosong nol oh 0 0 0 0 0 0 0 0 0 0 dua",
            &[(Kind::CardNumber, "empat nol kosong nol oh 0 0 0 0 0 0 0 0 0 0 dua")],
        ),
        (
            "4539578763621486 dan 5555 5555 5555 4444",
            &[(Kind::CardNumber, VISA), (Kind::CardNumber, "5555 5555 5555 4444")],
        ),
        ("4539 5787 6362 1486 12/27 123", &[(Kind::CardNumber, "4539 5787 6362 1486"), (Kind::Cvv, "123")]),
        ("4539578763621486|12|2027|123", &[(Kind::CardNumber, VISA), (Kind::Cvv, "123")]),
        ("4539578763621486 exp 12/27 123", &[(Kind::CardNumber, VISA), (Kind::Cvv, "123")]),
        ("45395787636214861227123", &[(Kind::CardNumber, "45395787636214861227123")]),
    ]);
}

#[test]
fn chat_4_numbers_that_are_no_card_pass() {
    assert_innocent(&[
        // One digit wrong; right check digit without an issuer; right issuer with a wrong length.
        "4539578763621487",
        "9539578763621481",
        "0000000000000000",
        "411111111111116",
        // Luhn-valid moments.
        "1700000000007",
        "20240131235958",
        "20240115103044",
        // Phone numbers, accounts, references, amounts, dates.
        "Hubungi saya di 0812-3456-7890 atau +62 812 3456 7890",
        "Rekening saya berakhiran 7890, atas nama Sari",
        "Transfer Rp4.539.578.763.621.486 ditolak",
        "Saldo Rp1.250.000,00",
        "ref 20240115CENAIDJA010O0112345678",
        "12/05/2024 14:30 Rp150.000",
        "IMEI 490154203237518",
        "4539 5787 6362",
        "Total 4 barang, 5 toko, 39 hari",
        "550e8400-e29b-41d4-a716-446655440000",
    ]);
}

#[test]
fn chat_4_a_moment_in_digits_is_no_card_even_with_a_right_check_digit() {
    let check = |stem: String| {
        (0..10u8)
            .map(|last| format!("{stem}{last}"))
            .find(|all| passes_luhn(&all.bytes().map(|digit| digit - b'0').collect::<Vec<_>>()))
            .expect("one of ten fits")
    };
    // Unix milliseconds from 2001 to 2033, a step of eleven days.
    for seconds in (100_000_000_000u64..200_000_000_000).step_by(99_999_989) {
        let stamp = check(seconds.to_string());
        assert!(told(&stamp).is_empty(), "{stamp}");
    }
    for year in [1999, 2024, 2030, 2099] {
        for (month, day) in [(1, 30), (5, 30), (9, 9), (12, 31)] {
            for time in ["00000", "12345", "23595"] {
                for stem in [format!("{year}{month:02}{day:02}{time}"), format!("{day:02}{month:02}{year}{time}")] {
                    let stamp = check(stem);
                    assert!(told(&stamp).is_empty(), "{stamp}");
                }
            }
        }
    }
}

#[test]
fn chat_4_secrets_told_in_indonesian_are_blocked() {
    assert_told(&[
        ("pin saya 123456", &[(Kind::Pin, "123456")]),
        ("PIN ATM saya yang baru adalah 740916", &[(Kind::Pin, "740916")]),
        ("pinku 7409", &[(Kind::Pin, "7409")]),
        ("pin-nya: 74 09 16", &[(Kind::Pin, "74 09 16")]),
        ("nomor PIN kartu debit saya 740916", &[(Kind::Pin, "740916")]),
        ("PIN rekening tabungan saya itu 740916 ya kak", &[(Kind::Pin, "740916")]),
        ("740916 itu PIN saya", &[(Kind::Pin, "740916")]),
        ("pin saya tujuh empat nol sembilan satu enam", &[(Kind::Pin, "tujuh empat nol sembilan satu enam")]),
        ("pin saya tujuhempatnolsembilansatuenam", &[(Kind::Pin, "tujuhempatnolsembilansatuenam")]),
        ("pin lama 740916 pin baru 385204", &[(Kind::Pin, "740916"), (Kind::Pin, "385204")]),
        ("PIN saya 740916 atau 385204", &[(Kind::Pin, "740916"), (Kind::Pin, "385204")]),
        ("PIN 6 digit saya 740916", &[(Kind::Pin, "740916")]),
        ("kode OTP 482130", &[(Kind::Otp, "482130")]),
        ("OTP-nya 48-21-30", &[(Kind::Otp, "48-21-30")]),
        ("otp nya empat delapan dua satu tiga nol", &[(Kind::Otp, "empat delapan dua satu tiga nol")]),
        ("Kode verifikasi Anda 482130. Jangan berikan kepada siapa pun.", &[(Kind::Otp, "482130")]),
        ("482130 adalah kode OTP Anda", &[(Kind::Otp, "482130")]),
        ("PIN sekali pakai: 482130", &[(Kind::Otp, "482130")]),
        ("OTP yang baru saja saya terima lewat SMS dari bank: 482130", &[(Kind::Otp, "482130")]),
        ("cvv kartu saya 123", &[(Kind::Cvv, "123")]),
        ("3 angka di belakang kartu 739", &[(Kind::Cvv, "739")]),
        ("kode keamanan kartu 7391", &[(Kind::Cvv, "7391")]),
        ("kode buka 740916", &[(Kind::UnlockCode, "740916")]),
        ("Kode Buka saya adalah 7 4 0 9 1 6", &[(Kind::UnlockCode, "7 4 0 9 1 6")]),
        ("kata sandi: Mawar123!", &[(Kind::Password, "Mawar123!")]),
        ("kata sandi saya mawar123", &[(Kind::Password, "mawar123")]),
        ("kata sandi mbanking saya adalah mawarmerah", &[(Kind::Password, "mawarmerah")]),
        ("sandi saya = 'rahasia99'", &[(Kind::Password, "rahasia99")]),
        ("pin saya 740916, otp 482130, cvv 123", &[(Kind::Pin, "740916"), (Kind::Otp, "482130"), (Kind::Cvv, "123")]),
    ]);
}

#[test]
fn chat_4_secrets_told_in_english_are_blocked() {
    assert_told(&[
        ("my otp is 48 21 30", &[(Kind::Otp, "48 21 30")]),
        ("the OTP I just got: 482130", &[(Kind::Otp, "482130")]),
        ("482130 is my one-time PIN", &[(Kind::Otp, "482130")]),
        ("verification code 482 130", &[(Kind::Otp, "482 130")]),
        ("My PIN is 7409", &[(Kind::Pin, "7409")]),
        ("PIN=740916", &[(Kind::Pin, "740916")]),
        ("pin740916", &[(Kind::Pin, "740916")]),
        ("here's my new PIN number: 740-916", &[(Kind::Pin, "740-916")]),
        ("The PIN for my savings account is 740916", &[(Kind::Pin, "740916")]),
        ("my pin is seven four oh nine one six", &[(Kind::Pin, "seven four oh nine one six")]),
        ("cvv 123", &[(Kind::Cvv, "123")]),
        ("CVC: 7391", &[(Kind::Cvv, "7391")]),
        ("cvv2 is one two three", &[(Kind::Cvv, "one two three")]),
        ("123 (CVV)", &[(Kind::Cvv, "123")]),
        ("security code 739", &[(Kind::Cvv, "739")]),
        ("my unlock code is 740916", &[(Kind::UnlockCode, "740916")]),
        ("password: hunter2", &[(Kind::Password, "hunter2")]),
        ("my password is sunshine", &[(Kind::Password, "sunshine")]),
        ("password is \"correct horse battery\"", &[(Kind::Password, "correct horse battery")]),
        ("my internet banking password is P@ssw0rd!", &[(Kind::Password, "P@ssw0rd!")]),
        ("PIN?\n740916", &[(Kind::Pin, "740916")]),
    ]);
}

#[test]
fn chat_4_the_names_of_secrets_are_seen_through_disguises() {
    assert_told(&[
        ("p.i.n 740916", &[(Kind::Pin, "740916")]),
        ("P I N saya 740916", &[(Kind::Pin, "740916")]),
        ("p1n 740916", &[(Kind::Pin, "740916")]),
        ("рin 740916", &[(Kind::Pin, "740916")]),
        ("ｐｉｎ ７４０９１６", &[(Kind::Pin, "７４０９１６")]),
        ("p\u{200B}in saya 74\u{200D}09\u{FEFF}16", &[(Kind::Pin, "74\u{200D}09\u{FEFF}16")]),
        ("ṗïñ 740916", &[(Kind::Pin, "740916")]),
        ("🅿🅸🅽 740916", &[(Kind::Pin, "740916")]),
        ("P!N saya 740916", &[(Kind::Pin, "740916")]),
        ("0tp 482130", &[(Kind::Otp, "482130")]),
        ("o-t-p: 48213O", &[(Kind::Otp, "48213O")]),
        ("otp 4B2l3O", &[(Kind::Otp, "4B2l3O")]),
        ("p@ssword: hunter2", &[(Kind::Password, "hunter2")]),
        ("passw0rd hunter2", &[(Kind::Password, "hunter2")]),
        ("pa$$word: hunter2", &[(Kind::Password, "hunter2")]),
    ]);
}

#[test]
fn chat_4_innocent_drafts_pass() {
    assert_innocent(&[
        "Never give your OTP to anyone",
        "jangan berikan OTP kepada siapa pun",
        "Saya lupa PIN, bagaimana cara menggantinya?",
        "PIN saya terblokir setelah 3 kali salah",
        "OTP belum masuk, sudah 10 menit",
        "OTP tidak masuk ke 0812-3456-7890",
        "OTP dikirim ke nomor 0812 3456 7890 tapi tidak masuk",
        "OTP untuk transaksi Rp1.250.000 tidak sampai",
        "PIN harus 6 digit?",
        "Apakah PIN saya kedaluwarsa pada 17/08/2027?",
        "Saya ganti PIN sejak tahun 2024",
        "Kartu saya berakhiran 1486, PIN terblokir",
        "PIN kartu 1486 terblokir",
        "Nomor tiket saya 482913, OTP belum masuk",
        "OTP gagal, nomor laporan 482913",
        "Jam 10.30 OTP belum masuk",
        "Transfer 150000 gagal, OTP tidak diterima",
        "password saya salah terus",
        "Kata sandi saya tidak bisa dipakai",
        "Lupa kata sandi, email saya sari90@contoh.example",
        "kode buka blokir bagaimana?",
        "Berapa digit CVV?",
        "Pinjaman 12 bulan Rp5.000.000",
        "Saya transfer 500000 ke 0812-3456-7890",
        "My password is not working",
        "my password is expired",
        "How do I change my password?",
        "Password must be 8 characters",
        "I forgot my PIN, my customer number is 482913",
        "My card ending 4321 was declined, the PIN was right",
        "I requested the OTP 3 times at 14:30",
        "I paid 250000 and the OTP never came",
        "The CVV is on the back of the card",
        "What is an OTP?",
        "I was born in 1990 and live at number 12",
        "Call me at +62 812 3456 7890",
        "Order 482913 from 12 May 2024",
        "My new PIN should arrive within 14 days",
        "Sandi, tolong cek saldo saya",
        "The OTP expires after 300s",
        "Saya sudah menunggu OTP sejak 2 jam lalu",
        "PIN",
        "",
    ]);
}

#[test]
fn chat_3_requests_for_a_secret_are_marked() {
    let cases = [
        "mohon kirim OTP Anda",
        "Tolong sebutkan kode OTP yang masuk",
        "Kirimkan PIN ATM Anda sekarang",
        "Berapa PIN Anda?",
        "PIN Anda berapa?",
        "Boleh saya tahu CVV kartunya?",
        "Kami membutuhkan kata sandi Anda untuk verifikasi",
        "Masukkan PIN dan CVV pada link berikut",
        "Jangan khawatir, kirim OTP Anda",
        "Jangan lupa kirim kode verifikasi",
        "Jangan berikan OTP kepada siapa pun kecuali kepada petugas kami",
        "Jangan berikan OTP kepada orang lain, berikan kepada saya",
        "OTP-nya kirim ke saya ya kak",
        "Minta kode OTP nya dong",
        "Mohon OTP-nya",
        "Sebutkan 3 angka di belakang kartu",
        "Balas pesan ini dengan Kode Buka Anda",
        "Mohon nomor kartu lengkap Anda",
        "Anda menerima SMS berisi OTP. Sebutkan angkanya ke saya",
        "Jika Anda tidak mengirim OTP, akun diblokir",
        "Silakan ketik kata sandi Anda di sini",
        "kasih tau pin nya kak",
        "Harap memberikan kode OTP",
        "PIN Anda mohon dikirim ke saya",
        "please send me your PIN",
        "what is your CVV?",
        "What's the OTP you received?",
        "Tell me your one-time PIN",
        "Could you share your password with me?",
        "I need your OTP to cancel the transaction",
        "May I have your unlock code?",
        "Enter your PIN at this link",
        "Read me the code you received",
        "Don't worry, just send your OTP",
        "Never share your OTP with anyone except our agent",
        "Do not hang up and tell me your OTP",
        "If you do not send your OTP, your account will be blocked",
        "We sent you an OTP. Please read it to me",
        "Your PIN, please",
        "OTP?",
        "Bisa dibantu kode OTP yang barusan masuk, Pak?",
        "What is the verification code we just sent you?",
        "What are the three digits on the back of your card?",
        "Silakan kirim foto kartu Anda bagian depan dan belakang beserta CVV",
        "Segera berikan Kode Buka Anda agar akun tidak diblokir",
        "Konfirmasi PIN Anda dengan membalas pesan ini",
        "Please confirm your full card number",
        "We require your password and PIN",
        "Someone is in your account! Send me the OTP now",
        "your p1n, please",
        "kirim 0TP Anda",
        "k\u{200B}irim P.I.N Anda",
        "kirim ОТР Anda",
    ];
    let missed: Vec<_> = cases.iter().filter(|case| !asked(case)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn chat_3_warnings_and_service_pass() {
    let cases = [
        "Never give your OTP to anyone",
        "jangan berikan OTP kepada siapa pun",
        "Jangan pernah membagikan PIN, CVV, atau kata sandi Anda",
        "Bank tidak pernah meminta PIN, OTP, atau kata sandi",
        "Petugas kami tidak akan pernah meminta Anda memberikan OTP",
        "Penipu sering meminta OTP Anda",
        "Penipu mengaku petugas bank dan meminta PIN Anda",
        "Waspada telepon yang meminta kode OTP",
        "Laporkan jika ada yang meminta PIN Anda",
        "Siapa pun yang meminta OTP adalah penipu",
        "Rahasiakan PIN Anda dan jangan bagikan kepada siapa pun",
        "Kami telah mengirim OTP ke ponsel Anda",
        "OTP akan dikirim ke nomor Anda",
        "Anda akan menerima kode OTP lewat SMS",
        "Masukkan PIN Anda di aplikasi",
        "Silakan masukkan Kode Buka di aplikasi untuk menyetujui",
        "Anda dapat mengganti PIN di menu Pengaturan",
        "Jika lupa kata sandi, hubungi kami",
        "Jika lupa PIN, kirim pesan ke kami",
        "Apa itu OTP?",
        "PIN terdiri dari berapa digit?",
        "Mohon jaga kerahasiaan PIN Anda",
        "Mohon ganti PIN Anda secara berkala",
        "Beri tahu kami jika OTP belum masuk",
        "Sebutkan empat angka terakhir nomor kartu Anda",
        "Kartu Anda sedang dikirim",
        "Jika Anda tidak meminta OTP ini, abaikan pesan ini",
        "Memberikan OTP kepada orang lain sama dengan memberikan uang Anda",
        "We will never ask for your password",
        "Our staff will never ask you to share your PIN",
        "Don't share your OTP or PIN with anyone, not even bank staff",
        "Do not tell anyone your password",
        "Never, ever send your PIN by email",
        "Scammers may ask you for your PIN",
        "No one from the bank will ask for your PIN",
        "If someone asks for your OTP, hang up",
        "We will never ask for your one-time PIN",
        "Anyone asking for your PIN is a scammer",
        "Beware of calls asking for your OTP",
        "The bank asks you never to share your OTP",
        "Keep your PIN secret",
        "Please keep your password safe",
        "Please change your PIN regularly",
        "We have sent a one-time PIN to your phone",
        "Enter your PIN in the app to approve",
        "Tell us if you did not receive the OTP",
        "What is an OTP?",
        "What is a CVV used for?",
        "What happened with your PIN?",
        "Kode OTP Anda adalah 118274. JANGAN BERIKAN kepada siapa pun.",
        "Dimohon tidak membagikan PIN",
        "Sharing your OTP is dangerous",
        "Did you share your PIN with anyone?",
        "Please give the last four digits of your card number",
        "You will need your PIN to withdraw cash",
        "You can request a new PIN in the app",
        "How can I help you with your card?",
        "Send us a message if your PIN is blocked",
        "If you forget your PIN, tell us",
        "Is your PIN blocked?",
        "Your PIN was changed.",
        "Good morning, how can I help?",
        "Selamat siang, ada yang bisa kami bantu?",
        "",
    ];
    let wrong: Vec<_> =
        cases.iter().filter(|case| asked(case)).map(|case| (case, found(Direction::Inbound, case))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn chat_4_the_two_directions_have_their_own_rules() {
    assert!(found(Direction::Inbound, "pin 740916").is_empty());
    assert!(told("please send me your PIN").is_empty());
    assert!(found(Direction::Inbound, "rekening saya 1234567890, lahir 17/08/1990").is_empty());
    assert!(told("Transfer Rp500.000 ke rekening aman ini: www.kunci.com").is_empty());
    let request = scan(Direction::Inbound, "please send me your PIN");
    assert_eq!(request.first().map(|finding| finding.severity), Some(Severity::Mark));
    let secret = scan(Direction::Outbound, "pin 740916");
    assert_eq!(secret.first().map(|finding| finding.severity), Some(Severity::Block));
}

#[test]
fn chat_4_offsets_count_characters_of_the_original() {
    let finding = scan(Direction::Outbound, "🙂é\u{200B} pin ７４０９１６!")[0];
    assert_eq!((finding.start, finding.end), (8, 14));
    assert_eq!(mask("🙂é\u{200B} pin ７４０９１６!", &[finding]), "🙂é\u{200B} pin ••••!");
}

#[test]
fn chat_4_a_mask_says_nothing_about_the_length() {
    let masked = |draft: &str| mask(draft, &scan(Direction::Outbound, draft));
    assert_eq!(masked("pin saya satu dua tiga empat ya"), "pin saya •••• ya");
    assert_eq!(masked("kartu 4539 5787 6362 1486, pin 740916"), "kartu ••••, pin ••••");
    assert_eq!(masked("halo"), "halo");
}

#[test]
fn chat_4_masking_with_findings_of_another_text_does_no_harm() {
    let finding = |start, end| Finding { kind: Kind::Pin, severity: Severity::Block, start, end };
    assert_eq!(
        mask("abcdef", &[finding(4, 99), finding(1, 3), finding(2, 3), finding(50, 60), finding(3, 3)]),
        "a••••d••••"
    );
}

#[test]
fn chat_4_every_kind_has_its_explanation_in_both_languages() {
    for kind in Kind::ALL {
        for language in Language::ALL {
            let key = kind.text_key();
            assert!(exists(language, &key) && exists(language, &format!("{key}.body")), "{language:?} {key}");
            assert!(!text(language, &format!("{key}.body"), &[]).is_empty());
        }
        assert_eq!(serde_json::to_value(kind).expect("serialises"), kind.code());
    }
}

/// What a reader of a text looks at, counted.
fn looks(direction: Direction, text: &str) -> usize {
    let message = Message::read(text);
    let _ = read(Rules::sandbox(), direction, &message);
    message.looks.get()
}

#[test]
fn chat_4_work_grows_with_the_length_and_not_faster() {
    let pieces = [
        "4",
        "4 ",
        "45 ",
        "4539 ",
        "4539578763621486 ",
        "o ",
        "4o",
        "a1",
        "nol",
        "nol ",
        "satu ",
        "pin ",
        "pin",
        "pin 1 ",
        "pin: ",
        "p i n ",
        "p.",
        "kode buka ",
        "password ",
        "password-",
        "password: ",
        "password:\u{20}\u{20}",
        "kirim ",
        "kirim pin ",
        "jangan kirim pin, ",
        "kata ",
        "otp saya ",
        "1 otp ",
        "rp 1.000",
        "never ",
        "send, ",
        "apa ",
        "berapa pin ",
        "mohon ",
        "• ",
        ". ",
        " ",
        "\u{200B}",
        "\u{FDFA}",
        "12/12/2024 ",
        "pin saya saya saya saya 1. ",
        "your ",
        "your pin ",
        "one time ",
        "it otp. ",
        "kirim. ",
        "@",
        "a@",
        "\"",
        "password \"",
        "transfer ",
        "transfer uang ke ",
        "segera atau diblokir, ",
        "saya dari tim ",
        "kirim ke rekening aman ",
        "never transfer, ",
        "a.b.c.",
        "https://a.com ",
        "kuncibank.",
        "x@kuncibank.com ",
        "[.]",
        "(dot)",
        "lahir 17 ",
        "17 agustus 1990 ",
        "rekening 1234567890 ",
        "rekening rekening ",
        "3171234501900001 ",
        "31 71 23 45 ",
        "transfer ke 1234567890 ",
        "acount ",
        "jika tidak ",
        "a ",
        "a. ",
        "a@a.",
        "4-",
        "kode yang masuk ",
        "code you received ",
        "please kindly ",
        "kuncibamk.com ",
        "а.co ",
    ];
    for direction in [Direction::Inbound, Direction::Outbound] {
        for piece in pieces {
            let of = |bytes: usize| looks(direction, &piece.repeat(bytes / piece.len()));
            let (half, whole) = (of(2 * 1024), of(4 * 1024));
            assert!(whole <= half * 21 / 10 + 1_000, "{piece:?} {direction:?}: {half}, twice as long: {whole}");
            assert!(whole <= 4 * 1024 * 150, "{piece:?} {direction:?}: {whole}");
            // What a question at the very end makes of all that stands before it.
            let asked = |bytes: usize| looks(direction, &(piece.repeat(bytes / piece.len()) + "?"));
            let (half, whole) = (asked(2 * 1024), asked(4 * 1024));
            assert!(whole <= half * 21 / 10 + 1_000, "{piece:?}? {direction:?}: {half}, twice as long: {whole}");
        }
    }
}

#[test]
fn chat_4_a_national_id_is_region_date_and_serial_and_collides_with_cards() {
    let nik = |text: &str| told(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    // A man, a woman (day + 40), the last of February.
    for number in ["3171234501900001", "3171235708900003", "3171232902880004"] {
        assert_eq!(nik(number), [Kind::NationalId], "{number}");
    }
    // No such province, month, day, serial; a regency or district that does not exist; an order number.
    for number in [
        "2071231708900001",
        "3171231713900001",
        "3171233202900001",
        "3171231708900000",
        "3100231708900001",
        "3171991708900001",
    ] {
        assert_eq!(nik(number), [], "{number}");
        assert_eq!(nik(&format!("NIK saya {number}")), [Kind::NationalId], "named, even if mistyped: {number}");
    }
    assert_eq!(nik("order 3171234501900001"), [], "labelled as something else");
    // Region 51 and 52 begin like Mastercard: what also passes Luhn is found as both, and masked either way.
    let both = "5171012304880005";
    assert_eq!(nik(both), [Kind::CardNumber, Kind::NationalId]);
    assert_eq!(mask(both, &scan(Direction::Outbound, both)), "••••");
}

#[test]
fn chat_4_a_luhn_valid_number_without_issuer_and_a_2_series_card() {
    // Microsoft's presidio missed Mastercard's 2-series (presidio#2075); Luhn alone took moments for cards (pii-shield#209).
    for card in ["2221000000000009", "2223003122003222", "2720990000000007"] {
        assert_eq!(told(card).first().map(|found| found.0), Some(Kind::CardNumber), "{card}");
    }
    for number in ["2220000000000000", "2721000000000004", "1700000000007", "20240131235958"] {
        assert!(told(number).is_empty(), "{number}");
    }
}

#[test]
fn chat_5_addresses_are_told_apart_by_their_host() {
    let kinds = |text: &str| found(Direction::Inbound, text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    for own in [
        "https://kuncibank.example",
        "http://www.kuncibank.example/a?b=c#d",
        "KUNCIBANK.EXAMPLE/kartu",
        "help.kuncibank.example.",
        "bantuan@kuncibank.example",
        "https://kuncibank.example:443/x",
        "(https://kuncibank.example)",
    ] {
        assert_eq!(kinds(own), [], "{own}");
    }
    for foreign in [
        "https://x.example",
        "bit.ly/x",
        "t.me/x",
        "www.anything.notasuffix",
        "hxxp://a[.]b",
        "http://1.2.3.4",
        "1.2.3.4/login",
        "http://16909060/",
        "https://notmybank.example/kuncibank.example",
        "ftp://files.example",
        "toko.co.id",
        "help@bank.example",
    ] {
        assert_eq!(kinds(foreign), [Kind::Link], "{foreign}");
    }
    for posing in [
        "https://kuncibank.example.evil.com",
        "https://kuncibank.example@evil.com",
        "kunci-bank.id",
        "kuncibankk.com",
        "kuncibnak.com",
        "https://kuncіbank.example",
        "https://xn--kuncbank-wkb.example",
        "https://xn--kuncbank-6wf.example",
        "ＫＵＮＣＩＢＡＮＫ．ＣＯＭ",
        "kuncibank\u{200B}.com",
        "cs.kuncibank@mail.example",
    ] {
        let found = kinds(posing);
        assert!(found.contains(&Kind::LookalikeLink) && found.contains(&Kind::Link), "{posing}: {found:?}");
    }
    for none in [
        "baik.terima kasih",
        "selesai.Ok",
        "versi 4.12.3",
        "Rp1.250.000",
        "jam 10.30",
        "laporan.pdf",
        "a.n. Sari",
        "dll.",
        "e.g. this",
        "...",
        "12/12/2024",
        "and/or",
    ] {
        assert_eq!(kinds(none), [], "{none}");
    }
}

#[test]
fn chat_5_a_bank_adds_its_own_domains_names_and_phrases_as_data() {
    let bank: BankRules = serde_json::from_str(
        r#"{"domains": ["majubank.co.id"], "names": ["maju"], "classes": {"undian": ["undian", "arisan"]},
            "phrases": [{"kind": "money_request", "says": ["ikut <undian> *2 maju"]},
                        {"kind": "urgency", "says": ["jangan tunggu"], "denied": "ignored"}]}"#,
    )
    .expect("reads");
    let rules = Rules::compile(&bank).expect("compiles");
    let kinds = |text: &str| {
        scan_by(&rules, Direction::Inbound, text).into_iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("Ikut arisan dari Maju"), [Kind::MoneyRequest]);
    assert_eq!(kinds("jangan tunggu"), [Kind::Urgency]);
    assert_eq!(kinds("lihat www.majubank.co.id"), []);
    assert_eq!(kinds("lihat kuncibank.example"), [Kind::Link]);
    assert!(kinds("lihat majubank-login.com").contains(&Kind::LookalikeLink));
    assert_eq!(kinds("Segera transfer atau akun diblokir"), [Kind::Urgency], "the built-in rules stay");
    for bad in [
        r#"{"phrases": [{"kind": "pin", "says": ["x"]}]}"#,
        r#"{"phrases": [{"kind": "urgency", "says": ["* x"]}]}"#,
        r#"{"phrases": [{"kind": "urgency", "says": ["x *99 y"]}]}"#,
        r#"{"phrases": [{"kind": "urgency", "says": ["<nothing> y"]}]}"#,
        r#"{"phrases": [{"kind": "urgency", "says": [""]}]}"#,
        r#"{"phrases": [{"kind": "urgency", "says": ["a *1 b *1 c *1 d *1 e *1 f"]}]}"#,
    ] {
        let bank: BankRules = serde_json::from_str(bad).expect("JSON");
        assert!(Rules::compile(&bank).is_err(), "{bad}");
    }
    assert!(serde_json::from_str::<BankRules>(r#"{"unknown": 1}"#).is_err());
    assert!(!Rules::sandbox().phrases.is_empty(), "the built-in rules compile");
}

proptest! {
    #[test]
    fn chat_4_any_text_is_read_without_a_crash_and_places_lie_inside(text in ".{0,200}") {
        for direction in [Direction::Inbound, Direction::Outbound] {
            let findings = scan(direction, &text);
            let length = text.chars().count();
            for finding in &findings {
                prop_assert!(finding.start < finding.end && finding.end <= length);
            }
            prop_assert!(findings.is_sorted_by_key(|finding| (finding.start, finding.end)));
            let _ = mask(&text, &findings);
        }
    }

    #[test]
    fn chat_4_texts_made_of_what_rules_look_for_are_read_without_a_crash(parts in proptest::collection::vec(
        prop::sample::select(vec!["pin", "otp", "password", "kode buka", "cvv", ":", " ", ". ", "\n", "123456", "4539 5787 6362 1486", "satu", "o",
            "jangan", "kirim", "berapa", "your", "Rp", "is", "•", "\u{200B}", "12/27", "@", "\"", ",", "if", "send", "it", "kecuali", "saya"]), 0..40)) {
        let text = parts.concat();
        for direction in [Direction::Inbound, Direction::Outbound] {
            let findings = scan(direction, &text);
            for finding in &findings {
                prop_assert!(finding.start < finding.end && finding.end <= text.chars().count());
            }
            for pair in findings.windows(2) {
                prop_assert!(pair[0].kind != pair[1].kind || pair[0].end <= pair[1].start, "{text:?} {findings:?}");
            }
        }
    }

    #[test]
    fn chat_4_invisible_characters_do_not_hide_a_card(
        places in proptest::collection::vec((0usize..17, prop::sample::select(vec!['\u{200B}', '\u{200D}', '\u{AD}', '\u{2060}', '\u{FEFF}', '\u{202E}', '\u{2066}', '\u{FE0F}', '\u{E0061}', '\u{180E}', '\u{34F}', '\u{3164}'])), 0..30),
    ) {
        let mut card: Vec<char> = VISA.chars().collect();
        for (place, invisible) in places {
            card.insert(place, invisible);
        }
        let draft: String = card.into_iter().collect();
        let findings = scan(Direction::Outbound, &draft);
        prop_assert_eq!(findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [Kind::CardNumber]);
        let masked = mask(&draft, &findings);
        prop_assert!(!masked.contains(|character: char| character.is_ascii_digit()), "{}", masked);
    }

    #[test]
    fn chat_5_an_address_with_a_foreign_suffix_is_never_taken_for_the_bank_s(
        label in "[a-z]{1,12}", scheme in prop::sample::select(vec!["https://", "http://", "hxxps://"]), path in "(/[a-z]{0,8})?",
    ) {
        let kinds = |text: &str| scan(Direction::Inbound, text).into_iter().map(|finding| finding.kind).collect::<Vec<_>>();
        let foreign = format!("{scheme}kuncibank.example.{label}.com{path}");
        prop_assert!(kinds(&foreign).contains(&Kind::LookalikeLink), "{}", foreign);
        let own = format!("{scheme}{label}.kuncibank.example{path}");
        prop_assert!(kinds(&own).is_empty(), "{}", own);
    }

    #[test]
    fn chat_4_masking_removes_every_digit_of_a_card_and_of_a_pin(
        stem in "4[0-9]{14}", separator in prop::sample::select(vec!["", " ", "-", ".", "/", "_"]), pin in "[0-9]{6}",
    ) {
        let digits: Vec<u8> = stem.bytes().map(|digit| digit - b'0').collect();
        let last = (0..10u8).find(|last| passes_luhn(&[digits.as_slice(), &[*last]].concat())).expect("one of ten fits");
        let all = format!("{stem}{last}");
        let card = [&all[..4], &all[4..8], &all[8..12], &all[12..]].join(separator);
        let draft = format!("kartu saya {card}\u{20}pin saya {pin}");
        let masked = mask(&draft, &scan(Direction::Outbound, &draft));
        prop_assert!(!masked.contains(|character: char| character.is_ascii_digit()), "{} {}", draft, masked);
        prop_assert!(scan(Direction::Outbound, &masked).is_empty());
    }
}
