//! What of the bank does not work, and what works all the same.

use kunci_core::outages;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// How the bank's services stand.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OutagesView {
    /// When the bank said so, its own time, milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// It was asked just now; otherwise this is what the phone has kept.
    pub is_fresh: bool,
    /// How old this is, in words.
    pub age: String,
    /// What is out now, in one line; none if nothing is.
    pub banner: Option<String>,
    /// Planned work too, in the bank's order.
    pub outages: Vec<OutageView>,
    /// What can be done all the same.
    pub works: Vec<WorksView>,
}

/// One outage, or planned work.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OutageView {
    /// The service's name.
    pub service: String,
    /// `announced`, `now` or `perhaps-over`.
    pub stage: String,
    /// What is out, since when and until when.
    pub text: String,
}

/// Something that works.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WorksView {
    /// Its name.
    pub code: String,
    /// In words.
    pub name: String,
}

impl From<outages::OutagesView> for OutagesView {
    fn from(view: outages::OutagesView) -> Self {
        let outages::OutagesView { issued_ms, is_fresh, age, banner, outages, works } = view;
        let outages = outages.into_iter().map(Into::into).collect();
        let works = works.into_iter().map(Into::into).collect();
        Self { issued_ms, is_fresh, age, banner, outages, works }
    }
}

impl From<outages::OutageView> for OutageView {
    fn from(view: outages::OutageView) -> Self {
        let outages::OutageView { service, stage, text } = view;
        Self { service, stage, text }
    }
}

impl From<outages::WorksView> for WorksView {
    fn from(view: outages::WorksView) -> Self {
        let outages::WorksView { code, name } = view;
        Self { code, name }
    }
}

#[uniffi::export]
impl Phone {
    /// What of the bank does not work, and what works all the same: before signing in, and with its age when the bank cannot be asked.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn outages(&self, language: String) -> Result<OutagesView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.outages(language).await }).await?.into())
    }
}
