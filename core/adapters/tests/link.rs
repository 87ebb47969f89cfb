//! The live link against a server made to order: who is believed, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use futures_util::{SinkExt as _, StreamExt as _};
use kunci_adapters::BankLink;
use kunci_core::ports::{HttpError, Incoming, Link as _, LinkConnection, LinkError, LinkTarget};
use kunci_wire::link::{FRAME_BYTES, NOISE};
use rustls::pki_types::UnixTime;
use snow::{Builder, Keypair, TransportState};
use support::{Authority, config, on_connection};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

const PROLOGUE: &[u8] = b"prologue";

/// What the server does once the handshake is done (or instead of it).
#[derive(Clone, Copy)]
enum Then {
    Echo,
    Say(usize),
    SayInTheClear,
    SayTwice,
    HangUp,
    NotForMe,
}

fn keys() -> Keypair {
    Builder::new(NOISE.parse().unwrap()).generate_keypair().unwrap()
}

fn target(keys: &Keypair) -> LinkTarget {
    LinkTarget { bank_key: keys.public.as_slice().try_into().unwrap(), prologue: PROLOGUE.to_vec() }
}

fn seal(noise: &mut TransportState, frame: &[u8]) -> Message {
    let mut sealed = vec![0; frame.len() + 16];
    let length = noise.write_message(frame, &mut sealed).unwrap();
    Message::binary(sealed[..length].to_vec())
}

/// A link to a server that holds `private`.
async fn link(private: Vec<u8>, then: Then) -> BankLink {
    let authority = Authority::new("root");
    let identity = authority.issue("127.0.0.1", 2000..2100);
    let acceptor = identity.acceptor(&[&rustls::version::TLS13], &[b"http/1.1"]);
    let address = on_connection(move |stream| {
        let (acceptor, private) = (acceptor.clone(), private.clone());
        async move {
            let Ok(tls) = acceptor.accept(stream).await else { return };
            let Ok(mut socket) = tokio_tungstenite::accept_async(tls).await else { return };
            let Some(Ok(Message::Binary(first))) = socket.next().await else { return };
            if matches!(then, Then::NotForMe) {
                let close = CloseFrame { code: CloseCode::Library(4000), reason: "".into() };
                let _ = socket.send(Message::Close(Some(close))).await;
                return;
            }
            let responder = Builder::new(NOISE.parse().unwrap()).prologue(PROLOGUE).unwrap();
            let mut noise = responder.local_private_key(&private).unwrap().build_responder().unwrap();
            if noise.read_message(&first, &mut []).is_err() {
                // An impostor answers all the same.
                let _ = socket.send(Message::binary(vec![9; 48])).await;
                return;
            }
            let mut second = [0; 48];
            let length = noise.write_message(&[], &mut second).unwrap();
            socket.send(Message::binary(second[..length].to_vec())).await.unwrap();
            let mut noise = noise.into_transport_mode().unwrap();
            match then {
                Then::Echo => {
                    while let Some(Ok(message)) = socket.next().await {
                        let Message::Binary(sealed) = message else { continue };
                        let mut frame = vec![0; sealed.len()];
                        let length = noise.read_message(&sealed, &mut frame).unwrap();
                        socket.send(seal(&mut noise, &frame[..length])).await.unwrap();
                    }
                }
                Then::Say(length) => {
                    let _ = socket.send(seal(&mut noise, &vec![b'x'; length])).await;
                    let _ = socket.next().await;
                }
                Then::SayInTheClear => {
                    let _ = socket.send(Message::binary(b"{\"type\":\"welcome\"}".to_vec())).await;
                    let _ = socket.next().await;
                }
                Then::SayTwice => {
                    let message = seal(&mut noise, b"once");
                    let _ = socket.send(message.clone()).await;
                    let _ = socket.send(message).await;
                    let _ = socket.next().await;
                }
                Then::HangUp | Then::NotForMe => {}
            }
        }
    })
    .await;
    let pins = [identity.pin, [0; 32]];
    BankLink::new(&config(address, &authority, &pins), UnixTime::now()).unwrap()
}

async fn refused(link: &BankLink, target: LinkTarget) -> LinkError {
    match link.open(target).await {
        Ok(_) => panic!("opened"),
        Err(error) => error,
    }
}

async fn first_frame(then: Then) -> Result<Incoming, LinkError> {
    let bank = keys();
    let link = link(bank.private.clone(), then).await;
    link.open(target(&bank)).await.unwrap().receiver.receive().await
}

#[tokio::test]
async fn chat_1_frames_go_both_ways_up_to_the_limit() {
    let bank = keys();
    let link = link(bank.private.clone(), Then::Echo).await;
    let LinkConnection { mut sender, mut receiver, .. } = link.open(target(&bank)).await.unwrap();
    for length in [1, 10, FRAME_BYTES] {
        sender.send(vec![b'x'; length]).await.unwrap();
        assert_eq!(receiver.receive().await, Ok(Incoming::Frame(vec![b'x'; length])));
    }
    assert_eq!(sender.send(vec![b'x'; FRAME_BYTES + 1]).await, Err(LinkError::FrameTooLarge));
    sender.ping().await.unwrap();
    assert_eq!(receiver.receive().await, Ok(Incoming::Alive));
}

#[tokio::test]
async fn chat_1_every_connection_has_a_hash_of_its_own() {
    let bank = keys();
    let link = link(bank.private.clone(), Then::HangUp).await;
    let one = link.open(target(&bank)).await.unwrap().handshake_hash;
    let two = link.open(target(&bank)).await.unwrap().handshake_hash;
    assert_ne!(one, two);
}

#[tokio::test]
async fn chat_1_who_does_not_hold_the_bank_s_key_is_not_the_bank() {
    let (bank, impostor) = (keys(), keys());
    let link = link(impostor.private.clone(), Then::Echo).await;
    assert_eq!(refused(&link, target(&bank)).await, LinkError::NotTheBank);
    let other_prologue = LinkTarget { prologue: b"another".to_vec(), ..target(&impostor) };
    assert_eq!(refused(&link, other_prologue).await, LinkError::NotTheBank);
}

#[tokio::test]
async fn chat_1_a_bank_with_another_key_says_so() {
    let bank = keys();
    let link = link(bank.private.clone(), Then::NotForMe).await;
    assert_eq!(refused(&link, target(&bank)).await, LinkError::NotTheBank);
}

#[tokio::test]
async fn chat_1_the_link_is_pinned_as_the_api_is() {
    let authority = Authority::new("root");
    let identity = authority.issue("127.0.0.1", 2000..2100);
    let acceptor = identity.acceptor(&[&rustls::version::TLS13], &[b"http/1.1"]);
    let address = on_connection(move |stream| {
        let acceptor = acceptor.clone();
        async move { drop(acceptor.accept(stream).await) }
    })
    .await;
    let link = BankLink::new(&config(address, &authority, &[[1; 32], [2; 32]]), UnixTime::now()).unwrap();
    assert_eq!(refused(&link, target(&keys())).await, LinkError::Connect(HttpError::PinMismatch));
    let stranger = Authority::new("other");
    let link = BankLink::new(&config(address, &stranger, &[identity.pin, [2; 32]]), UnixTime::now()).unwrap();
    assert_eq!(refused(&link, target(&keys())).await, LinkError::Connect(HttpError::UnknownIssuer));
}

#[tokio::test]
async fn chat_9_frames_too_big_in_the_clear_or_said_twice_are_refused() {
    assert_eq!(first_frame(Then::Say(FRAME_BYTES + 1)).await, Err(LinkError::FrameTooLarge));
    assert_eq!(first_frame(Then::SayInTheClear).await, Err(LinkError::Unreadable));
    assert_eq!(first_frame(Then::HangUp).await, Err(LinkError::Broken));
    let bank = keys();
    let link = link(bank.private.clone(), Then::SayTwice).await;
    let mut connection = link.open(target(&bank)).await.unwrap();
    assert_eq!(connection.receiver.receive().await, Ok(Incoming::Frame(b"once".to_vec())));
    assert_eq!(connection.receiver.receive().await, Err(LinkError::Unreadable));
}
