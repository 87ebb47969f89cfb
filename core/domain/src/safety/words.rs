//! Data: what single words mean, in Indonesian and English, formal and as people chat. Words are folded: lower case, no apostrophes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::Quick;

/// A class of words: one of the table below, or a few words on the spot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    words: &'static [&'static str],
    /// Its place in the table.
    bit: Option<u8>,
}

impl Class {
    pub(super) const fn words(self) -> &'static [&'static str] {
        self.words
    }
}

impl<const N: usize> From<&'static [&'static str; N]> for Class {
    fn from(words: &'static [&'static str; N]) -> Self {
        Self { words, bit: None }
    }
}

/// The classes of a word, looked up once for all questions about it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Classes(u128);

impl Classes {
    pub(super) fn of(word: &str) -> Self {
        if !word.is_ascii() {
            return Self::default();
        }
        Self(BITS.get(word).copied().unwrap_or_default())
    }

    /// Those of either word.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `word`, whose classes these are, belongs to `class`.
    pub(super) fn are(self, word: &str, class: Class) -> bool {
        match class.bit {
            Some(bit) => self.0 >> bit & 1 == 1,
            None => among(class.words, word),
        }
    }
}

static BITS: LazyLock<HashMap<&'static str, u128, Quick>> = LazyLock::new(|| {
    let mut bits: HashMap<&'static str, u128, Quick> = HashMap::default();
    for class in ALL {
        for word in class.words {
            *bits.entry(word).or_default() |= class.bit.map_or(0, |bit| 1 << bit);
        }
    }
    bits
});

/// Whether `word` belongs to `class`.
pub(super) fn is(word: &str, class: impl Into<Class>) -> bool {
    among(class.into().words, word)
}

/// Whether `word` is one of `words`. Length and first letter rule out nearly all of them before letters are compared.
pub(super) fn among(words: &[&str], word: &str) -> bool {
    let (length, first) = (word.len(), word.as_bytes().first());
    words.iter().any(|other| other.len() == length && other.as_bytes().first() == first && *other == word)
}

/// Makes the classes: at most 128, for each has a bit.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $words:expr;)*) => {
        #[derive(Clone, Copy)]
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "named as the classes are")]
        enum Bit { $($name),* }
        $($(#[$doc])* pub(super) const $name: Class = Class { words: &$words, bit: Some(Bit::$name as u8) };)*
        const ALL: &[Class] = &[$($name),*];
    };
}

/// Digits as words. "oh", "o" and "kosong" ("empty") are digits among spoken digits only: see [`SOFT_ZERO`].
pub(super) const SPOKEN_DIGITS: &[(&str, u8)] = &[
    ("nol", 0), ("satu", 1), ("dua", 2), ("tiga", 3), ("empat", 4), ("lima", 5), ("enam", 6), ("tujuh", 7),
    ("delapan", 8), ("lapan", 8), ("sembilan", 9), ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4),
    ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
];

classes! {
/// Zero, next to another spoken digit.
SOFT_ZERO = ["oh", "o", "kosong"];

/// Stands between the name of a secret and its value without changing what is said.
CONNECTORS = [
    // Whose, which.
    "saya", "sy", "aku", "ku", "gue", "gua", "gw", "kami", "kita", "anda", "kamu", "mu", "nya", "my", "mine", "our", "your",
    "the", "a", "this", "that", "ini", "itu", "yang", "yg", "baru", "lama", "new", "old", "current", "terbaru", 
    "bapak", "ibu", "istri", "suami", "ayah", "mama", "papa",
    // Linking words.
    "is", "are", "was", "adalah", "adlh", "ialah", "yaitu", "yakni", "as", "sebagai", "jadi", "berupa", "to", "ke", "di",
    "dari", "from", "for", "untuk", "utk", "buat", "via", "lewat", "of", "with", "dengan", "so", "maka", "menjadi",
    "equals", "sama", "in", "on", "by", "at",
    // Filling words.
    "code", "kode", "nomor", "nomer", "no", "num", "number", "angka", "angkanya", "digit", "digits", "value", "isinya", "cuma",
    "tadi", "barusan", "sekarang", "now", "just", "got", "here", "heres", "berikut", "masuk", "terima", "diterima", "received",
    "dikirim", "sent", "sms", "wa", "whatsapp", "email", "ya", "yaa", "kak", "min", "admin", "pak", "bu", "mas", "mbak",
    "gan", "bos", "sis", "dong", "nih", "please", "pls", "tolong", "cek", "check", "saja", "aja", "only", "ok", "oke",
    "okay", "yes", "iya", "hi", "halo", "si", "kok", "deh", "sih", "adl", "tuh",
    // Where it is used.
    "atm", "bank", "mobile", "mbanking", "banking", "ibanking", "internet", "app", "aplikasi", "apk", "login", "token",
    "hp", "sim", "transaksi", "transaction", "debit", "kredit", "credit", "gpn", "visa", "mastercard", "bca", "bni", "bri",
    "mandiri", "kunci", "rahasia", "secret", "rahasianya", "verifikasi", "aktivasi",
];

/// A thing the secret belongs to. A short number right behind it may be the thing's own ("kartu 4321"), so only six digits count.
THINGS = ["kartu", "card", "rekening", "tabungan", "account", "akun", "savings", "phone", "ponsel", "handphone"];

/// Says outright what the value is.
COPULAS = ["is", "are", "was", "adalah", "adlh", "adl", "ialah", "yaitu", "yakni", "itu", "as", "sebagai", "equals", "berupa"];

/// Joins a second value to the first.
AND = ["dan", "and", "atau", "or", "lalu", "then", "kemudian", "trus", "terus", "plus", "n"];

/// Between a value and the name behind it: "482130 itu OTP saya".
BEFORE_NAME = [
    "itu", "ini", "is", "was", "are", "adalah", "adlh", "ialah", "my", "the", "your", "our", "as", "sebagai", "kode", "code",
    "nomor", "number", "yang", "yg", "merupakan", "nih", "kak", "min", "untuk", "for", "ya", "saya", "anda", "a", "tadi", "buat",
];

/// A word that says what the number behind it is, and that it is no secret.
LABELS = [
    "rekening", "rek", "norek", "account", "acc", "ref", "referensi", "reference", "tiket", "ticket", "laporan", "report",
    "case", "kasus", "antrian", "antrean", "queue", "order", "pesanan", "invoice", "faktur", "resi", "tracking", "customer",
    "pelanggan", "nasabah", "nik", "ktp", "npwp", "telepon", "telp", "tlp", "hp", "phone", "tanggal", "tgl", "date", "tahun",
    "year", "jam", "pukul", "pkl", "time", "pos", "postal", "zip", "nominal", "jumlah", "sejumlah", "sebesar", "senilai",
    "amount", "saldo", "balance", "transfer", "error", "ext", "extension", "id", "employee", "pegawai", "cabang", "branch",
    "berakhiran", "akhiran", "ending", "terakhir", "last", "email", "username", "user", "userid", "hubungi", "call", "telpon",
    "sejak", "since", "until", "sampai", "bayar", "pay", "beli", "buy", "harga", "price", "total", "meter", "pln", "versi",
    "version", "model", "page", "halaman", "biaya", "fee", "paid", "transaksi", "transaction", "pembayaran", "payment",
];

/// Money in front of a number.
CURRENCIES = ["rp", "idr", "usd", "sgd", "eur", "myr", "rupiah", "rph", "us", "s"];

/// Behind a number: it counts something.
UNITS = [
    "rupiah", "ribu", "rb", "juta", "jt", "miliar", "milyar", "triliun", "k", "idr", "usd", "dollar", "dollars", "dolar",
    "kali", "x", "times", "menit", "minutes", "minute", "detik", "seconds", "second", "jam", "hours", "hour", "hari", "days",
    "day", "bulan", "months", "tahun", "years", "persen", "percent", "orang", "people", "karakter", "characters", "wib",
    "wita", "wit", "am", "pm",
];

/// "six digits": the number in front counts the digits of the secret.
DIGIT_WORDS = ["digit", "digits", "angka", "angkanya", "number", "numbers"];

/// Behind a card number, in front of its expiry or CVV.
EXPIRY_WORDS = [
    "exp", "expiry", "expires", "expired", "expiration", "valid", "thru", "till", "until", "good", "date", "berlaku", "masa",
    "sampai", "hingga", "sd", "kadaluarsa", "kedaluwarsa", "tgl", "tanggal",
];

/// What a password *is* in a sentence that tells none: "password saya salah", "my password is not working".
NO_PASSWORD = [
    "not", "wrong", "incorrect", "expired", "invalid", "weak", "strong", "secret", "forgotten", "lost", "locked", "blocked",
    "rejected", "required", "needed", "reset", "being", "too", "still", "always", "never", "safe", "secure", "correct", "right",
    "fine", "case", "stolen", "hacked", "leaked", "known", "unknown", "different", "private", "personal", "confidential", "gone",
    "missing", "compromised", "working", "broken", "changed", "important", "what", "why", "how", "where", "help", "none",
    "protected", "sensitive", "short", "long", "empty", "good", "bad", "hidden", "encrypted", "mandatory", "optional",
    "salah", "benar", "lupa", "kadaluarsa", "kedaluwarsa", "terkunci", "terblokir", "ditolak", "tidak", "tak", "gak", "ga",
    "nggak", "ngga", "belum", "sudah", "udah", "telah", "harus", "wajib", "rahasia", "perlu", "hilang", "aman", "lemah", "kuat",
    "apa", "bisa", "bocor", "diganti", "direset", "dicuri", "diretas", "error", "gagal", "sama", "berbeda", "pribadi", "penting",
    "kosong", "bermasalah", "invalid", "expired", "bagaimana", "gimana", "kenapa", "mengapa", "tolong", "mohon", "jangan",
    "sulit", "susah", "mudah", "panjang", "pendek", "valid", "minimal", "maksimal", "hanya", "akan", "sedang", "sering",
    "selalu", "kurang", "terlalu", "ketahuan", "diketahui", "disimpan", "dirahasiakan", "lagi", "dan", "atau", "and", "or",
];

/// Asking to hand over, as an imperative or plain form.
GIVE = [
    "send", "give", "tell", "share", "provide", "submit", "reply", "text", "forward", "read", "show", "reveal", "disclose",
    "say", "state", "spell", "message", "email", "whatsapp", "dm", "respond", "supply", "hand", "dictate", "repeat", "screenshot",
    "kirim", "kirimkan", "kirimin", "krm", "krim", "kirimlah", "kasih", "kasi", "kasihkan", "kasihin", "beri", "berikan", "berikanlah",
    "beritahu", "beritahukan", "kasihtau", "kasitau", "sebut", "sebutkan", "sebutin", "bagikan", "bagi", "bagiin", "info",
    "infokan", "infoin", "informasikan", "balas", "bales", "sampaikan", "tulis", "tuliskan", "bacakan", "bacain", "baca",
    "teruskan", "foto", "fotokan", "fotoin", "serahkan", "lampirkan", "tunjukkan", "tunjukan", "perlihatkan", "ucapkan",
    "katakan", "setor", "setorkan", "diktekan", "dikte", "ulangi",
];

/// Asking to enter or confirm: harmless where it belongs, in the app or at the machine.
ENTER = [
    "enter", "type", "input", "fill", "key", "confirm", "verify", "validate", "insert", "write", "put", "masukkan", "masukan",
    "masukin", "ketik", "ketikkan", "ketikan", "isi", "isikan", "isilah", "input", "inputkan", "konfirmasi", "konfirmasikan",
    "verifikasi", "verifikasikan", "validasi", "cantumkan", "lengkapi",
];

/// Forms that also merely speak about giving; they ask only behind one of [`MODALS`].
GIVE_MAYBE = [
    "sending", "giving", "telling", "sharing", "providing", "submitting", "replying", "forwarding", "reading", "showing",
    "entering", "typing", "confirming", "mengirim", "mengirimkan", "ngirim", "memberi", "memberikan", "memberitahu",
    "memberitahukan", "menyebut", "menyebutkan", "membagi", "membagikan", "menginfokan", "menginformasikan", "membalas",
    "menyampaikan", "menulis", "menuliskan", "membaca", "membacakan", "meneruskan", "menyerahkan", "melampirkan",
    "menunjukkan", "memperlihatkan", "memasukkan", "memasukan", "mengetik", "mengetikkan", "mengisi", "mengisikan",
    "mengonfirmasi", "mengkonfirmasi", "memverifikasi", "menginput", "disclosing", "revealing",
];

/// The passive of giving; it asks behind a polite word or towards the speaker.
GIVEN = [
    "dikirim", "dikirimkan", "diberi", "diberikan", "disebutkan", "disebut", "dibagikan", "diinfokan", "diinformasikan",
    "disampaikan", "ditulis", "dituliskan", "dibacakan", "diteruskan", "difoto", "diserahkan", "dilampirkan", "diketik",
    "dimasukkan", "diisi", "dikonfirmasi", "diverifikasi", "diberitahukan", "sent", "provided", "shared", "confirmed",
];

/// Wanting it oneself.
WANT = [
    "need", "needs", "require", "requires", "want", "wants", "ask", "asks", "request", "requests", "asked", "requested",
    "asking", "requesting", "needed", "minta", "meminta", "mintakan", "butuh", "butuhkan", "membutuhkan", "perlu", "perlukan",
    "memerlukan", "mau", "ingin", "have", "get", "know", "tahu", "tau", "lihat", "see", "collect",
];

/// Of [`WANT`], those that ask only as "may I have …", "boleh saya tahu …".
WANT_WITH_LEAVE = ["have", "get", "know", "tahu", "tau", "lihat", "see"];

/// Asking leave.
LEAVE = ["can", "could", "may", "might", "boleh", "bisa", "bolehkah", "bisakah", "bolehkan", "let"];

/// Makes a request of [`GIVE_MAYBE`] and [`GIVEN`].
MODALS = [
    "harap", "mohon", "silakan", "silahkan", "tolong", "harus", "wajib", "perlu", "bersedia", "boleh", "bisa", "dapat", "agar",
    "supaya", "segera", "diminta", "dimohon", "dimohonkan", "diharapkan", "diharap", "diwajibkan", "bantu", "dengan", "untuk",
    "please", "kindly", "mind", "by", "consider", "start", "must", "should", "pls", "plis", "bantuan",
];

/// Courtesy; enough of a request where nothing but the secret follows.
POLITE = [
    "mohon", "tolong", "please", "pls", "plz", "plis", "kindly", "minta", "dong", "mana", "harap", "coba", "donk", "needed", "dibantu",
];

/// Says no.
NEGATIONS = [
    "jangan", "jgn", "jng", "janganlah", "tidak", "tdk", "tak", "takkan", "gak", "ga", "nggak", "ngga", "enggak", "bukan",
    "dilarang", "larangan", "hindari", "hindarilah", "tanpa", "stop", "never", "not", "dont", "doesnt", "didnt", "wont", "cant",
    "cannot", "shouldnt", "mustnt", "wouldnt", "avoid", "without", "nor", "neither", "refuse", "tolak", "isnt", "arent",
    "havent", "refrain", "mustn", "pantang", "nobody", "none",
];

/// Takes the "no" upon itself: "don't worry, send …", "jangan lupa kirim …".
NEGATION_SINKS = [
    "worry", "panic", "hesitate", "forget", "wait", "delay", "hang", "afraid", "mind", "fear", "miss", "ignore", "fail", "be",
    "only", "khawatir", "kuatir", "panik", "ragu", "lupa", "takut", "cemas", "tunda", "menunda", "lupakan", "sungkan", "bingung",
    "risau", "abaikan", "tutup", "sampai", "lama",
];

/// A "no" carries over a comma in front of these: "jangan pernah, kepada siapa pun, …".
NEGATION_GOES_ON = ["ever", "never", "pernah", "under", "kepada", "baik", "bahkan", "or", "atau", "dalam", "in", "by", "nor", "ataupun", "maupun", "to"];

/// A new clause.
CLAUSE_BREAKS = [
    "and", "but", "then", "so", "just", "dan", "tapi", "tetapi", "namun", "lalu", "kemudian", "jadi", "cukup", "segera", "tolong",
    "mohon", "please", "silakan", "silahkan", "harap", "melainkan", "langsung", "maka", "immediately", "instead", "kindly",
];

/// Speaking of a third person, or as a warning.
WARNINGS = [
    "scammer", "scammers", "fraudster", "fraudsters", "criminal", "criminals", "thief", "thieves", "someone", "anyone",
    "anybody", "somebody", "whoever", "nobody", "crook", "crooks", "impostor", "impostors", "imposter", "hackers", "hacker",
    "beware", "careful", "alert", "penipu", "penipuan", "pelaku", "oknum", "penjahat", "siapapun", "seseorang", "modus",
    "phishing", "waspada", "waspadai", "waspadalah", "awas", "hati", "berhati", "hindari", "scam", "scams", "fraud", "mengaku",
    "pretending", "siapa",
];

/// Behind the verb: the secret belongs to another thought ("kirim pesan jika PIN …", "tell us about …").
SUBORDINATORS = [
    "if", "whether", "when", "once", "kalau", "kalo", "jika", "bila", "apabila", "apakah", "ketika", "saat", "about", "regarding",
    "tentang", "mengenai", "soal", "terkait", "because", "karena", "how", "bagaimana", "cara", "without", "tanpa", "why", "kenapa",
    "mengapa", "will", "akan", "can", "bahwa", "reset", "lupa", "forgot", "forget", "mengganti", "change", "ganti", "setelah",
    "after", "before", "sebelum", "terblokir", "blocked", "unless", "sebab",
];

/// Behind "to" or "untuk" these do not begin another thought: "give to me your OTP".
RECIPIENTS = ["me", "us", "our", "this", "the", "my", "kami", "saya", "kita", "aku", "number", "verify"];

/// The speaker's side.
SPEAKERS = [
    "we", "i", "well", "weve", "ill", "ive", "id", "im", "were", "wed", "kami", "saya", "aku", "kita", "sistem", "system", "bank",
    "petugas", "tim", "team", "cs", "agent", "agen", "officer", "admin",
];

/// The person spoken to.
LISTENERS = ["you", "youll", "u", "anda", "kamu", "bapak", "ibu", "kakak", "nasabah", "customer", "customers"];

/// Whose secret.
POSSESSIVES = [
    "your", "ur", "yours", "anda", "nya", "mu", "kamu", "the", "kak", "kakak", "bapak", "ibu", "pak", "bu", "bpk", "mas", "mbak", "lo",
    "lu", "nasabah", "bapakibu",
];

/// Between "need" and the secret.
WANT_FILLERS = [
    "your", "ur", "the", "anda", "kamu", "bapak", "ibu", "you", "for", "from", "of", "dari", "a", "full", "current", "lengkap", "kode",
    "code", "nomor", "number", "data", "berupa", "informasi", "information", "details", "juga", "also", "dulu", "both", "all",
    "complete", "card", "kartu", "and", "dan", "or", "atau", "6", "digit", "angka", "atm", "what", "berapa", "apa", "to", "know",
    "secret", "rahasia", "sms", "please", "in", "out", "tolong", "nama", "name",
];

/// Question words.
QUESTIONS = ["what", "whats", "which", "berapa", "brp", "apa", "mana", "berapakah", "whatis"];

/// Behind "berapa": a question about the secret, not for it.
COUNTED = [
    "digit", "digits", "angka", "kali", "lama", "panjang", "banyak", "times", "many", "menit", "karakter", "hari", "itu", "jumlah", "x",
];

/// May follow the secret in a question or plea without changing it.
TAIL = [
    "now", "please", "pls", "right", "for", "so", "sekarang", "ya", "yaa", "kak", "pak", "bu", "kakak", "bapak", "ibu", "mas", "mbak", "dong",
    "untuk", "agar", "supaya", "yang", "on", "that", "is", "itu", "to", "sir", "madam", "maam", "biar", "code", "kode", "donk", "via",
    "number", "nomor", "di", "dan", "and", "card", "kartu", "atm", "lengkap", "dulu", "segera", "again", "lagi", "berapa",
    "immediately", "asap", "yg", "deh", "sih", "nih", "the", "full", "anda", "nya", "mu", "kamu", "you",
    "kartunya", "kartumu", "cards", "atmnya", "received", "got", "get", "just", "of", "we", "sent", "barusan", "tadi", "masuk", "diterima", "terima",
];

/// Names that people spell letter by letter, beside the secrets' own: "D.O.B.".
SPELLED = ["dob", "ttl", "nik", "ktp", "nid"];

/// A full stop behind these ends no sentence.
ABBREVIATIONS = ["a", "n", "an", "no", "rek", "acct", "acc", "tgl", "tn", "ny", "bpk", "sdr", "nik", "dob", "b", "d", "o", "mr", "mrs", "ms", "jl"];

/// People whose work is fraud, not fraudsters: "fraud team", "tim penipuan".
TEAMS = ["team", "department", "dept", "division", "desk", "unit", "tim", "divisi", "departemen", "bagian", "officer", "specialist"];

/// Directly behind a verb that follows the secret: "OTP-nya kirim ke saya".
OBJECT_FOLLOWS = [
    "it", "them", "that", "those", "ke", "kepada", "ya", "dong", "sekarang", "segera", "now", "here", "kesini", "disini", "sini", "kak",
    "pak", "bu", "di", "lewat", "via", "back", "dulu", "itu", "tersebut", "these", "donk", "aja", "saja",
];

/// Names what was spoken of before: "send it", "sebutkan angkanya".
PRONOUNS = ["it", "them", "those", "itu", "tersebut", "kodenya", "angkanya", "nomornya"];

/// Where entering a secret is right.
RIGHT_PLACES = ["app", "aplikasi", "apps", "application", "atm", "keypad", "mbanking", "mesin", "edc", "terminal", "machine", "kunci"];

/// Where it never is.
WRONG_PLACES = [
    "link", "tautan", "situs", "website", "web", "form", "formulir", "chat", "here", "sini", "disini", "page", "halaman", "site", "http",
    "https", "www", "url", "email", "whatsapp", "wa", "sms", "me", "us", "saya", "reply", "obrolan", "pesan", "telegram",
];

/// An exception to a "no".
EXCEPT = ["except", "kecuali", "selain", "unless", "but", "than", "besides", "melainkan"];

/// For whom the exception is asked.
INSIDERS = ["me", "us", "our", "agent", "agents", "officer", "staff", "saya", "kami", "petugas", "agen", "admin", "cs", "bank", "support", "kita"];

/// "The last four digits" of a card may be asked for.
LAST = ["last", "final", "terakhir", "akhir", "akhiran", "belakang", "ending", "masked"];

/// Makes a "no" a condition: "if you do not send …".
CONDITIONS = ["if", "jika", "kalau", "kalo", "bila", "apabila", "unless", "why", "kenapa", "mengapa"];

/// Turns the sense of a sentence: a "no" in front reaches no further.
TURNS = ["but", "tapi", "tetapi", "namun", "melainkan", "instead", "lalu", "then", "kemudian", "therefore", "maka"];

/// Leads to what somebody wants: "kami minta transfer …", "you must pay …".
LEADS = [
    "must", "should", "harus", "wajib", "segera", "silakan", "silahkan", "mohon", "tolong", "please", "pls", "kindly", "harap", "diminta",
    "dimohon", "diharapkan", "diharuskan", "diwajibkan", "perlu", "minta", "coba", "bantu", "first", "dulu", "now", "immediately", "just", "cukup",
    "urgently", "langsung", "untuk", "sekarang", "quickly", "hello", "halo", "hi", "kak", "pak", "bu", "mama", "papa", "ma", "pa", "sir", "dear",
    "saja", "aja", "ayo", "yuk", "buruan", "go", "eh", "nah", "lalu",
];

/// In front of "to …" or "untuk …": it is wanted.
OBLIGES = [
    "need", "needs", "have", "has", "required", "must", "asked", "want", "wants", "advised", "instructed", "got", "you", "anda", "obliged", "diminta",
    "dimohon", "diharuskan", "diwajibkan", "harus", "wajib", "perlu", "meminta", "minta", "mohon", "harap", "request", "requested", "mengimbau", "kamu", "us",
];

/// In front of an e-mail address: it is the customer's.
OF_THE_CUSTOMER = ["your", "anda", "terdaftar", "registered", "kamu", "bapak", "ibu", "nasabah", "emailmu"];

/// Birth, or its date.
BIRTH = [
    "lahir", "kelahiran", "lahirnya", "ttl", "tgllahir", "born", "birth", "birthdate", "birthday", "bday", "dob", "dateofbirth", "ultah", "lahirku",
];

/// Between birth and a date: the date is another's.
NOT_BIRTH = [
    "transfer", "transaksi", "transaction", "kartu", "card", "jatuh", "expired", "kedaluwarsa", "daftar", "registered", "pesan", "bayar", "paid",
    "opened", "dibuka", "promo", "diskon", "discount",
];

/// The identity card and its number.
NATIONAL_ID = [
    "nik", "niknya", "ktp", "ktpnya", "nikku", "ektp", "kependudukan", "identitas", "identity", "nid", "kk", "passport", "paspor", "national", "citizen",
];

/// An account.
ACCOUNTS = [
    "rekening", "rekeningnya", "rekeningku", "rekeningmu", "rek", "norek", "noreknya", "norekku", "rekg", "account", "accounts", "acct", "acc", "accno",
    "tabungan", "giro", "va", "iban", "akun",
];

/// Money goes somewhere.
TRANSFERS = [
    "transfer", "transferred", "transferan", "ditransfer", "mentransfer", "tf", "trf", "kirim", "kirimkan", "mengirim", "dikirim", "setor", "disetor", "send", "sent",
    "sending", "wire", "wired", "deposit", "deposited", "bayar", "pindahkan", "pay", "paid",
];

/// Between "account" and a number, or right before it: the number is something else.
NOT_ACCOUNT = [
    "tiket", "ticket", "laporan", "report", "case", "kasus", "antrian", "antrean", "queue", "order", "pesanan", "invoice", "faktur", "resi", "tracking",
    "ref", "referensi", "reference", "nik", "ktp", "npwp", "telepon", "telp", "tlp", "hp", "phone", "wa", "whatsapp", "handphone", "ponsel", "mobile", "hubungi", "call",
    "telpon", "nominal", "jumlah", "sebesar", "senilai", "amount", "saldo", "balance", "error", "ext", "imei", "meter", "pln", "kode", "code", "otp",
    "pin", "lahir", "born", "kartu", "card", "id", "pelanggan",
];

/// Leads from what is wanted to the verb.
TO = ["to", "untuk", "utk", "agar", "anda", "kamu"];
}

#[cfg(test)]
mod tests {
    use super::BITS;

    #[test]
    fn chat_4_every_word_of_the_table_is_ascii_as_what_is_looked_up_in_it() {
        assert!(BITS.keys().all(|word| word.is_ascii()));
    }
}
