//! The bot: a small table of intents in both languages. It says what it is.

/// What the bot does with a message.
pub(super) enum Answer {
    /// Says this.
    Say(String),
    /// Fetches a person.
    HandOver(String),
}

struct Intent {
    words: &'static [&'static str],
    id: &'static str,
    en: &'static str,
}

const INTENTS: [Intent; 4] = [
    Intent {
        words: &["jam", "buka", "hours", "open"],
        id: "Cabang kami buka Senin sampai Jumat, pukul 08.00–15.00 WIB. Obrolan ini selalu terbuka.",
        en: "Our branches are open Monday to Friday, 08:00–15:00 WIB. This chat is always open.",
    },
    Intent {
        words: &["kartu", "card", "blokir", "freeze", "hilang", "lost"],
        id: "Kartu dapat Anda bekukan sendiri di menu Kartu, juga tanpa masuk. Bekukan segera bila kartu hilang.",
        en: "You can freeze a card yourself under Cards, even without signing in. Do so at once if it is lost.",
    },
    Intent {
        words: &["otp", "pin"],
        id: "OTP dibuat di aplikasi, juga tanpa jaringan. Jangan berikan OTP kepada siapa pun, juga kepada kami.",
        en: "The OTP is made in the app, even without a network. Never give your OTP to anyone, not even to us.",
    },
    Intent { words: &["terima", "kasih", "thanks", "thank"], id: "Sama-sama.", en: "You are welcome." },
];

const PERSON: [&str; 8] = ["agent", "agen", "human", "person", "manusia", "orang", "petugas", "cs"];

/// Answers a message in the customer's language.
pub(super) fn answer(text: &str, language: &str, first: bool) -> Answer {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let indonesian = language == "id";
    let pick = |id: &str, en: &str| if indonesian { id.to_owned() } else { en.to_owned() };
    if words.iter().any(|word| PERSON.contains(word)) {
        let said = pick("Saya hubungkan Anda dengan petugas.", "I am connecting you with a person.");
        return Answer::HandOver(said);
    }
    let said = INTENTS.iter().find(|intent| words.iter().any(|word| intent.words.contains(word))).map_or_else(
        || {
            pick(
                "Itu belum saya mengerti. Tulis \"petugas\" untuk berbicara dengan manusia.",
                "I did not understand that. Write \"agent\" to speak with a person.",
            )
        },
        |intent| pick(intent.id, intent.en),
    );
    let intro = pick("Saya bot bank, bukan manusia. ", "I am the bank's bot, not a person. ");
    Answer::Say(if first { format!("{intro}{said}") } else { said })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_7_the_bot_says_what_it_is_and_fetches_a_person_when_asked() {
        let Answer::Say(said) = answer("Jam berapa buka?", "id", true) else { panic!("an answer") };
        assert!(said.starts_with("Saya bot bank, bukan manusia.") && said.contains("08.00"), "{said}");
        let Answer::Say(said) = answer("xyzzy", "en", false) else { panic!("an answer") };
        assert!(said.contains("\"agent\""), "{said}");
        for text in ["Saya mau bicara dengan MANUSIA", "agent!", "a human, please"] {
            assert!(matches!(answer(text, "id", false), Answer::HandOver(_)), "{text}");
        }
    }
}
