//! Whether a number, an address or an e-mail is really the bank's: read out of what somebody has pasted, and looked for in the bank's
//! directory (CHAT-8, CHAT-13). What is not there is not the bank's.

/// A way to the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// What it is.
    pub kind: ChannelKind,
    /// As the bank wrote it; empty for what is in the app.
    pub address: String,
}

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// A telephone number.
    Phone,
    /// A domain, with everything below it.
    Website,
    /// An e-mail address.
    Email,
    /// A place.
    Office,
    /// The chat in the app.
    Chat,
    /// The secure form in the app.
    Form,
}

impl ChannelKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Phone, Self::Website, Self::Email, Self::Office, Self::Chat, Self::Form];

    /// Its name in directories, journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Email => "email",
            Self::Office => "office",
            Self::Chat => "chat",
            Self::Form => "form",
        }
    }

    /// Reads such a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == name)
    }
}

/// Something in a text by which somebody can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// [`ChannelKind::Phone`], [`ChannelKind::Website`] or [`ChannelKind::Email`].
    pub kind: ChannelKind,
    /// Whether it is in the directory.
    pub official: bool,
    /// As it stands in the text.
    pub text: String,
}

/// Every contact in `text`, in its order.
#[must_use]
pub fn contacts(text: &str, directory: &[Channel]) -> Vec<Contact> {
    let mut found = Vec::new();
    // Numbers may be written in groups: what stands between two addresses is read together.
    let mut between = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|ch: char| !ch.is_alphanumeric() && ch != '+');
        match address(bare, directory) {
            Some(contact) => {
                numbers(&between, directory, &mut found);
                between.clear();
                found.push(contact);
            }
            None => {
                between.push(' ');
                between.push_str(word);
            }
        }
    }
    numbers(&between, directory, &mut found);
    found
}

/// A web address or an e-mail address.
fn address(word: &str, directory: &[Channel]) -> Option<Contact> {
    let (scheme, rest) = word.split_once("://").map_or((None, word), |(scheme, rest)| (Some(scheme), rest));
    // Browsers read a backslash as a slash: what follows is no host any more.
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    if scheme.is_none() && authority.contains('@') {
        let domain = authority.rsplit('@').next().filter(|domain| is_host(domain))?;
        let official = is_listed(directory, ChannelKind::Email, |known| known.eq_ignore_ascii_case(authority));
        return (!domain.is_empty()).then(|| Contact { kind: ChannelKind::Email, official, text: word.to_owned() });
    }
    // In front of an @ stands a name, whatever it looks like.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    if scheme.is_none() && !is_host(&host) {
        return None;
    }
    let below = |known: &str| {
        let known = known.to_ascii_lowercase();
        host == known || host.strip_suffix(known.as_str()).is_some_and(|rest| rest.ends_with('.'))
    };
    // Nothing but plain letters is compared: look-alikes of other alphabets never fit.
    let official = host.is_ascii() && is_listed(directory, ChannelKind::Website, below);
    Some(Contact { kind: ChannelKind::Website, official, text: word.to_owned() })
}

/// Two labels or more, and letters in the last one: no number, no decimal.
fn is_host(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|ch| ch.is_alphanumeric() || ch == '-'))
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
}

/// Signs between the groups of one number.
const JOINTS: [char; 5] = [' ', '-', '.', '(', ')'];
/// Digits of a telephone number (E.164 allows 15).
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;
/// Longest service number.
const SHORT: usize = 8;

fn numbers(text: &str, directory: &[Channel], found: &mut Vec<Contact>) {
    let mut run = String::new();
    for ch in text.chars().chain(std::iter::once('\0')) {
        let begins = ch == '+' || ch.is_ascii_digit();
        if (begins && (ch != '+' || run.is_empty())) || (JOINTS.contains(&ch) && !run.is_empty()) {
            run.push(ch);
            continue;
        }
        number(&run, directory, found);
        run.clear();
        if ch == '+' {
            run.push(ch);
        }
    }
}

fn number(run: &str, directory: &[Channel], found: &mut Vec<Contact>) {
    let written = run.trim_matches(|ch: char| !ch.is_ascii_digit() && ch != '+');
    let called = called(written);
    if !DIGITS.contains(&called.trim_start_matches('+').len()) {
        return;
    }
    let official = is_listed(directory, ChannelKind::Phone, |known| self::called(known) == called);
    // Amounts, dates and codes are numbers too: what does not begin as one that is dialled is left alone.
    let service = (5..=SHORT).contains(&called.len()) && (called.starts_with("14") || called.starts_with("15"));
    if official || service || called.starts_with('+') {
        found.push(Contact { kind: ChannelKind::Phone, official, text: written.to_owned() });
    }
}

/// What is dialled, from abroad and with its +: 0…, 00… and +… of one number are the same. A short one has no +, and is none with it.
fn called(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if written.starts_with('+') {
        return format!("+{digits}");
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return format!("+{abroad}");
    }
    match digits.strip_prefix('0') {
        Some(home) => format!("+62{home}"),
        None if digits.starts_with("62") && digits.len() > SHORT => format!("+{digits}"),
        None => digits,
    }
}

fn is_listed(directory: &[Channel], kind: ChannelKind, fits: impl Fn(&str) -> bool) -> bool {
    directory.iter().any(|channel| channel.kind == kind && fits(&channel.address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Vec<Channel> {
        let channel = |kind, address: &str| Channel { kind, address: address.to_owned() };
        vec![
            channel(ChannelKind::Phone, "+62215550110"),
            channel(ChannelKind::Phone, "1500110"),
            channel(ChannelKind::Website, "kuncibank.example"),
            channel(ChannelKind::Email, "halo@kuncibank.example"),
        ]
    }

    fn told(text: &str) -> Vec<(&'static str, bool)> {
        contacts(text, &directory()).iter().map(|contact| (contact.kind.code(), contact.official)).collect()
    }

    #[test]
    fn chat_8_a_number_is_the_banks_however_it_is_written() {
        for text in [
            "+62215550110",
            "021-555-0110",
            "(021) 555 0110",
            "Telepon 0062 21 5550110.",
            "62 21 555 0110",
            "1500110",
            "1500-110",
        ] {
            assert_eq!(told(text), [("phone", true)], "{text}");
        }
    }

    #[test]
    fn chat_8_what_is_not_in_the_directory_is_not_the_banks() {
        for text in ["+622155501100", "0215550111", "021 555 011", "0812-3456-7890", "1500111", "+1 500 110"] {
            assert_eq!(told(text), [("phone", false)], "{text}");
        }
        for text in [
            "https://kuncibank.example.evil.test/masuk",
            "https://kuncibank.example@evil.test",
            "https://evil.test\\@kuncibank.example",
            "https://xkuncibank.example",
            "kuncibank-aman.example",
            "https://кuncibank.example",
            "https://kuncibank.example.",
            "http://203.0.113.7/masuk",
        ] {
            let official = text.ends_with("example.");
            assert_eq!(told(text), [("website", official)], "{text}");
        }
        assert_eq!(told("halo@kuncibank.example.evil.test"), [("email", false)]);
        assert_eq!(told("admin@kuncibank.example"), [("email", false)], "a domain is no address");
    }

    #[test]
    fn chat_8_addresses_below_the_banks_domain_are_the_banks() {
        for text in ["kuncibank.example", "https://Login.KunciBank.example:443/x?y#z", "(www.kuncibank.example)"] {
            assert_eq!(told(text), [("website", true)], "{text}");
        }
        assert_eq!(told("HALO@kuncibank.example,"), [("email", true)]);
    }

    #[test]
    fn chat_13_a_pasted_sms_is_taken_apart_and_amounts_are_no_numbers_to_call() {
        let sms = "Transfer Rp1.250.000 pada 27 November 2026 pukul 14.02. Bukan Anda? Hubungi 0812 3456 7890 atau buka \
                   https://kuncibank.example, kantor 1500110";
        assert_eq!(told(sms), [("phone", false), ("website", true), ("phone", true)]);
        for text in ["", "Halo", "Kode 482133", "3,5 persen", "Rp 50.000", "14.02 WIB"] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
