//! What was typed, and what must therefore be at the bank: each message once, in order.

/// What became of a message at the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The phone has said that it is kept: it must arrive.
    Kept,
    /// The process died while it was stored: it arrives, or not, but never twice.
    Unsure,
    /// Taken back, and the phone has said so: it must not arrive.
    TakenBack,
}

/// Messages in the order in which they wait.
#[derive(Debug, Default)]
pub(super) struct Book {
    typed: Vec<(String, Fate)>,
}

impl Book {
    pub(super) fn typed(&mut self, text: &str, fate: Fate) {
        self.typed.push((text.to_owned(), fate));
    }

    /// Sent again, or with other words: at the end of the queue.
    pub(super) fn renewed(&mut self, text: &str, words: &str) {
        if let Some(at) = self.typed.iter().position(|(known, _)| known == text) {
            let (_, fate) = self.typed.remove(at);
            self.typed.push((words.to_owned(), fate));
        }
    }

    pub(super) fn taken_back(&mut self, text: &str) {
        for (known, fate) in &mut self.typed {
            if known == text {
                *fate = Fate::TakenBack;
            }
        }
    }

    /// What must be there and is not yet.
    pub(super) fn missing(&self, arrived: &[String]) -> Vec<&str> {
        let missing = |(text, fate): &&(String, Fate)| *fate == Fate::Kept && !arrived.contains(text);
        self.typed.iter().filter(missing).map(|(text, _)| text.as_str()).collect()
    }

    /// Whether `arrived` breaks a law, now or for ever.
    pub(super) fn judge(&self, arrived: &[String]) -> Result<(), String> {
        let mut from = 0;
        for (at, text) in arrived.iter().enumerate() {
            if arrived[..at].contains(text) {
                return Err(format!("{text:?} arrived twice"));
            }
            let Some(place) = self.typed.iter().position(|(known, _)| known == text) else {
                return Err(format!("{text:?} was never typed"));
            };
            if self.typed[place].1 == Fate::TakenBack {
                return Err(format!("{text:?} arrived although the phone had taken it back"));
            }
            if place < from {
                return Err(format!("{text:?} arrived out of order"));
            }
            from = place;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn chat_9_the_book_finds_what_is_lost_doubled_reordered_invented_or_undead() {
        let mut book = Book::default();
        for (text, fate) in [("a", Fate::Kept), ("b", Fate::Unsure), ("c", Fate::Kept), ("d", Fate::Kept)] {
            book.typed(text, fate);
        }
        book.taken_back("d");
        assert_eq!(book.judge(&arrived(&["a", "c"])), Ok(()));
        assert_eq!(book.judge(&arrived(&["a", "b", "c"])), Ok(()));
        assert_eq!(book.missing(&arrived(&["a"])), ["c"]);
        for wrong in [&["a", "a"][..], &["c", "a"], &["x"], &["d"]] {
            assert!(book.judge(&arrived(wrong)).is_err(), "{wrong:?}");
        }
        book.renewed("a", "A");
        assert_eq!(book.judge(&arrived(&["c", "A"])), Ok(()));
        assert!(book.judge(&arrived(&["a"])).is_err());
    }
}
