//! Whose requests are answered, and what every answer tells the browser.
//!
//! A page of another site can make a browser send requests here, and can let its own name point to this machine (DNS rebinding). It
//! can neither set our header without asking first, which nobody answers, nor write another `Origin` or `Host`.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::Next;

use super::bare;

/// The page sets it on every call; a form or an image of another site cannot.
const MARK: &str = "x-kunci-console";

const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), clipboard-read=()"),
];

/// Under which names the console answers.
#[derive(Clone, Copy)]
pub(super) struct Doors {
    /// On loop-back: this port, and names of loop-back only. `None`: any, because a password stands behind it.
    port: Option<u16>,
}

impl Doors {
    pub(super) fn of(bound: SocketAddr) -> Self {
        Self { port: bound.ip().is_loopback().then_some(bound.port()) }
    }

    fn answer_to(self, host: &str) -> bool {
        let Some(port) = self.port else { return !host.is_empty() };
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(&format!("{name}:{port}")))
    }
}

pub(super) async fn right_host_only(doors: Doors, request: Request, next: Next) -> Response<Body> {
    if doors.answer_to(text(request.headers(), header::HOST.as_str())) {
        next.run(request).await
    } else {
        bare(StatusCode::MISDIRECTED_REQUEST)
    }
}

/// For everything that does or tells something.
pub(super) async fn own_page_only(request: Request, next: Next) -> Response<Body> {
    if is_from_own_page(request.method(), request.headers()) {
        next.run(request).await
    } else {
        bare(StatusCode::FORBIDDEN)
    }
}

fn is_from_own_page(method: &Method, headers: &HeaderMap) -> bool {
    let origin = text(headers, header::ORIGIN.as_str());
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    // Browsers leave `Origin` out of a page's own GET.
    let right_origin = match authority {
        Some(authority) => authority.eq_ignore_ascii_case(text(headers, header::HOST.as_str())),
        None => origin.is_empty() && method == Method::GET,
    };
    let right_site = matches!(text(headers, "sec-fetch-site"), "" | "same-origin");
    right_origin && right_site && text(headers, MARK) == "1"
}

pub(super) async fn with_headers(mut response: Response<Body>) -> Response<Body> {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
