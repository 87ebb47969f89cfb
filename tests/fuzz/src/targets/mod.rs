//! The ways in. Those of the phone: `bundle`, `signed`, `reply`, `shown`, `typed`, `frames`. Those of the bank: `bank`. Of both: `evidence`.

mod bank;
mod bundle;
mod evidence;
mod frames;
mod reply;
mod shown;
mod signed;
mod typed;

use crate::Target;

const JSON: &[&str] =
    &["{", "}", "[", "]", ":", ",", "null", "true", "\"", "{}", "1", "-1", "\"alg\":\"none\"", "AAAA"];
const SIGNED: &[&str] = &[
    "sign ",
    "stranger",
    "root",
    "signer",
    "token-status",
    "receipt",
    "approval-qr",
    "transcript",
    "kunci-token-status",
    "kunci-card-receipt",
    "kunci-approval-qr",
    "kunci-bundle",
    "$NONCE",
    "$COMMAND",
    "active",
    "removed",
    "superseded",
    "pending",
    "2025-12-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    ".",
    "..",
    "eyJhbGciOiJub25lIn0",
];
const HTTP: &[&str] = &[
    "\n",
    "\n\n",
    ": ",
    "kunci=",
    "kunci=:",
    "(",
    ")",
    ";created=",
    ";expires=",
    ";nonce=",
    ";keyid=",
    ";alg=",
    ";tag=",
    "\"@method\"",
    "\"content-digest\"",
    "sha-256=:",
    "authorization",
    "Kunci-Session ",
    "idempotency-key",
    "GET ",
    "/v1/",
];
const SIGNATURE: &[&str] = &[
    "$DIGEST",
    "$INPUT",
    "$SIGNATURE",
    "$SESSION",
    "signature-input: ",
    "signature: ",
    "content-digest: ",
    "authorization: ",
    "idempotency-key: ",
    "if-match: \"1\"",
    "host: ",
    "\n",
    "\n\n",
    ", ",
    "kunci=()",
    "kunci=::",
    "other=$INPUT",
    ";created=1",
    ";created=-1",
    ";expires=9999999999",
    ";nonce=\"\"",
    ";keyid=\"\"",
    ";alg=\"hmac-sha256\"",
    ";tag=\"kunci-device\"",
    "\"@method\"",
    "\"@query\"",
    "\"content-digest\"",
    ";sf",
    ";bs",
    ";req",
    "sha-512=:AAAA:",
    "{\"method\":\"qr\"}",
];
const WORDS: &[&str] = &["IDR", "JPY", "USD", "transfer", "purchase", "Budi", "\u{456}", "\u{200d}", "0123456789"];

const FILES: &[&str] =
    &["%PDF-1.7\n", "\n%%EOF", "/JavaScript ", "/J#53 ", "/JS", "IHDR", "IEND", "\u{202e}", "\0\0\0\0"];

pub(crate) const ALL: &[Target] = &[
    Target { name: "operation", what: "canonical bytes, decoded to be shown", run: shown::operation, words: WORDS },
    Target { name: "names", what: "names and notes that are shown", run: shown::names, words: WORDS },
    Target { name: "safety", what: "texts of a chat, filtered", run: shown::safety, words: WORDS },
    Target { name: "scan", what: "a scanned QR", run: signed::scan, words: SIGNED },
    Target { name: "bundle", what: "the key bundle", run: bundle::run, words: SIGNED },
    Target { name: "status", what: "the token's signed status", run: signed::status, words: SIGNED },
    Target { name: "receipt", what: "a card's signed receipt", run: signed::receipt, words: SIGNED },
    Target { name: "problem", what: "a refusal of the bank", run: reply::problem, words: JSON },
    Target { name: "binary_http", what: "a decapsulated reply", run: reply::binary_http, words: HTTP },
    Target { name: "frame", what: "frames of the live link, both ways", run: frames::run, words: JSON },
    Target { name: "typed", what: "what a customer types", run: typed::run, words: &["+62", "/", "-", " "] },
    Target { name: "evidence", what: "a file that is handed in", run: evidence::run, words: FILES },
    Target { name: "bank_request", what: "an unsigned or wrongly signed request", run: bank::request, words: HTTP },
    Target { name: "bank_headers", what: "a session's signature headers", run: bank::headers, words: SIGNATURE },
    Target { name: "bank_body", what: "the body of a well-signed sign-in", run: bank::body, words: JSON },
    Target { name: "bank_signed", what: "a JWS of a phone", run: bank::signed, words: JSON },
    Target { name: "bank_gateway", what: "what is sealed to the gateway", run: bank::gateway, words: HTTP },
];
