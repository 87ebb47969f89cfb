//! Phones and bank in one process, in virtual time, on a network that loses, repeats and delays, with kills at each write.
//!
//! | module | holds |
//! |---|---|
//! | `world` | the phones and the bank |
//! | `network` | what happens to a call |
//! | `customer` | how a person goes on after whatever went wrong |
//! | `finger` | a sensor, and the key behind it |
//! | [`exhaust`] | an operation again and again, broken at each of its writes and calls in turn |
//! | [`idle`] | how often an open link wakes a phone on which nothing happens |
//! | [`story`] | long runs that a seed decides: `cargo xtask simulate --seeds 100` |
//! | [`cards`] | drawn sequences of what two phones, the bank and the card network do with a card: `cargo xtask simulate --cards 500` |
//! | [`chat`] | a customer, an agent and a link that breaks at any byte: `cargo xtask simulate --chat 300` |
//! | [`machine`] | drawn sequences of what two phones, a website and a stranger do, shrunk when a law breaks |
//! | `drawn` | what drawn sequences have in common |
//! | `progress` | what a long run says on the way |
//! | `laws` | what must hold after every step whatever was lost |

#[cfg(test)]
mod attachments;
pub mod cards;
pub mod chat;
#[cfg(test)]
mod clocks;
mod customer;
mod dice;
mod drawn;
pub mod exhaust;
mod finger;
#[cfg(test)]
mod floods;
pub mod idle;
mod laws;
#[cfg(test)]
mod links;
#[cfg(test)]
mod logins;
pub mod machine;
mod network;
mod progress;
#[cfg(test)]
mod sessions;
pub mod story;
mod stretch;
mod world;
