//! Card controls (CARD-1 … CARD-5, CARD-12): tightening at once and by possession, loosening by approval, nothing "done" before
//! the bank's signed receipt.

mod commands;
mod controls;
mod differences;
mod freeze;
mod intent;
mod life;
mod list;
mod order;
mod queue;
mod receipt;
pub mod receipts_file;
mod reveal;
mod trip;
mod unfreeze;
mod view;
mod wallets;
mod watch;

pub use commands::CommandView;
pub use controls::{ControlsOutcome, limit_change};
pub use differences::DifferencesView;
pub use kunci_domain::cards::change::Change;
pub use kunci_domain::cards::{Card, CardKind, CardState, Closing, Hold, Holder, LifeStep};
pub(crate) use receipt::Expected;
pub use receipt::ReceiptView;
pub(crate) use reveal::BegunReveal;
pub use reveal::CardDetails;
pub(crate) use trip::trip_words;
pub use trip::{TripView, trip_change};
pub use view::{
    CategoryView, ChannelView, ControlsView, HoldView, LimitView, MerchantView, StandingView, SwitchView, standing,
};
pub use wallets::WalletTokenView;
pub(crate) use watch::threshold_words;
pub use watch::{WatchView, alert_change};
