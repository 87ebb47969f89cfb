//! Request signatures: the profile of RFC 9421 and RFC 9530 that `docs/contract/handshake.md` fixes.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kunci_wire::bytes::decode;

use super::keys::PeerKey;
use super::mac::sha256;

/// The request as the signature sees it.
pub(crate) struct Signed<'a> {
    /// `POST`, …
    pub(crate) method: &'a str,
    /// Host and port, in lower case.
    pub(crate) authority: &'a str,
    /// Path without query.
    pub(crate) path: &'a str,
    /// Query without `?`, if there is one.
    pub(crate) query: Option<&'a str>,
    /// Header fields.
    pub(crate) headers: &'a HeaderMap,
    /// The body.
    pub(crate) body: &'a [u8],
}

/// Who must have signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    /// A session key.
    Session,
    /// A device key.
    Device,
}

impl Tag {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "kunci/1/session",
            Self::Device => "kunci/1/device",
        }
    }
}

/// Why the form is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FormError {
    /// No signature at all.
    Missing,
    /// Not the contract's profile; the text is for engineers.
    Invalid(&'static str),
}

/// A signature whose form is right and which nobody has verified yet.
#[derive(Debug)]
pub(crate) struct RequestSignature {
    base: String,
    signature: Vec<u8>,
    /// Thumbprint of the key that is said to have signed.
    pub(crate) key_id: String,
    /// Unix seconds.
    pub(crate) created: i64,
    /// Unix seconds, exclusive.
    pub(crate) expires: i64,
    /// Single use.
    pub(crate) nonce: String,
}

/// Longest life of a signature in seconds.
const LIFE: i64 = 120;
/// Header fields that must be covered when the request has them, in this order.
const HEADERS: [&str; 5] = ["content-digest", "content-type", "idempotency-key", "if-match", "authorization"];

impl RequestSignature {
    /// Checks the form: one signature, the right list in the right order, the digest of the body.
    pub(crate) fn read(request: &Signed<'_>, tag: Tag) -> Result<Self, FormError> {
        let input = single(request.headers, "signature-input")?.ok_or(FormError::Missing)?;
        let signature = single(request.headers, "signature")?.ok_or(FormError::Missing)?;
        let params = input.strip_prefix("kunci=").ok_or(FormError::Invalid("the signature's label is not kunci"))?;
        let signature = signature
            .strip_prefix("kunci=:")
            .and_then(|rest| rest.strip_suffix(':'))
            .and_then(|text| STANDARD.decode(text).ok())
            .filter(|bytes| bytes.len() == 64)
            .ok_or(FormError::Invalid("the signature is not 64 bytes of base64"))?;
        let (covered, rest) = params.split_once(')').ok_or(FormError::Invalid("no list of components"))?;
        let (list, components) = cover(request)?;
        if covered != format!("({list}") {
            return Err(FormError::Invalid("the covered components are not the contract's"));
        }
        check_digest(request)?;
        let Params { created, expires, nonce, key_id } = Params::read(rest, tag)?;
        let base = format!("{components}\"@signature-params\": {params}");
        Ok(Self { base, signature, key_id, created, expires, nonce })
    }

    /// Whether this key, and the one named, made it.
    pub(crate) fn verifies(&self, key: &PeerKey) -> bool {
        self.key_id == key.thumbprint() && key.verifies(self.base.as_bytes(), &self.signature)
    }
}

/// The list of components that this request must cover, and their lines of the signature base (RFC 9421 §2.5).
fn cover(request: &Signed<'_>) -> Result<(String, String), FormError> {
    let query = format!("?{}", request.query.unwrap_or_default());
    let mut lines = vec![
        ("@method", request.method.to_owned()),
        ("@authority", request.authority.to_owned()),
        ("@path", request.path.to_owned()),
        ("@query", query),
    ];
    for name in HEADERS {
        if let Some(value) = single(request.headers, name)? {
            lines.push((name, value.to_owned()));
        }
    }
    let list: Vec<String> = lines.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let base = lines.iter().map(|(name, value)| format!("\"{name}\": {value}\n")).collect();
    Ok((list.join(" "), base))
}

/// A body must have a type and a digest that fits (RFC 9530); a digest must fit even if there is no body.
fn check_digest(request: &Signed<'_>) -> Result<(), FormError> {
    let digest = single(request.headers, "content-digest")?;
    if !request.body.is_empty() && (digest.is_none() || single(request.headers, "content-type")?.is_none()) {
        return Err(FormError::Invalid("a body needs content-digest and content-type"));
    }
    let Some(digest) = digest else { return Ok(()) };
    if digest == format!("sha-256=:{}:", STANDARD.encode(sha256(request.body))) {
        Ok(())
    } else {
        Err(FormError::Invalid("content-digest does not fit the body"))
    }
}

/// The one value of a header field, without white space around it.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, FormError> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(FormError::Invalid("a header field stands twice"));
    }
    let Some(value) = first else { return Ok(None) };
    value.to_str().map(|text| Some(text.trim())).map_err(|_| FormError::Invalid("a header field is not ASCII"))
}

struct Params {
    created: i64,
    expires: i64,
    nonce: String,
    key_id: String,
}

impl Params {
    /// `;created=…;expires=…;nonce="…";keyid="…";alg="…";tag="…"`: each exactly once, and no other. Their order is the
    /// signer's (RFC 9421 §2.3), and libraries have orders of their own; the base holds them as they came.
    fn read(text: &str, tag: Tag) -> Result<Self, FormError> {
        const BAD: FormError = FormError::Invalid("the signature's parameters are not the contract's");
        const NAMES: usize = 6;
        let parts: Vec<(&str, &str)> =
            text.strip_prefix(';').ok_or(BAD)?.split(';').filter_map(|part| part.split_once('=')).collect();
        if parts.len() != NAMES || text.split(';').count() != NAMES + 1 {
            return Err(BAD);
        }
        // Six parameters, and each of the six names is found: none is there twice.
        let find = |name: &str| parts.iter().find(|(named, _)| *named == name).map(|(_, value)| *value);
        let created = find("created").and_then(seconds).ok_or(BAD)?;
        let expires = find("expires").and_then(seconds).ok_or(BAD)?;
        let nonce = find("nonce").and_then(quoted).ok_or(BAD)?;
        let key_id = find("keyid").and_then(quoted).ok_or(BAD)?;
        let algorithm = find("alg").and_then(quoted).ok_or(BAD)?;
        let given_tag = find("tag").and_then(quoted).ok_or(BAD)?;
        if algorithm != "ecdsa-p256-sha256" {
            return Err(BAD);
        }
        if given_tag != tag.as_str() {
            return Err(FormError::Invalid("the tag is of another kind of key"));
        }
        if decode(nonce).is_none_or(|bytes| bytes.len() != 16) {
            return Err(FormError::Invalid("the nonce is not 16 bytes of base64url"));
        }
        if !(1..=LIFE).contains(&(expires - created)) {
            return Err(FormError::Invalid("the signature lives longer than 120 s"));
        }
        Ok(Self { created, expires, nonce: nonce.to_owned(), key_id: key_id.to_owned() })
    }
}

/// Unix seconds as RFC 8941 writes integers; bounded, so that no sum overflows.
fn seconds(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn quoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains(['"', '\\'])).then_some(inner)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(input: &str) -> Result<RequestSignature, FormError> {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(input) {
            headers.insert("signature-input", value);
        }
        let signature = format!("kunci=:{}:", STANDARD.encode([0; 64]));
        headers.insert("signature", HeaderValue::from_str(&signature).expect("value"));
        let request = Signed { method: "GET", authority: "a", path: "/", query: None, headers: &headers, body: &[] };
        RequestSignature::read(&request, Tag::Session)
    }

    const GOOD: &str = "kunci=(\"@method\" \"@authority\" \"@path\" \"@query\");created=100;expires=160;\
                        nonce=\"AAAAAAAAAAAAAAAAAAAAAA\";keyid=\"k\";alg=\"ecdsa-p256-sha256\";tag=\"kunci/1/session\"";

    #[test]
    fn the_parameters_stand_in_any_order_and_every_other_freedom_is_refused() {
        let swapped = GOOD.replacen("created=100;expires=160", "expires=160;created=100", 1);
        assert_ne!(swapped, GOOD);
        for good in [GOOD, &swapped] {
            let read_well = read(good).expect("the contract's own form");
            assert_eq!((read_well.created, read_well.expires, read_well.key_id.as_str()), (100, 160, "k"));
        }
        for (from, to) in [
            ("kunci=", "sig="),
            (" \"@query\"", ""),
            ("\"@method\" \"@authority\"", "\"@authority\" \"@method\""),
            ("created=100;expires=160", "created=100;created=100"),
            ("created=100", "created=100;created=100"),
            ("created=100", "created"),
            ("expires=160", "expires=221"),
            ("expires=160", "expires=100"),
            ("created=100", "created=-100"),
            ("created=100", "created=100.0"),
            (";alg=\"ecdsa-p256-sha256\"", ""),
            ("ecdsa-p256-sha256", "hmac-sha256"),
            ("kunci/1/session", "kunci/1/device"),
            ("AAAAAAAAAAAAAAAAAAAAAA", "AAAA"),
            ("tag=\"kunci/1/session\"", "tag=\"kunci/1/session\";x=1"),
        ] {
            let bent = GOOD.replacen(from, to, 1);
            assert_ne!(bent, GOOD);
            assert!(matches!(read(&bent), Err(FormError::Invalid(_))), "{bent}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_header_makes_the_reader_stumble(text in "[ -~]{0,300}", at in 0..GOOD.len()) {
            let _ = read(&text);
            let _ = read(&format!("{}{text}", &GOOD[..at]));
        }
    }
}
