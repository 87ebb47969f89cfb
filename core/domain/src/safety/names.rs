//! Data and search: how secrets are called.

use std::sync::LazyLock;

use super::message::{Message, Token};
use super::{Kind, words};

/// A secret that a text can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secret {
    Pin,
    Otp,
    Cvv,
    Password,
    UnlockCode,
    /// "Security code": the CVV when it has three or four digits, otherwise a one-time PIN.
    SecurityCode,
    /// The number of a card. Naming it tells nothing; asking for all of it does.
    CardNumber,
    /// "The code", "kodenya": nothing by itself; asking for it is what an OTP thief does.
    TheCode,
}

impl Secret {
    /// The finding for a value of `digits` digits told with this name, if a value of that length can be one.
    pub(super) const fn told(self, digits: usize) -> Option<Kind> {
        match (self, digits) {
            (Self::Pin, 4..=8) => Some(Kind::Pin),
            (Self::Otp, 4..=8) | (Self::SecurityCode, 5..=8) => Some(Kind::Otp),
            (Self::Cvv | Self::SecurityCode, 3..=4) => Some(Kind::Cvv),
            (Self::UnlockCode, 4..=8) => Some(Kind::UnlockCode),
            _ => None,
        }
    }
}

/// A secret named in a text, and by which tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) secret: Secret,
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    /// Ends in -nya or -mu: somebody's.
    pub(super) possessed: bool,
}

/// Names by secret, in any order: the search takes the longest that fits. '#' is a number of one or two digits.
#[rustfmt::skip]
const NAMES: &[(Secret, &[&str])] = &[
    (Secret::Pin, &[
        "pin", "personal identification number", "mpin", "sandi atm", "pin atm", "kode pin", "pin code", "pin number",
        "nomor pin", "nomer pin", "no pin",
    ]),
    (Secret::Otp, &[
        "otp", "one time pin", "one time password", "one time passcode", "one time code", "onetime pin", "onetime password",
        "pin sekali pakai", "kata sandi sekali pakai", "sandi sekali pakai", "kode sekali pakai", "password sekali pakai",
        "kode verifikasi", "verification code", "verif code", "kode verif", "verifikasi kode", "kode otentikasi", "kode autentikasi",
        "kode otorisasi", "authentication code", "authorization code", "authorisation code", "auth code", "kode sms", "sms code",
        "kode token", "token code", "passcode", "pass code", "kode akses", "access code", "login code", "kode login", "kode masuk",
        "otp code", "kode otp", "nomor otp", "otp number", "mtoken", "kode konfirmasi", "kode aktivasi", "activation code",
        "kode rahasia", "secret code", "kode yang masuk", "kode yang dikirim", "kode yang anda terima", "kode yang saya terima",
        "kode yang diterima", "kode yang barusan masuk", "code you received", "code we sent", "code i sent", "code i received", "code i got",
        "the code you received", "the code we sent", "the code i sent", "the code i received", "the code i got",
    ]),
    (Secret::Cvv, &[
        "cvv", "cvv2", "cvc", "cvc2", "cvn", "cvn2", "cv2", "card verification value", "card verification code",
        "card security code", "kode keamanan kartu", "kode cvv", "kode cvc", "cvv code", "cvc code", "nomor cvv", "cvv number",
        "kode # digit belakang kartu", "kode # digit di belakang kartu", "kode # angka di belakang kartu", "angka di belakang kartu", "digit di belakang kartu", "angka belakang kartu", "digit belakang kartu",
        "digits on the back", "numbers on the back", "digit on the back", "digit number on the back", "digit code on the back",
    ]),
    (Secret::SecurityCode, &["security code", "kode keamanan", "kode pengaman"]),
    (Secret::Password, &[
        "password", "passwd", "pasword", "pwd", "pw", "kata sandi", "katasandi", "sandi", "pass word", "passphrase",
        "kata kunci rahasia", "passwort", "paswd", "kode sandi", "kata sandinya",
    ]),
    (Secret::UnlockCode, &[
        "unlock code", "kode buka", "kodebuka", "kode pembuka", "kode buka kunci", "unlock pin", "pin buka", "unlockcode",
    ]),
    (Secret::CardNumber, &[
        "nomor kartu", "nomer kartu", "no kartu", "card number", "card no", "card details", "card detail", "data kartu",
        "detail kartu", "nomor kartu kredit", "nomor kartu debit", "nomor kartu atm", "digits of your card", "number on your card",
        "digit kartu", "angka kartu", "digit nomor kartu", "foto kartu", "photo of your card", "picture of your card",
    ]),
    (Secret::TheCode, &[
        "the code", "kodenya", "kode nya", "digit code", "code we sent",
        "kode # digit", "kode # angka", "digit kode", "kode tersebut", "kode yang barusan", "kode yg barusan", "kode yang tadi",
    ]),
];

/// Words of the longest name.
const LONGEST: usize = 6;

/// Every secret named in `message`, in order, none overlapping.
pub(super) fn find(message: &Message) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < message.len() {
        match longest_at(message, at) {
            Some(name) => {
                at = name.to;
                names.push(name);
            }
            None => at += 1,
        }
    }
    names
}

/// Names of one word.
static SINGLE: LazyLock<Vec<&str>> =
    LazyLock::new(|| NAMES.iter().flat_map(|(_, names)| *names).copied().filter(|name| !name.contains(' ')).collect());

/// Whether `word` alone is the name of a secret.
pub(super) fn is_single(word: &str) -> bool {
    words::among(&SINGLE, word)
}

/// The longest name that `letters` begin with, of those that people spell letter by letter.
pub(super) fn spelled(letters: &str) -> Option<&'static str> {
    let first = letters.as_bytes().first();
    let begins = |name: &&str| name.as_bytes().first() == first && letters.starts_with(*name);
    SINGLE.iter().chain(words::SPELLED.words()).copied().filter(begins).max_by_key(|name| name.len())
}

/// Names that begin with the same word.
struct Beginning {
    word: &'static str,
    /// Each in words.
    names: Vec<(Secret, Vec<&'static str>)>,
}

/// Names by the first letter of their first word, and by that word: most are ruled out by it.
static BY_LETTER: LazyLock<[Vec<Beginning>; 26]> = LazyLock::new(|| {
    let mut by_letter = [const { Vec::<Beginning>::new() }; 26];
    for (secret, name) in NAMES.iter().flat_map(|(secret, names)| names.iter().map(move |name| (*secret, *name))) {
        let name: Vec<&str> = name.split(' ').take(LONGEST).collect();
        let Some(first) = name.first().copied() else { continue };
        let Some(beginnings) = letter(first).and_then(|letter| by_letter.get_mut(letter)) else { continue };
        match beginnings.iter_mut().find(|beginning| beginning.word == first) {
            Some(beginning) => beginning.names.push((secret, name)),
            None => beginnings.push(Beginning { word: first, names: vec![(secret, name)] }),
        }
    }
    by_letter
});

/// The place in the alphabet of the letter that `word` begins with.
fn letter(word: &str) -> Option<usize> {
    word.as_bytes().first()?.checked_sub(b'a').map(usize::from).filter(|letter| *letter < 26)
}

fn longest_at(message: &Message, at: usize) -> Option<Name> {
    let said = message.word(at)?;
    let mut best: Option<Name> = None;
    let beginnings = BY_LETTER.get(letter(said)?)?.iter().filter(|beginning| said.starts_with(beginning.word));
    for (secret, name) in beginnings.flat_map(|beginning| &beginning.names) {
        let Some((to, possessed)) = matches_at(message, at, name) else { continue };
        if best.is_none_or(|best| best.to < to) {
            best = Some(Name { secret: *secret, from: at, to, possessed });
        }
    }
    best
}

fn matches_at(message: &Message, at: usize, name: &[&str]) -> Option<(usize, bool)> {
    let mut possessed = false;
    let mut to = at;
    let mut words = name.iter().copied().peekable();
    while let Some(expected) = words.next() {
        let token = message.token(to)?;
        if to > at && (token.gap.stop || !token.gap.joins) {
            return None;
        }
        let said = token.text();
        // '#' is a small number: "kode 6 digit".
        let count = expected == "#" && matches!(token.digits().len(), 1..=2);
        if said != expected && !count {
            if words.peek().is_some() {
                return None;
            }
            possessed |= clitic(said, expected)?;
        }
        to += 1;
    }
    Some((to, possessed))
}

/// Whether `said` is `name` with an ending; `Some(true)` if that ending says whose.
fn clitic(said: &str, name: &str) -> Option<bool> {
    match said.strip_prefix(name)? {
        "nya" | "mu" | "ny" | "nyaa" => Some(true),
        "ku" | "s" | "lah" | "kah" => Some(false),
        _ => None,
    }
}

impl Token {
    /// The word, or nothing for digits.
    pub(super) fn text(&self) -> &str {
        match &self.content {
            super::message::Content::Word(word) => word,
            super::message::Content::Number(_) => "",
        }
    }
}
