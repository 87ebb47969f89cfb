//! Where the bank is to be found, whether something is really the bank's, and help: before signing in and without a network.

mod call_back;
mod channels;

pub use call_back::{CallBackView, CallBacksView, WindowView};
pub use channels::{ContactView, Directory};
pub use kunci_domain::call_back::CallReason;
pub use kunci_domain::guide::{self, HelpAct};
pub use kunci_domain::help::{TipMoment, Topic, tips, topics};
