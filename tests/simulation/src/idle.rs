//! How often the open link wakes an idle phone: an hour in virtual time, of the real link task over the real WebSocket and Noise against
//! the real bank.
//!
//! What wakes the process is counted at the link: a sign of life that it asks for, because a timer fired, and whatever comes from the bank.
//! An answer within a second finds the phone awake, so both are one time that the phone wakes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kunci_adapters::testing::link_over;
use kunci_bank::Bank;
use kunci_core::chat::Conversation;
use kunci_core::ports::{BoxFuture, Incoming, Link, LinkConnection, LinkError, LinkReceiver, LinkSender, LinkTarget};
use tokio::time::Instant;

use crate::customer::{enrol_until_active, sign_in_fully};
use crate::network::AUTHORITY;
use crate::world::{World, in_virtual_time};

const HOUR: Duration = Duration::from_secs(3600);
/// What comes so soon finds the phone awake.
const AWAKE: Duration = Duration::from_secs(1);

/// What happened in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// How often the phone wakes.
    pub wakes: usize,
    /// Signs of life that the phone asked for.
    pub asked: usize,
    /// What came from the bank.
    pub came: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Asked,
    Came,
}

type Moments = Arc<Mutex<Vec<(Instant, What)>>>;

fn note(moments: &Moments, what: What) {
    kept(moments).push((Instant::now(), what));
}

fn kept(moments: &Moments) -> MutexGuard<'_, Vec<(Instant, What)>> {
    moments.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An hour in which nobody says anything, with the chat on the screen.
///
/// # Errors
/// What went wrong, in words.
pub fn hour() -> Result<Idle, String> {
    let moments = in_virtual_time(async {
        let mut world = World::new(7, &["740916"])?;
        enrol_until_active(&mut world, 0, |_| Ok(())).await?;
        let moments = Moments::default();
        world.over(0, Arc::new(Counted { bank: Arc::clone(&world.bank), moments: Arc::clone(&moments) }));
        let told = |error: kunci_core::Error| error.code().to_owned();
        sign_in_fully(&mut world, 0).await?.map_err(told)?;
        let phone = world.shared_app(0)?;
        phone.connect().await.map_err(told)?;
        let mut seen = phone.chat_next_batch(Conversation::General, 0).await.map_err(told)?.revision;
        kept(&moments).clear();
        let start = Instant::now();
        while start.elapsed() < HOUR {
            let left = HOUR.saturating_sub(start.elapsed());
            if let Ok(batch) = tokio::time::timeout(left, phone.chat_next_batch(Conversation::General, seen)).await {
                seen = batch.map_err(told)?.revision;
            }
        }
        phone.close();
        Ok(std::mem::take(&mut *kept(&moments)))
    })?;
    let asked = moments.iter().filter(|(_, what)| *what == What::Asked).count();
    let gaps = moments.windows(2).filter(|pair| pair[1].0.duration_since(pair[0].0) > AWAKE).count();
    Ok(Idle { wakes: usize::from(!moments.is_empty()) + gaps, asked, came: moments.len() - asked })
}

/// [`Link`] straight into the bank that notes when something goes over it.
struct Counted {
    bank: Arc<Bank>,
    moments: Moments,
}

impl Link for Counted {
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        let (bank, moments) = (Arc::clone(&self.bank), Arc::clone(&self.moments));
        Box::pin(async move {
            let (near, far) = tokio::io::duplex(256 * 1024);
            tokio::spawn(async move { bank.serve_link(far).await });
            let url = format!("ws://{AUTHORITY}{}", kunci_wire::link::PATH);
            let LinkConnection { handshake_hash, sender, receiver } = link_over(near, &url, target).await?;
            Ok(LinkConnection {
                handshake_hash,
                sender: Box::new(Asking { sender, moments: Arc::clone(&moments) }),
                receiver: Box::new(Coming { receiver, moments }),
            })
        })
    }
}

struct Asking {
    sender: Box<dyn LinkSender>,
    moments: Moments,
}

impl LinkSender for Asking {
    fn send(&mut self, frame: Vec<u8>) -> BoxFuture<'_, Result<(), LinkError>> {
        self.sender.send(frame)
    }

    fn ping(&mut self) -> BoxFuture<'_, Result<(), LinkError>> {
        note(&self.moments, What::Asked);
        self.sender.ping()
    }
}

struct Coming {
    receiver: Box<dyn LinkReceiver>,
    moments: Moments,
}

impl LinkReceiver for Coming {
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>> {
        Box::pin(async {
            let came = self.receiver.receive().await;
            note(&self.moments, What::Came);
            came
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_1_an_open_link_wakes_an_idle_phone_twice_a_minute_at_most() {
        let idle = hour().unwrap_or_else(|what| panic!("{what}"));
        assert!(idle.asked > 0 && idle.came >= idle.asked, "the link stood: {idle:?}");
        assert!(idle.wakes <= 120, "{idle:?}");
    }
}
