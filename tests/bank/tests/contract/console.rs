//! The console: who is answered, and what never leaves it.

use std::net::SocketAddr;

use kunci_bank::{Bank, BankOptions, ConsoleOptions, RunningBank};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::approve::{rupiah, settled_phone};
use crate::support::{bank, control, customer};

const PASSWORD: &str = "gerbang-besi-hitam";

async fn start(password: Option<&str>) -> RunningBank {
    let console = ConsoleOptions { address: loopback(), password: password.map(str::to_owned) };
    let options = BankOptions { console: Some(console), plain: true, ..BankOptions::default() };
    Bank::start(options).await.expect("the bank starts")
}

fn loopback() -> SocketAddr {
    "127.0.0.1:0".parse().expect("an address")
}

fn url(bank: &RunningBank, path: &str) -> String {
    format!("{}{path}", bank.ready.console_url.as_deref().expect("a console"))
}

/// As the page itself asks.
fn ask(bank: &RunningBank, method: Method, path: &str) -> RequestBuilder {
    let origin = url(bank, "");
    let request = client().request(method, url(bank, path));
    request.header("origin", origin.trim_end_matches('/')).header("x-kunci-console", "1")
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

async fn send(request: RequestBuilder) -> Response {
    request.send().await.expect("an answer")
}

async fn json_of(response: Response) -> Value {
    serde_json::from_slice(&response.bytes().await.expect("a body")).expect("JSON")
}

async fn command(bank: &RunningBank, name: &str, body: Value) -> Value {
    let response = send(ask(bank, Method::POST, &format!("commands/{name}")).body(body.to_string())).await;
    assert_eq!(response.status(), StatusCode::OK, "{name}");
    json_of(response).await
}

#[tokio::test]
async fn ops_3_every_answer_of_the_console_carries_the_security_headers() {
    let bank = start(None).await;
    for path in ["", "console.js", "console.css", "nothing", "access"] {
        let answer = send(client().get(url(&bank, path))).await;
        let policy = answer.headers()["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers()["x-frame-options"], "DENY");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(answer.headers().get("access-control-allow-origin").is_none());
    }
}

#[tokio::test]
async fn ops_3_the_console_runs_the_commands_of_the_control_port() {
    let bank = start(None).await;
    let seen = command(&bank, "customer", json!({ "user_id": "sari" })).await;
    assert_eq!(seen, bank.bank().control("customer", &json!({ "user_id": "sari" })).expect("runs"));
    let refused = send(ask(&bank, Method::POST, "commands/sms").body(r#"{"user_id":"nobody"}"#)).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    assert_eq!(json_of(refused).await["code"], "unknown_customer");
}

#[tokio::test]
async fn ops_3_a_page_of_another_site_cannot_use_the_console() {
    let bank = start(None).await;
    let post = |origin: &str| client().post(url(&bank, "commands/reset")).header("origin", origin.to_owned());
    let own = url(&bank, "").trim_end_matches('/').to_owned();
    let refused = [
        post("http://evil.example").header("x-kunci-console", "1"),
        post("null").header("x-kunci-console", "1"),
        post(&format!("{own}9")).header("x-kunci-console", "1"),
        post(&own),
        post(&own).header("x-kunci-console", "1").header("sec-fetch-site", "cross-site"),
        post(&own).header("x-kunci-console", "1").header("sec-fetch-site", "same-site"),
        client().post(url(&bank, "commands/reset")).header("x-kunci-console", "1"),
        client().get(url(&bank, "access")),
        client().get(url(&bank, "changes/0")),
        client().request(Method::OPTIONS, url(&bank, "commands/reset")).header("origin", "http://evil.example"),
    ];
    for (n, request) in refused.into_iter().enumerate() {
        assert_eq!(send(request).await.status(), StatusCode::FORBIDDEN, "{n}");
    }
    let trail = bank.bank().control("audit", &json!({})).expect("runs").to_string();
    assert!(!trail.contains("reset"), "nothing was done");
}

#[tokio::test]
async fn ops_3_a_name_that_was_made_to_point_here_is_not_answered() {
    let bank = start(None).await;
    for path in ["", "console.js", "access"] {
        let request = client().get(url(&bank, path)).header("host", "evil.example").header("x-kunci-console", "1");
        assert_eq!(send(request).await.status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    let port = url(&bank, "").trim_end_matches('/').rsplit(':').next().expect("a port").to_owned();
    let request = client().get(url(&bank, "access")).header("x-kunci-console", "1");
    assert_eq!(send(request.header("host", format!("localhost:{port}"))).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn ops_3_off_loop_back_the_bank_does_not_start_without_an_operator_password() {
    let address: SocketAddr = "0.0.0.0:0".parse().expect("an address");
    for password in [None, Some(String::new()), Some("short".to_owned())] {
        let console = Some(ConsoleOptions { address, password });
        let error = Bank::start(BankOptions { console, ..BankOptions::default() }).await.err().expect("refused");
        assert!(error.to_string().contains("password"), "{error}");
    }
    let console = Some(ConsoleOptions { address, password: Some(PASSWORD.to_owned()) });
    assert!(!format!("{console:?}").contains(PASSWORD));
    let bank = Bank::start(BankOptions { console, ..BankOptions::default() }).await.expect("starts");
    bank.stop().await;
}

#[tokio::test]
async fn ops_3_with_a_password_nothing_is_told_or_done_before_it() {
    let bank = start(Some(PASSWORD)).await;
    assert_eq!(json_of(send(ask(&bank, Method::GET, "access")).await).await["signed_in"], false);
    let run = || ask(&bank, Method::POST, "commands/overview").body("{}");
    assert_eq!(send(run()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(send(ask(&bank, Method::GET, "changes/999")).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(send(run().header("cookie", "kunci_console=AAAA")).await.status(), StatusCode::UNAUTHORIZED);

    let sign_in = |password: &str| ask(&bank, Method::POST, "access").body(json!({ "password": password }).to_string());
    assert_eq!(send(sign_in("gerbang-besi-putih")).await.status(), StatusCode::UNAUTHORIZED);
    let signed_in = send(sign_in(PASSWORD)).await;
    assert_eq!(signed_in.status(), StatusCode::OK);
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    assert_eq!(send(run().header("cookie", &cookie)).await.status(), StatusCode::OK);
    send(ask(&bank, Method::DELETE, "access").header("cookie", &cookie)).await;
    assert_eq!(send(run().header("cookie", &cookie)).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn ops_3_a_waiting_page_is_told_of_a_write_and_not_of_a_look() {
    let bank = start(None).await;
    command(&bank, "overview", json!({})).await;
    let revision = async |after: u64| -> u64 {
        let told = json_of(send(ask(&bank, Method::GET, &format!("changes/{after}"))).await).await;
        told["revision"].as_u64().expect("a number")
    };
    let before = revision(u64::MAX).await;
    for (name, body) in [
        ("overview", json!({})),
        ("customer", json!({ "user_id": "sari" })),
        ("sms_outbox", json!({ "user_id": "sari" })),
        ("accounts", json!({ "user_id": "sari" })),
        ("card_payments", json!({ "user_id": "sari" })),
        ("alerts", json!({ "user_id": "sari" })),
        ("audit", json!({})),
        ("report", json!({})),
    ] {
        command(&bank, name, body).await;
    }
    assert_eq!(revision(u64::MAX).await, before, "a look is no change");
    let waiting = tokio::spawn(ask(&bank, Method::GET, &format!("changes/{before}")).send());
    command(&bank, "clock", json!({ "advance_seconds": 60 })).await;
    let told = json_of(waiting.await.expect("ran").expect("an answer")).await;
    assert_eq!(told["revision"], before + 1);
}

#[tokio::test]
async fn ops_3_neither_the_page_nor_the_bug_report_holds_a_secret() {
    let bank = start(Some(PASSWORD)).await;
    let control = |name: &str, body: Value| control(bank.bank(), name, body);
    for path in ["", "console.js", "console.css", "icon.svg"] {
        let text = send(client().get(url(&bank, path))).await.text().await.expect("text");
        for secret in [&bank.ready.control_token, PASSWORD, "Senja-di-Ubud-72", "Kopi-Toraja-1945"] {
            assert!(!text.contains(secret), "{path}");
        }
    }
    control(
        "operator",
        json!({ "do": "change_number", "user_id": "sari", "reason": "asked in 482130", "number": "+628129990000" }),
    );
    control("chat_say", json!({ "user_id": "sari", "as": "dewi", "text": "a word between two" }));
    let outbox = control("sms_outbox", json!({ "user_id": "sari" }));
    assert!(outbox["count"].as_u64().expect("a number") > 0, "{outbox}");
    let report = control("report", json!({}));
    let text = report.to_string();
    assert!(report["audit"]["verified"].as_bool().expect("known") && text.contains("An operator did this"));
    for secret in
        ["482130", "628129990000", "9990000", "+62812", "a word between two", PASSWORD, "Senja", "Kopi-Toraja"]
    {
        assert!(!text.contains(secret), "{secret}");
    }
    for sms in outbox["messages"].as_array().expect("messages") {
        let code = sms["code"].as_str().expect("a code");
        assert!(code.is_empty() || !text.contains(code));
    }
}

#[tokio::test]
async fn ops_3_an_operator_ends_every_session_of_a_customer() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    control(&bank, "operator", json!({ "do": "sign_out", "user_id": "sari", "reason": "a call from the customer" }));
    phone.send(&phone.transfer_draft("1234567890", rupiah(1))).await.refused("session-ended");
    assert_eq!(customer(&bank, "sari")["active_tokens"], 1, "the token stays");
}
