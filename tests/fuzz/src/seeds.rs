//! Seeds that are no text: made by code, so that they can be made again when the contract changes.

use kunci_crypto::canonical::Canonical;

use crate::driver;
use crate::puppet::{CARD, CUSTOMER, EPOCH, NOW_MS, TOKEN};

/// The base point of P-256, uncompressed (SEC 2, §2.4.2): a point that anybody can write down.
const POINT: [u8; 65] = [
    0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03,
    0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe,
    0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce,
    0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
];

/// Target, name, bytes.
#[must_use]
pub fn all() -> Vec<(&'static str, String, Vec<u8>)> {
    let operations = operations().into_iter().map(|(kind, bytes)| ("operation", kind.to_owned(), bytes));
    let http = [
        ("binary_http", "reply", response(200, b"{\"status\":\"a.b.c\"}")),
        ("binary_http", "refusal", response(403, b"{\"type\":\"urn:kunci:problem:scope\",\"code\":\"scope\"}")),
        ("bank_gateway", "keys", request("GET", "/v1/keys", b"")),
        ("bank_gateway", "sessions", request("POST", "/v1/sessions", b"{\"user_id\":\"sari\"}")),
        ("bank_gateway", "card", request("POST", "/v1/cards/00000000-0000-0000-0000-000000000003/freeze", b"{}")),
    ];
    operations.chain(http.map(|(target, name, bytes)| (target, name.to_owned(), bytes))).collect()
}

/// Writes them where they are committed.
///
/// # Errors
/// What the file system says.
pub fn write() -> std::io::Result<()> {
    for (target, name, bytes) in all() {
        let folder = driver::folder().join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

fn head(kind: &str) -> Canonical {
    let expires = NOW_MS.unsigned_abs() / 1000 + 300;
    Canonical::new("kunci/operation/1")
        .uuid(1, "00000000-0000-0000-0000-000000000009")
        .text(2, kind)
        .uuid(3, &CUSTOMER.to_string())
        .uuid(4, &TOKEN.to_string())
        .number(5, EPOCH)
        .bytes(6, &[7; 32])
        .bytes(7, &POINT)
        .number(8, expires)
}

fn money(bytes: Canonical, at: u16) -> Canonical {
    bytes.text(at, "IDR").number(at + 1, 125_000_000).number(at + 2, 2)
}

fn employee(bytes: Canonical) -> Canonical {
    bytes.uuid(16, "00000000-0000-0000-0000-00000000000a").text(17, "Dewi").text(18, "10233")
}

/// One of each kind.
fn operations() -> Vec<(&'static str, Vec<u8>)> {
    let card = CARD.to_string();
    let of = |kind, fill: &dyn Fn(Canonical) -> Canonical| (kind, fill(head(kind)).finish().expect("well-made"));
    vec![
        of("transfer", &|head| {
            let payee = head.text(16, "Budi Santoso").text(17, "014").text(18, "1234567890");
            money(payee, 19).text(22, "makan siang").number(23, 1)
        }),
        of("payee-add", &|head| head.text(16, "Toko Melati").text(17, "008").text(18, "5551234567").number(19, 0)),
        of("purchase", &|head| {
            let shop = head.uuid(16, &card).text(17, "4821").text(18, "Warung Bahagia");
            money(shop, 19).text(22, "A-1")
        }),
        of("profile-change", &|head| {
            head.text(16, "email").text(17, "sa•••@mail.example").text(18, "sari@mail.example")
        }),
        of("unfreeze", &|head| head.uuid(16, &card).text(17, "4821")),
        of("card-activation", &|head| head.uuid(16, &card).text(17, "4821")),
        of("card-pin", &|head| head.uuid(16, &card).text(17, "4821")),
        of("card-replacement", &|head| head.uuid(16, &card).text(17, "4821").text(18, "Jalan Melati 7, Bandung")),
        of("card-reveal", &|head| head.uuid(16, &card).text(17, "4821").bytes(18, &POINT)),
        of("virtual-card", &|head| money(head.uuid(16, &card).text(17, "4821").text(18, "Langganan film"), 19)),
        of("wallet-resume", &|head| {
            let wallet = head.uuid(16, &card).text(17, "4821").uuid(18, "00000000-0000-0000-0000-000000000009");
            wallet.text(19, "Example Pay").text(20, "Ponsel Sari")
        }),
        of("suspected-payment", &|head| {
            let shop = head.uuid(16, &card).text(17, "4821").text(18, "Toko Maya");
            money(shop, 19).uuid(22, "00000000-0000-0000-0000-000000000009")
        }),
        of("trusted-places-off", &|head| head),
        of("lift-suspension", &|head| head),
        of("emergency-key", &|head| head),
        of("emergency-key-off", &|head| head),
        of("password-change", &|head| head.text(16, "sari")),
        of("limit-raise", &|head| {
            let limit = head.uuid(16, &card).text(17, "4821").text(18, "per-transaction").text(19, "IDR");
            limit.number(20, 50_000_000).number(21, 90_000_000).number(22, 2)
        }),
        of("new-device", &|head| {
            head.uuid(16, "00000000-0000-0000-0000-000000000008").text(17, "Android").text(18, "4821")
        }),
        of("number-change", &|head| head.text(16, "•••• 4321").text(17, "+6281234567890")),
        of("identity-check", &employee),
        of("proposed-freeze", &|head| employee(head).uuid(19, &card).text(20, "4821")),
        of("proposed-controls", &|head| {
            let limit = employee(head).uuid(19, &card).text(20, "4821").text(21, "IDR").number(22, 2);
            limit.text(23, "limit online-day 10000000 always").number(24, 1_000_000_000)
        }),
        of("proposed-dispute", &|head| {
            let shop = employee(head).uuid(19, &card).text(20, "4821").text(21, "Toko Maya");
            money(shop, 22).uuid(25, "00000000-0000-0000-0000-000000000009")
        }),
    ]
}

/// A length and its bytes (RFC 9292 §3.8, RFC 9000 §16); under 64, or two bytes.
fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short");
    let prefix = if length < 64 { vec![length.to_be_bytes()[1]] } else { (length | 0x4000).to_be_bytes().to_vec() };
    [prefix, bytes.to_vec()].concat()
}

fn response(status: u16, body: &[u8]) -> Vec<u8> {
    let fields = [sized(b"kunci-time"), sized(b"1764547200000")].concat();
    [vec![1], (status | 0x4000).to_be_bytes().to_vec(), sized(&fields), sized(body), sized(b"")].concat()
}

fn request(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let control = [method, "https", "bank.test", path].map(|part| sized(part.as_bytes())).concat();
    let fields = [sized(b"content-type"), sized(b"application/json")].concat();
    [vec![0], control, sized(&fields), sized(body), sized(b"")].concat()
}
