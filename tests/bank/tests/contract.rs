//! The bank keeps the contract (`docs/contract`): each test's name is a promise.

// A test may stop at the first surprise, and a helper serves only some of the tests.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "contract/agent_desk.rs"]
mod agent_desk;
#[path = "contract/alerts.rs"]
mod alerts;
#[path = "contract/at_rest.rs"]
mod at_rest;
#[path = "contract/attachments.rs"]
mod attachments;
#[path = "contract/biometrics.rs"]
mod biometrics;
#[path = "contract/call_backs.rs"]
mod call_backs;
#[path = "contract/card_alerts.rs"]
mod card_alerts;
#[path = "contract/card_controls.rs"]
mod card_controls;
#[path = "contract/card_life.rs"]
mod card_life;
#[path = "contract/card_reveal.rs"]
mod card_reveal;
#[path = "contract/cards.rs"]
mod cards;
#[path = "contract/clones.rs"]
mod clones;
#[path = "contract/code_change.rs"]
mod code_change;
#[path = "contract/console.rs"]
mod console;
#[path = "contract/control.rs"]
mod control;
#[path = "contract/direction.rs"]
mod direction;
#[path = "contract/disputes.rs"]
mod disputes;
#[path = "contract/documents.rs"]
mod documents;
#[path = "contract/emergency_key.rs"]
mod emergency_key;
#[path = "contract/enrolment.rs"]
mod enrolment;
#[path = "contract/enrolment_methods.rs"]
mod enrolment_methods;
#[path = "contract/fraud_desk.rs"]
mod fraud_desk;
#[path = "contract/guard.rs"]
mod guard;
#[path = "contract/hardware.rs"]
mod hardware;
#[path = "contract/link.rs"]
mod link;
#[path = "contract/login.rs"]
mod login;
#[path = "contract/not_me.rs"]
mod not_me;
#[path = "contract/numbers.rs"]
mod numbers;
#[path = "contract/offline.rs"]
mod offline;
#[path = "contract/operations.rs"]
mod operations;
#[path = "contract/operator.rs"]
mod operator;
#[path = "contract/outages.rs"]
mod outages;
#[path = "contract/papers.rs"]
mod papers;
#[path = "contract/parallel.rs"]
mod parallel;
#[path = "contract/password.rs"]
mod password;
#[path = "contract/personas.rs"]
mod personas;
#[path = "contract/polls.rs"]
mod polls;
#[path = "contract/privacy.rs"]
mod privacy;
#[path = "contract/requests.rs"]
mod requests;
#[path = "contract/restart.rs"]
mod restart;
#[path = "contract/sealed.rs"]
mod sealed;
#[path = "contract/shop.rs"]
mod shop;
#[path = "contract/sign_in.rs"]
mod sign_in;
#[path = "contract/site.rs"]
mod site;
#[path = "contract/snatched.rs"]
mod snatched;
#[path = "contract/statements.rs"]
mod statements;
#[path = "contract/suspicion.rs"]
mod suspicion;
#[path = "contract/tenants.rs"]
mod tenants;
#[path = "contract/transactions.rs"]
mod transactions;
#[path = "contract/trips.rs"]
mod trips;
#[path = "contract/virtual_card.rs"]
mod virtual_card;
#[path = "contract/virtual_card_order.rs"]
mod virtual_card_order;
#[path = "contract/wallet_tokens.rs"]
mod wallet_tokens;
#[path = "contract/website.rs"]
mod website;
#[path = "contract/written.rs"]
mod written;
