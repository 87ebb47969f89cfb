//! Ready-made customers to start a test from, each at one point of a customer's life. They are made on demand, because most tests need none:
//! the bank's half (account, cards, past, what lies on its desks) by one command; the phone's half by a phone that registers as any other,
//! after which the same command brings its token to where the story wants it.

use kunci_domain::alerts::Alert;
use kunci_domain::cards::dispute::{Dispute, DisputeReason, EvidenceKind, Filing, Piece};
use kunci_domain::complaints::ComplaintKind;
use kunci_domain::written::{About, Subject, WrittenState};
use kunci_wire::signed::TokenState;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, timestamp};
use crate::crypto::mac::sha256;
use crate::customers::{self, Person};
use crate::holdings::rupiah;
use crate::network::{self, Request};
use crate::refusal::BankError;
use crate::status::PROBATION;
use crate::store::{Customer, HeldCard, Token, Tx, Written};
use crate::{alerts, cards, failures, hardware, history, written};

/// The Unlock Code that a persona's phone gets.
pub(crate) const UNLOCK_CODE: &str = "739164";

/// What the story says of a phone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phone {
    /// There is none.
    Absent,
    /// It works, and its probation is over.
    Works,
    /// Its token was locked by wrong codes.
    Locked,
    /// Its token works, and somebody else may have it.
    Lost,
    /// Its token is in probation.
    New,
}

impl Phone {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Works => "works",
            Self::Locked => "locked",
            Self::Lost => "lost",
            Self::New => "new",
        }
    }
}

/// What was before the test begins, besides account and cards.
enum Past {
    Nothing,
    /// Twelve months of payments with the first card.
    Payments,
    /// The hardware token is in use.
    HardwareToken,
    /// Payments that did not pass.
    Declines,
    /// A dispute, a complaint and a letter.
    Papers,
}

/// One of them.
pub(crate) struct Persona {
    pub(crate) person: Person,
    pub(crate) story_en: &'static str,
    pub(crate) story_id: &'static str,
    pub(crate) phone: Phone,
    past: Past,
}

const fn person(
    user_id: &'static str,
    password: &'static str,
    name: &'static str,
    phone: &'static str,
    birth_date: &'static str,
) -> Person {
    Person { user_id, password, name, phone, birth_date }
}

/// Published on purpose, as the two customers that every sandbox has.
pub(crate) const PERSONAS: [Persona; 7] = [
    Persona {
        person: person("maya", "Hujan-di-Bogor-31", "Maya Lestari", "+628110001101", "1988-03-12"),
        story_en: "A phone that works, and twelve months of card payments.",
        story_id: "Ponsel yang berfungsi, dan dua belas bulan pembayaran kartu.",
        phone: Phone::Works,
        past: Past::Payments,
    },
    Persona {
        person: person("joko", "Gamelan-Solo-8420", "Joko Prasetyo", "+628110001102", "1979-11-02"),
        story_en: "Locked out: five wrong Unlock Codes in a row.",
        story_id: "Terkunci: lima kali Kode Buka salah berturut-turut.",
        phone: Phone::Locked,
        past: Past::Nothing,
    },
    Persona {
        person: person("rina", "Ombak-di-Anyer-56", "Rina Kusuma", "+628110001103", "1995-06-21"),
        story_en: "The phone is lost, and its token still works.",
        story_id: "Ponselnya hilang, dan tokennya masih berfungsi.",
        phone: Phone::Lost,
        past: Past::Payments,
    },
    Persona {
        person: person("hendra", "Rendang-Padang-77", "Hendra Gunawan", "+628110001104", "1964-09-30"),
        story_en: "A hardware token in use, and no phone.",
        story_id: "Token fisik sudah dipakai, tanpa ponsel.",
        phone: Phone::Absent,
        past: Past::HardwareToken,
    },
    Persona {
        person: person("wayan", "Sawah-Tegalalang-9", "Wayan Suardana", "+628110001105", "1983-01-17"),
        story_en: "A card payment over the limit and one without the money were declined just now.",
        story_id: "Pembayaran kartu di atas batas dan satu tanpa saldo baru saja ditolak.",
        phone: Phone::Works,
        past: Past::Declines,
    },
    Persona {
        person: person("putu", "Layang-Layang-204", "Putu Ayu", "+628110001106", "2001-12-05"),
        story_en: "A new phone: its token is in probation for twelve hours.",
        story_id: "Ponsel baru: tokennya dalam masa percobaan dua belas jam.",
        phone: Phone::New,
        past: Past::Nothing,
    },
    Persona {
        person: person("dian", "Kopi-Gayo-Pagi-63", "Dian Anggraini", "+628110001107", "1991-04-08"),
        story_en: "Deceived in a web shop: a dispute, a complaint and a letter wait for the bank.",
        story_id: "Tertipu di toko web: sengketa, pengaduan, dan surat menunggu bank.",
        phone: Phone::Absent,
        past: Past::Papers,
    },
];

/// The one of this user id.
pub(crate) fn find(user_id: &str) -> Option<&'static Persona> {
    PERSONAS.iter().find(|persona| persona.person.user_id == user_id)
}

/// Makes the bank's half, if it is not there, and brings the token of a phone that has registered to where the story wants it. As often as
/// one likes.
pub(crate) fn make(bank: &Bank, persona: &Persona) -> Result<(), BankError> {
    let user_id = persona.person.user_id;
    if bank.keep(|tx| tx.customer_by_user(user_id))?.is_none() {
        // Before the transaction, because it is slow.
        let customer = customers::customer(bank, &persona.person)?;
        bank.keep(|tx| {
            // Somebody else may have been faster.
            if tx.customer_by_user(user_id)?.is_some() {
                return Ok(());
            }
            customers::enter(bank, tx, &customer)?;
            live(bank, tx, &customer, &persona.past)
        })?;
    }
    bank.keep(|tx| {
        let customer = tx.customer_by_user(user_id)?.ok_or(BankError::Key)?;
        stage(bank, tx, &customer, persona.phone)
    })
}

/// The customer's token, if the story has one and a phone has registered.
fn token(tx: &mut dyn Tx, customer: &Customer, phone: Phone) -> Result<Option<Token>, BankError> {
    if phone == Phone::Absent {
        return Ok(None);
    }
    Ok(customer.token.map(|id| tx.token(id)).transpose()?.flatten())
}

/// Whether everything is as the story wants it.
pub(crate) fn is_ready(tx: &mut dyn Tx, customer: &Customer, phone: Phone, now: i64) -> Result<bool, BankError> {
    let Some(token) = token(tx, customer, phone)? else { return Ok(phone == Phone::Absent) };
    let probation = token.probation_until.is_some_and(|until| until > now);
    Ok(match phone {
        Phone::Absent => true,
        Phone::Works | Phone::Lost => token.state == TokenState::Active && !probation,
        Phone::Locked => token.state == TokenState::Locked,
        Phone::New => token.state == TokenState::Active && probation,
    })
}

fn stage(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, phone: Phone) -> Result<(), BankError> {
    let now = bank.now();
    let Some(token) = token(tx, customer, phone)? else { return Ok(()) };
    if is_ready(tx, customer, phone, now)? || !matches!(token.state, TokenState::Active | TokenState::Locked) {
        return Ok(());
    }
    tx.set_probation(token.id, if phone == Phone::New { now + PROBATION } else { now })?;
    tx.set_token_state(token.id, TokenState::Active)?;
    tx.set_token_failures(token.id, 0)?;
    if phone == Phone::Locked {
        // As wrong codes do it, one after the other.
        for failures in 0..failures::TRIES {
            failures::count(tx, customer, &Token { failures, ..token.clone() }, now)?;
        }
    }
    let what = format!("The tester set the stage for {}: {}", customer.first_name(), phone.as_str());
    audit::note(tx, now, Kind::Sandbox, Some(customer.id), what)
}

fn live(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, past: &Past) -> Result<(), BankError> {
    let now = bank.now();
    let held = tx.cards_of(customer.id)?.into_iter().next().ok_or(BankError::Key)?;
    match past {
        Past::Nothing => Ok(()),
        Past::Payments => history::insert(bank, tx, &held).map(|_| ()),
        Past::HardwareToken => {
            for token in tx.hardware_tokens_of(customer.id)? {
                tx.activate_hardware_token(&token.serial, now)?;
                let serial = hardware::masked(&token.serial);
                let what = format!("Activated {}'s hardware token {serial}", customer.first_name());
                audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
                alerts::tell(tx, now, customer, Alert::HardwareToken)?;
            }
            Ok(())
        }
        Past::Declines => declines(bank, tx, customer, &held),
        Past::Papers => papers(bank, tx, customer, held),
    }
}

/// One over the card's limit, and one that the network declines by itself because the money is not there (ISO 8583, code 51).
fn declines(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, held: &HeldCard) -> Result<(), BankError> {
    let now = bank.now();
    let over = Request::of(network::online("Toko Emas Melati", rupiah(25_000_000)?)?);
    network::authorise(bank, tx, held.clone(), over, now)?;
    // The first one has counted in the card's sequence.
    let held = cards::with_ending(tx, customer, &held.card.ending)?.ok_or(BankError::Key)?;
    let mut without = Request::of(network::online("Toko Elektronik Jaya", rupiah(4_500_000)?)?);
    without.declined_with = Some("51".to_owned());
    network::authorise(bank, tx, held, without, now)?;
    Ok(())
}

/// A grey square, as PNG: what the shop's picture would be.
const PICTURE: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x08\x00\x00\x00\x08\x08\x00\x00\x00\x00\xe1d\xe1W\
    \x00\x00\x00\x0eIDATx\xdac\x98\x09\x05\x0c\x941\x00a\x93&Ar\xff\xed\x1b\x00\x00\x00\x00IEND\xaeB`\x82";

/// Puts a piece where those that a phone hands in are.
fn piece(
    tx: &mut dyn Tx,
    customer: &Customer,
    kind: EvidenceKind,
    content: &[u8],
    now: i64,
) -> Result<Piece, BankError> {
    let digest: String = sha256(content).iter().map(|byte| format!("{byte:02x}")).collect();
    tx.put_evidence(customer.id, &digest, content, now)?;
    tx.keep_evidence(customer.id, &digest)?;
    Ok(Piece { digest, kind })
}

/// What was paid for three days ago never came.
fn papers(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, held: HeldCard) -> Result<(), BankError> {
    let (now, paid_at) = (bank.now(), bank.now() - 3 * DAY);
    let shop = "Sepatu Murah Sekali";
    let request = Request::of(network::online(shop, rupiah(1_250_000)?)?);
    let mut made = network::authorise(bank, tx, held, request, paid_at)?;
    made.capture(made.charged, timestamp(paid_at + DAY)).map_err(|_| BankError::Key)?;
    tx.update_transaction(&made)?;
    let statement = "Sepatu yang saya bayar tidak pernah datang, dan toko tidak menjawab lagi.";
    let words = "Toko berjanji mengirim sepatu pada hari Senin.\n".as_bytes();
    let evidence = [
        piece(tx, customer, EvidenceKind::Letter, words, now)?,
        piece(tx, customer, EvidenceKind::Photo, PICTURE, now)?,
    ];
    let filing = Filing { reason: DisputeReason::NotReceived, statement, evidence: &evidence };
    let dispute =
        Dispute::file(bank.entropy.id(now)?, &filing, &made, &[], timestamp(now)).map_err(|_| BankError::Key)?;
    tx.insert_dispute(customer.id, &dispute)?;
    let what = format!("Dispute {} about the payment at {shop} was filed", dispute.dispute_id);
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    let complaint = "Toko web menipu saya. Mengapa bank membiarkan pembayaran ini lewat?";
    let letter = "Mohon kabar: apakah kartu saya masih aman dipakai setelah penipuan ini?";
    for (about, text) in [(About::Complaint(ComplaintKind::Fraud), complaint), (About::Letter(Subject::Cards), letter)]
    {
        let mut row = Written {
            number: 0,
            customer: customer.id,
            about,
            text: text.to_owned(),
            filed: now,
            due: about.period().end(now, written::HOLIDAYS).ok_or(BankError::Key)?,
            state: WrittenState::Received,
            answer: None,
        };
        row.number = tx.insert_written(&row)?;
        let item = written::item(&row);
        let what = format!("{} wrote ({}) under {}", customer.first_name(), about.code(), item.reference);
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    }
    Ok(())
}
