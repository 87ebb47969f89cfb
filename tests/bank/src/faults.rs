//! Fault switches: what a network, a proxy or a bank in trouble does to a phone.

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use tokio::sync::watch;

/// How the TLS listener behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TlsFault {
    /// As it should.
    #[default]
    None,
    /// Accepts and drops at once.
    NetworkCut,
    /// A certificate of the right authority for another key.
    WrongPin,
    /// The right key, out of date.
    Expired,
    /// The right key, of an authority that nobody trusts.
    UnknownIssuer,
    /// The right key, from tomorrow on.
    NotYetValid,
}

/// What happens to a sealed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallFault {
    /// The effect happens, the reply never arrives.
    LoseReply,
    /// The effect happens; the connection dies in the midst of the reply.
    TearReply,
    /// The same request arrives twice.
    Duplicate,
    /// Something in front of the bank answers instead of it.
    Status(u16),
    /// The effect happens; the reply's JSON is cut off.
    MalformedJson,
    /// The effect happens; the reply is over the limit.
    Oversized,
    /// The reply holds another document than the bank's.
    OtherDocument,
}

/// What is wrong with the key bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BundleFault {
    /// Signed by a key that no root vouches for.
    WrongSigner,
    /// Signed well, but with a lower counter.
    RolledBack,
    /// Signed well, but out of date.
    Expired,
    /// Nothing: the bank has withdrawn the key of its receipts.
    NoReceiptKey,
}

/// What is wrong with a token status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusFault {
    /// Signed well, with a state that this version of the phone does not know.
    UnknownState,
    /// Signed by another key under the right key id.
    Forged,
}

/// What happens on the live link, so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkFault {
    /// The connection dies before a message is taken.
    CutBeforeSend,
    /// The message is taken; the connection dies before the phone is told.
    CutAfterSend,
    /// A frame over the limit instead of the next event.
    FrameTooBig,
    /// Events in another order.
    OutOfOrder,
    /// Every event twice.
    DuplicateEvent,
    /// What was left out comes with another word in it.
    ForgedRange,
    /// The bank has what was left out no more.
    RangeGone,
}

/// How the live link can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkOffer {
    /// In every way.
    Whole,
    /// Something between phone and bank lets no WebSocket through.
    NoWebSocket,
    /// Not at all.
    Down,
}

/// A switch that is set, by the name that it is set with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set {
    pub(crate) kind: &'static str,
    /// Which calls meet it; `None`: all of its kind.
    pub(crate) path: Option<String>,
    /// So many times more; `None`: until cleared.
    pub(crate) left: Option<u32>,
    /// Milliseconds, a status, or a number of events.
    pub(crate) value: Option<u64>,
}

impl Set {
    const fn of(kind: &'static str) -> Self {
        Self { kind, path: None, left: None, value: None }
    }
}

impl TlsFault {
    const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::None => return None,
            Self::NetworkCut => "network_cut",
            Self::WrongPin => "wrong_pin",
            Self::Expired => "expired_certificate",
            Self::UnknownIssuer => "unknown_issuer",
            Self::NotYetValid => "not_yet_valid",
        })
    }
}

impl CallFault {
    const fn name(self) -> &'static str {
        match self {
            Self::LoseReply => "lose_reply",
            Self::TearReply => "torn_reply",
            Self::Duplicate => "duplicate",
            Self::Status(_) => "error_5xx",
            Self::MalformedJson => "malformed_json",
            Self::Oversized => "oversized_reply",
            Self::OtherDocument => "other_document",
        }
    }
}

impl BundleFault {
    const fn name(self) -> &'static str {
        match self {
            Self::WrongSigner => "wrong_bundle_signer",
            Self::RolledBack => "rolled_back_bundle",
            Self::Expired => "expired_bundle",
            Self::NoReceiptKey => "withdrawn_receipt_key",
        }
    }
}

impl StatusFault {
    const fn name(self) -> &'static str {
        match self {
            Self::UnknownState => "unknown_status",
            Self::Forged => "forged_status",
        }
    }
}

impl LinkFault {
    const fn name(self) -> &'static str {
        match self {
            Self::CutBeforeSend => "link_cut_before_send",
            Self::CutAfterSend => "link_cut_after_send",
            Self::FrameTooBig => "link_frame_too_big",
            Self::OutOfOrder => "link_out_of_order",
            Self::DuplicateEvent => "link_duplicate_event",
            Self::ForgedRange => "link_forged_range",
            Self::RangeGone => "link_range_gone",
        }
    }
}

impl LinkOffer {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::NoWebSocket => Some("websockets_blocked"),
            Self::Down => Some("link_down"),
        }
    }
}

#[derive(Default)]
struct State {
    link: Vec<(LinkFault, u32)>,
    calls: Vec<CallRule>,
    latency: Duration,
    bundle: Option<BundleFault>,
    status: Option<(StatusFault, Option<u32>)>,
    swap_keys: bool,
    /// How many events a phone is told that comes back, if not [`RESUME_WINDOW`].
    resume_window: Option<u32>,
}

/// Of more than so many events that a phone has missed it is told the newest; it asks for the rest.
const RESUME_WINDOW: u32 = 200;

struct CallRule {
    path: String,
    left: u32,
    fault: CallFault,
}

/// The present switches.
pub(crate) struct Faults {
    state: Mutex<State>,
    /// Changing it closes every connection.
    tls: watch::Sender<TlsFault>,
    /// Held by every connection that was accepted under the present switch.
    open: Mutex<(Open, mpsc::Receiver<()>)>,
    offer: watch::Sender<LinkOffer>,
    /// Counts what was used up, for whoever shows the switches.
    turns: watch::Sender<u64>,
}

/// A connection holds one until both ends have closed it.
#[derive(Clone)]
pub(crate) struct Open(#[allow(dead_code, reason = "being dropped is all it does")] mpsc::Sender<()>);

fn opened() -> (Open, mpsc::Receiver<()>) {
    let (sender, receiver) = mpsc::channel();
    (Open(sender), receiver)
}

/// Connections that are being cut.
#[must_use]
pub(crate) struct Cut(Option<mpsc::Receiver<()>>);

impl Cut {
    /// Until both ends of each have closed, or the time is up.
    pub(crate) fn wait(self, limit: Duration) {
        // Nobody sends: the channel ends with the last connection that holds it.
        if let Some(receiver) = self.0 {
            let _ = receiver.recv_timeout(limit);
        }
    }
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            tls: watch::Sender::new(TlsFault::None),
            open: Mutex::new(opened()),
            offer: watch::Sender::new(LinkOffer::Whole),
            turns: watch::Sender::new(0),
        }
    }
}

impl Faults {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody in the middle puts an ephemeral key of their own into the next key exchange.
    pub(crate) fn set_swap_keys(&self) {
        self.state().swap_keys = true;
    }

    pub(crate) fn take_swap_keys(&self) -> bool {
        let taken = std::mem::take(&mut self.state().swap_keys);
        if taken {
            self.turn();
        }
        taken
    }

    /// Changes when a turn of a switch is used up.
    pub(crate) fn turns(&self) -> watch::Receiver<u64> {
        self.turns.subscribe()
    }

    fn turn(&self) {
        self.turns.send_modify(|turns| *turns += 1);
    }

    /// The switches that are set, each with what is left of it.
    pub(crate) fn set_now(&self) -> Vec<Set> {
        let (tls, offer, state) = (*self.tls.borrow(), *self.offer.borrow(), self.state());
        let mut set: Vec<_> = tls.name().into_iter().chain(offer.name()).map(Set::of).collect();
        set.extend(state.calls.iter().map(|rule| Set {
            kind: rule.fault.name(),
            path: Some(rule.path.clone()),
            left: Some(rule.left),
            value: if let CallFault::Status(status) = rule.fault { Some(u64::from(status)) } else { None },
        }));
        let link = state.link.iter().filter(|(_, left)| *left > 0);
        set.extend(link.map(|(fault, left)| Set { left: Some(*left), ..Set::of(fault.name()) }));
        if !state.latency.is_zero() {
            let ms = u64::try_from(state.latency.as_millis()).unwrap_or(u64::MAX);
            set.push(Set { value: Some(ms), ..Set::of("latency") });
        }
        set.extend(state.bundle.map(|fault| Set::of(fault.name())));
        set.extend(state.status.map(|(fault, left)| Set { left, ..Set::of(fault.name()) }));
        if state.swap_keys {
            set.push(Set { left: Some(1), ..Set::of("swap_keys") });
        }
        set.extend(state.resume_window.map(|events| Set { value: Some(events.into()), ..Set::of("link_window") }));
        set
    }

    /// The TLS listener watches this.
    pub(crate) fn tls(&self) -> watch::Receiver<TlsFault> {
        self.tls.subscribe()
    }

    /// A connection that is accepted now: the switch it is under, and what it holds while it is open.
    pub(crate) fn accept(&self) -> (watch::Receiver<TlsFault>, Open) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        (self.tls.subscribe(), open.0.clone())
    }

    pub(crate) fn set_tls(&self, fault: TlsFault) -> Cut {
        self.cut(|present| {
            *present = fault;
            true
        })
    }

    /// Sets the switch; if it says so, every connection that was accepted before ends.
    fn cut(&self, set: impl FnOnce(&mut TlsFault) -> bool) -> Cut {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.tls.send_if_modified(set) {
            return Cut(None);
        }
        let (_, before) = std::mem::replace(&mut *open, opened());
        Cut(Some(before))
    }

    /// What is not offered any more ends where it is open.
    pub(crate) fn offer_link(&self, offer: LinkOffer) {
        self.offer.send_replace(offer);
    }

    /// Open links watch this.
    pub(crate) fn link_offer(&self) -> watch::Receiver<LinkOffer> {
        self.offer.subscribe()
    }

    /// Another number of events for phones that come back.
    pub(crate) fn set_resume_window(&self, events: u32) {
        self.state().resume_window = Some(events);
    }

    pub(crate) fn resume_window(&self) -> u32 {
        self.state().resume_window.unwrap_or(RESUME_WINDOW)
    }

    /// The next `times` occasions on the live link meet this fault.
    pub(crate) fn add_link(&self, fault: LinkFault, times: u32) {
        self.state().link.push((fault, times));
    }

    /// Uses up one turn of this switch, if it is set.
    pub(crate) fn take_link(&self, fault: LinkFault) -> bool {
        let mut state = self.state();
        let Some(rule) = state.link.iter_mut().find(|(known, left)| *known == fault && *left > 0) else { return false };
        rule.1 -= 1;
        self.turn();
        true
    }

    /// The next `times` calls whose inner path fits meet this fault; with `?` and a query behind it, only those that ask exactly that.
    pub(crate) fn add_call(&self, path: String, times: u32, fault: CallFault) {
        self.state().calls.push(CallRule { path, left: times, fault });
    }

    pub(crate) fn set_latency(&self, latency: Duration) {
        self.state().latency = latency;
    }

    pub(crate) fn set_bundle(&self, fault: BundleFault) {
        self.state().bundle = Some(fault);
    }

    /// For so many statuses, or for all until cleared.
    pub(crate) fn set_status(&self, fault: StatusFault, times: Option<u32>) {
        self.state().status = Some((fault, times));
    }

    /// All switches off.
    pub(crate) fn clear(&self) -> Cut {
        *self.state() = State::default();
        self.offer.send_replace(LinkOffer::Whole);
        self.cut(|fault| std::mem::take(fault) != TlsFault::None)
    }

    pub(crate) fn latency(&self) -> Duration {
        self.state().latency
    }

    pub(crate) fn bundle(&self) -> Option<BundleFault> {
        self.state().bundle
    }

    /// Uses up one turn of the first switch that fits this inner path and query.
    pub(crate) fn take_call(&self, path: &str, query: Option<&str>) -> Option<CallFault> {
        let mut state = self.state();
        let rule = state.calls.iter_mut().find(|rule| rule.left > 0 && fits(&rule.path, path, query))?;
        rule.left -= 1;
        let fault = rule.fault;
        state.calls.retain(|rule| rule.left > 0);
        self.turn();
        Some(fault)
    }

    /// Uses up one turn of the status switch.
    pub(crate) fn take_status(&self) -> Option<StatusFault> {
        let mut state = self.state();
        let (fault, left) = state.status.as_mut()?;
        let fault = *fault;
        if let Some(left) = left {
            *left = left.saturating_sub(1);
            if *left == 0 {
                state.status = None;
            }
            self.turn();
        }
        Some(fault)
    }
}

/// Whether a path fits a pattern, `*` standing for one segment, and its query the pattern's, if that has one.
fn fits(pattern: &str, path: &str, query: Option<&str>) -> bool {
    let (pattern, asked) = pattern.split_once('?').map_or((pattern, None), |(pattern, asked)| (pattern, Some(asked)));
    if asked.is_some() && asked != query {
        return false;
    }
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == "*" || wanted == given => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_segment_and_turns_run_out() {
        let faults = Faults::default();
        faults.add_call("/v1/token/enrolments/*/proof".to_owned(), 1, CallFault::LoseReply);
        assert_eq!(faults.take_call("/v1/token/enrolments/a/b/proof", None), None);
        assert_eq!(faults.take_call("/v1/token/enrolments/a/proof", None), Some(CallFault::LoseReply));
        assert_eq!(faults.take_call("/v1/token/enrolments/a/proof", None), None);
    }

    #[test]
    fn a_query_in_the_pattern_has_to_be_asked_exactly() {
        let faults = Faults::default();
        faults.add_call("/v1/attachments/*/content?from=0".to_owned(), 1, CallFault::TearReply);
        for query in [None, Some(""), Some("from=00"), Some("from=131072")] {
            assert_eq!(faults.take_call("/v1/attachments/a/content", query), None, "{query:?}");
        }
        assert_eq!(faults.take_call("/v1/attachments/a/content", Some("from=0")), Some(CallFault::TearReply));
    }

    #[test]
    fn a_cut_is_over_when_the_last_connection_before_it_is_closed() {
        let faults = Faults::default();
        let ((mut first, one), (_, two)) = (faults.accept(), faults.accept());
        let cut = faults.set_tls(TlsFault::NetworkCut);
        assert!(first.has_changed().expect("the switch") && *first.borrow_and_update() == TlsFault::NetworkCut);
        let (_, later) = faults.accept();
        drop(one);
        let receiver = cut.0.expect("cut");
        assert_eq!(receiver.try_recv(), Err(mpsc::TryRecvError::Empty), "one is open");
        drop(two);
        assert_eq!(receiver.try_recv(), Err(mpsc::TryRecvError::Disconnected), "what came later does not count");
        drop(later);
        assert!(faults.clear().0.is_some() && faults.clear().0.is_none(), "nothing is cut by clearing what is clear");
    }
}
