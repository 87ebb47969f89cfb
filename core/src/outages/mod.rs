//! What of the bank does not work, by the bank's signed word (SAFE-10): for everybody, also before signing in, and kept for when there is no
//! network.

mod ask;
mod known;

use kunci_domain::moments;
use kunci_domain::outages::{self, Outage, Stage};
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::outages::ServiceStatus;

/// How the bank's services stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutagesView {
    /// When the bank said so, its own time, milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// It was asked just now; otherwise this is what the phone has kept.
    pub is_fresh: bool,
    /// How old this is, in words.
    pub age: String,
    /// What is out now, in one line; `None`: nothing.
    pub banner: Option<String>,
    /// Planned work too, in the bank's order.
    pub outages: Vec<OutageView>,
    /// What can be done all the same.
    pub works: Vec<WorksView>,
}

/// One outage, or planned work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageView {
    /// The service's name: for a screen's picture, and journeys.
    pub service: String,
    /// `announced`, `now` or `perhaps-over`.
    pub stage: String,
    /// What is out, since when and until when.
    pub text: String,
}

/// Something that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorksView {
    /// Its name.
    pub code: String,
    /// In words.
    pub name: String,
}

/// The outages of services that this version knows.
fn outages_of(status: &ServiceStatus) -> Vec<Outage> {
    status.outages.iter().filter_map(kunci_wire::outages::OutageItem::outage).collect()
}

fn view(status: &ServiceStatus, is_fresh: bool, now_ms: i64, language: Language) -> OutagesView {
    let issued_ms = status.issued.as_millisecond();
    let all = outages_of(status);
    let stage = |outage: &Outage| outage.stage(issued_ms, now_ms);
    let time = moments::display(issued_ms, language);
    let age = if is_fresh { "outage-fresh" } else { "outage-kept" };
    let shown = all.iter().map(|outage| OutageView {
        service: outage.service.code().to_owned(),
        stage: stage(outage).code().to_owned(),
        text: outage.tell(stage(outage), language),
    });
    let works = outages::works(&all, issued_ms, now_ms);
    let out_now: Vec<&Outage> = all.iter().filter(|outage| stage(outage) == Stage::Now).collect();
    OutagesView {
        issued_ms,
        is_fresh,
        age: texts::text(language, age, &[("time", Value::Text(&time))]),
        banner: banner(&out_now, language),
        outages: shown.collect(),
        works: works
            .into_iter()
            .map(|works| WorksView { code: works.code().to_owned(), name: works.name(language) })
            .collect(),
    }
}

fn banner(out_now: &[&Outage], language: Language) -> Option<String> {
    let (first, others) = out_now.split_first()?;
    let first = first.service.name(language);
    let key = if others.is_empty() { "outage-banner" } else { "outage-banner.more" };
    let count = u64::try_from(others.len()).unwrap_or(u64::MAX);
    Some(texts::text(language, key, &[("first", Value::Text(&first)), ("count", Value::Count(count))]))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use kunci_wire::outages::OutageItem;

    use super::*;

    fn status(services: &[&str]) -> ServiceStatus {
        let item =
            |service: &&str| OutageItem { service: (*service).to_owned(), since: Timestamp::UNIX_EPOCH, until: None };
        ServiceStatus {
            bank: "kuncibank".to_owned(),
            issued: Timestamp::UNIX_EPOCH,
            outages: services.iter().map(item).collect(),
        }
    }

    #[test]
    fn safe_10_what_is_out_is_told_in_one_line_and_what_this_version_does_not_know_is_left_out() {
        let told = view(&status(&["cards", "of-the-future"]), true, 1, Language::English);
        assert_eq!(told.banner.as_deref(), Some("Cards: out now. See what works all the same."));
        assert_eq!((told.outages.len(), told.outages[0].stage.as_str()), (1, "now"));
        let several = view(&status(&["cards", "chat", "sms"]), true, 1, Language::Indonesian);
        let banner = several.banner.as_deref();
        assert_eq!(banner, Some("Kartu dan 2 layanan lain: sedang terganggu. Lihat apa yang tetap bekerja."));
        assert_eq!(view(&status(&[]), true, 1, Language::English).banner, None);
    }

    #[test]
    fn safe_10_what_is_only_kept_says_how_old_it_is() {
        let kept = view(&status(&[]), false, 1, Language::English);
        assert!(kept.age.contains("1 Jan 1970, 07:00 WIB"), "{}", kept.age);
        let fresh = view(&status(&[]), true, 1, Language::English);
        assert!(!fresh.age.contains("1970"), "{}", fresh.age);
    }
}
