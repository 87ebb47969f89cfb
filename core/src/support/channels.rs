//! The bank's official channels (CHAT-8), and whether what somebody has pasted is among them.

use kunci_domain::channels::{self, Channel, ChannelKind};
use kunci_domain::texts::{self, Language};

use crate::{Error, Phone};

/// The channels, as the bank has signed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// When the bank signed, its own time, milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// Those of kinds that this version knows.
    pub channels: Vec<Channel>,
}

/// A number, web or e-mail address, and whether it is the bank's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactView {
    /// What it is.
    pub kind: ChannelKind,
    /// Whether it is in the bank's directory.
    pub official: bool,
    /// As it was pasted.
    pub text: String,
    /// What that means, in words.
    pub title: String,
    /// Why, and what to do.
    pub body: String,
}

impl Phone {
    /// The bank's official channels: as signed, from this phone's disk. Only a phone that has never spoken with its bank asks for them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the bank signs no directory; without any at hand, what a call without a network says.
    pub async fn channels(&self) -> Result<Directory, Error> {
        let signed = match self.kept_directory().await? {
            Some(signed) => signed,
            None => {
                self.fresh_bundle().await?;
                self.kept_directory().await?.ok_or(Error::NotFound)?
            }
        };
        let known = |channel: kunci_wire::channels::Channel| {
            Some(Channel { kind: ChannelKind::parse(&channel.kind)?, address: channel.address })
        };
        let channels = signed.channels.into_iter().filter_map(known);
        Ok(Directory { issued_ms: signed.issued.as_millisecond(), channels: channels.collect() })
    }

    /// Looks for telephone numbers, web and e-mail addresses in what was pasted, and says of each whether it is really the bank's. Keeps
    /// nothing.
    ///
    /// # Errors
    /// As [`Phone::channels`].
    pub async fn check_contacts(&self, text: &str, language: Language) -> Result<Vec<ContactView>, Error> {
        let directory = self.channels().await?;
        Ok(channels::contacts(text, &directory.channels).into_iter().map(|contact| view(contact, language)).collect())
    }

    async fn kept_directory(&self) -> Result<Option<kunci_wire::channels::Directory>, Error> {
        self.known_bundle().await?.map_or(Ok(None), |bundle| bundle.directory(&self.config))
    }
}

fn view(contact: channels::Contact, language: Language) -> ContactView {
    let channels::Contact { kind, official, text } = contact;
    let key = format!("contact-{}-{}", kind.code(), if official { "official" } else { "unknown" });
    let [title, body] = [key.clone(), format!("{key}.body")].map(|key| texts::text(language, &key, &[]));
    ContactView { kind, official, text, title, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_8_every_verdict_has_its_words_in_both_languages() {
        for language in Language::ALL {
            for kind in [ChannelKind::Phone, ChannelKind::Website, ChannelKind::Email] {
                for official in [true, false] {
                    let told = view(channels::Contact { kind, official, text: String::new() }, language);
                    assert!(!told.title.starts_with('[') && !told.body.starts_with('['), "{told:?}");
                }
            }
        }
    }
}
