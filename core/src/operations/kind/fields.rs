//! Fields of an operation, read strictly: what cannot be shown completely cannot be approved.

use kunci_crypto::canonical::{NotCanonical, Reader};
use kunci_domain::money::Money;
use kunci_domain::names;
use uuid::Uuid;

use crate::Error;

/// The rest of an operation's bytes. Every refusal is [`Error::OperationUnreadable`], of amounts [`Error::AmountInvalid`].
pub(in crate::operations) struct Fields<'a>(Reader<'a>);

impl<'a> Fields<'a> {
    pub(in crate::operations) fn new(label: &str, bytes: &'a [u8]) -> Result<Self, Error> {
        Reader::new(label, bytes).map(Self).map_err(unreadable)
    }

    pub(in crate::operations) fn uuid(&mut self, tag: u16) -> Result<Uuid, Error> {
        self.0.uuid(tag).map_err(unreadable)?.parse().map_err(|_| Error::OperationUnreadable)
    }

    /// A text that can be shown as it is: characters that turn or hide others would make the screen lie.
    pub(in crate::operations) fn text(&mut self, tag: u16) -> Result<String, Error> {
        let text = self.0.text(tag).map_err(unreadable)?;
        names::check_text(text).map_err(|reason| Error::NameUnsafe { reason })?;
        Ok(text.to_owned())
    }

    /// The name of somebody, which must not pose as another.
    pub(in crate::operations) fn name(&mut self, tag: u16) -> Result<String, Error> {
        let name = self.0.text(tag).map_err(unreadable)?;
        names::check(name).map_err(|reason| Error::NameUnsafe { reason })?;
        Ok(name.to_owned())
    }

    /// Decimal digits, so many at least and at most.
    pub(in crate::operations) fn digits(&mut self, tag: u16, least: usize, most: usize) -> Result<String, Error> {
        let text = self.0.text(tag).map_err(unreadable)?;
        let fine = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fine { Ok(text.to_owned()) } else { Err(Error::OperationUnreadable) }
    }

    pub(in crate::operations) fn bytes(&mut self, tag: u16) -> Result<&'a [u8], Error> {
        self.0.bytes(tag).map_err(unreadable)
    }

    pub(in crate::operations) fn number(&mut self, tag: u16) -> Result<u64, Error> {
        self.0.number(tag).map_err(unreadable)
    }

    pub(in crate::operations) fn yes_or_no(&mut self, tag: u16) -> Result<bool, Error> {
        match self.number(tag)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Error::OperationUnreadable),
        }
    }

    pub(in crate::operations) fn end(self) -> Result<(), Error> {
        self.0.end().map_err(unreadable)
    }
}

/// A positive amount of a real currency with its own exponent.
pub(super) fn positive(minor: u64, currency: &str, exponent: u64) -> Result<Money, Error> {
    let minor = i64::try_from(minor).ok().filter(|minor| *minor > 0).ok_or(Error::AmountInvalid)?;
    let exponent = u8::try_from(exponent).map_err(|_| Error::AmountInvalid)?;
    Money::new(minor, currency, exponent).map_err(|_| Error::AmountInvalid)
}

fn unreadable(_: NotCanonical) -> Error {
    Error::OperationUnreadable
}
