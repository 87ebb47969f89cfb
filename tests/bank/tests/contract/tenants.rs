//! Several banks in one process: what is done in one is not seen in another.

use kunci_bank::{Bank, BankOptions, ConsoleOptions, ReadyFile, RunningBank};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

struct House {
    first: RunningBank,
    folder: tempfile::TempDir,
}

async fn house() -> House {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().expect("a folder");
    let console = ConsoleOptions { address: "127.0.0.1:0".parse().expect("an address"), password: None };
    let options = BankOptions {
        data_dir: Some(folder.path().join("data")),
        ready_file: Some(folder.path().join("ready.json")),
        console: Some(console),
        plain: true,
        ..BankOptions::default()
    };
    House { first: Bank::start(options).await.expect("the bank starts"), folder }
}

/// Status and answer of a command on a control port.
async fn ask(ready: &ReadyFile, name: &str, body: Value) -> (StatusCode, Value) {
    let request = Client::new().post(format!("{}/sandbox/{name}", ready.control_url)).bearer_auth(&ready.control_token);
    let answer = request.body(body.to_string()).send().await.expect("an answer");
    let status = answer.status();
    (status, serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON"))
}

async fn done(ready: &ReadyFile, name: &str, body: Value) -> Value {
    let (status, answer) = ask(ready, name, body).await;
    assert_eq!(status, StatusCode::OK, "{name}: {answer}");
    answer
}

async fn refused(ready: &ReadyFile, body: Value) -> Value {
    let (status, answer) = ask(ready, "tenant", body).await;
    assert!(status.is_client_error(), "{answer}");
    answer["code"].clone()
}

impl House {
    async fn make(&self, name: &str, seed: u64) -> ReadyFile {
        let made = done(&self.first.ready, "tenant", json!({ "do": "make", "name": name, "seed": seed })).await;
        let file = made["ready_file"].as_str().expect("a file");
        assert_eq!(std::path::Path::new(file), self.folder.path().join(format!("ready.{name}.json")));
        serde_json::from_slice(&std::fs::read(file).expect("written")).expect("a ready file")
    }
}

/// What a phone's first call gets.
async fn keys(ready: &ReadyFile) -> StatusCode {
    let url = format!("{}/v1/keys", ready.plain_url.as_deref().expect("plain"));
    Client::new().get(url).send().await.map_or(StatusCode::IM_A_TEAPOT, |answer| answer.status())
}

#[tokio::test]
async fn ops_3_what_is_done_in_one_tenant_is_not_seen_in_another_or_in_the_first_bank() {
    let house = house().await;
    let (a, b) = (house.make("ani", 1).await, house.make("ci-7", 2).await);
    let first = &house.first.ready;
    assert_ne!(a.phone_config.bundle_roots, b.phone_config.bundle_roots, "keys of their own");
    assert_ne!(a.control_token, b.control_token);

    done(&a, "clock", json!({ "advance_seconds": 86_400 })).await;
    done(&a, "persona", json!({ "user_id": "dian" })).await;
    done(&a, "fault", json!({ "kind": "error_5xx", "path": "/v1/keys", "times": 1 })).await;
    done(&a, "outage", json!({ "service": "transactions" })).await;
    for (other, name) in [(&b, "ci-7"), (first, "the first")] {
        assert_eq!(done(other, "clock", json!({})).await["offset_seconds"], 0, "{name}");
        assert_eq!(done(other, "overview", json!({})).await["customers"].as_array().map(Vec::len), Some(2), "{name}");
        assert_eq!(done(other, "written", json!({})).await["written"], json!([]), "{name}");
        let trail = done(other, "audit", json!({})).await.to_string();
        assert!(!trail.contains("Dian") && !trail.contains("clock"), "{name}: {trail}");
        assert_eq!(keys(other).await, StatusCode::OK, "{name}");
    }
    assert!(keys(&a).await.is_server_error(), "the fault is where it was set");
    assert_eq!(keys(&a).await, StatusCode::OK, "once");
    assert_eq!(done(&a, "clock", json!({})).await["offset_seconds"], 86_400);
    // One tenant's token opens no other's door.
    let stranger = ReadyFile { control_token: a.control_token.clone(), ..b.clone() };
    assert_eq!(ask(&stranger, "overview", json!({})).await.0, StatusCode::UNAUTHORIZED);
    house.first.stop().await;
}

#[tokio::test]
async fn ops_3_a_tenant_is_reset_and_removed_by_itself() {
    let house = house().await;
    let (a, b) = (house.make("ani", 1).await, house.make("budi-2", 1).await);
    for ready in [&a, &b] {
        done(ready, "persona", json!({ "user_id": "hendra" })).await;
    }
    let first = &house.first.ready;
    done(first, "tenant", json!({ "do": "reset", "name": "ani" })).await;
    let customers = async |ready| done(ready, "overview", json!({})).await["customers"].as_array().map(Vec::len);
    assert_eq!((customers(&a).await, customers(&b).await), (Some(2), Some(3)));

    let data = house.folder.path().join("data/tenants/ani");
    assert!(data.join("bank.sqlite3").exists());
    done(first, "tenant", json!({ "do": "remove", "name": "ani" })).await;
    assert!(!data.exists() && !house.folder.path().join("ready.ani.json").exists());
    assert_eq!(keys(&a).await, StatusCode::IM_A_TEAPOT, "nobody listens");
    assert_eq!(customers(&b).await, Some(3));
    let names = done(first, "tenants", json!({})).await;
    assert_eq!(names["tenants"].as_array().map(Vec::len), Some(1));
    assert!(!names.to_string().contains(&b.control_token), "a list holds no token");
    let trail = done(first, "audit", json!({})).await.to_string();
    assert!(trail.contains("opened the tenant ani") && trail.contains("removed the tenant ani"), "{trail}");
    // One of that name begins anew.
    assert_eq!(customers(&house.make("ani", 1).await).await, Some(2));
    house.first.stop().await;
    assert!(!house.folder.path().join("ready.budi-2.json").exists(), "they end with the first bank");
    assert!(house.folder.path().join("data/tenants/budi-2/bank.sqlite3").exists(), "and keep what they have");
}

#[tokio::test]
async fn ops_3_a_tenant_has_a_plain_name_of_its_own_and_no_tenants() {
    let house = house().await;
    let first = &house.first.ready;
    let make = |name: &str| json!({ "do": "make", "name": name });
    for name in ["", "Ani", "../ani", "-ani", "a.b", &"a".repeat(33)] {
        assert_eq!(refused(first, make(name)).await, "malformed", "{name}");
    }
    let a = house.make("ani", 1).await;
    assert_eq!(refused(first, make("ani")).await, "tenant_exists");
    assert_eq!(refused(first, json!({ "do": "reset", "name": "nobody" })).await, "unknown_tenant");
    assert_eq!(refused(first, json!({ "do": "remove", "name": "ani", "seed": 1 })).await, "malformed");
    assert_eq!(refused(&a, make("inside")).await, "unknown_command");
    house.first.stop().await;
}

#[tokio::test]
async fn ops_3_the_console_shows_the_tenant_that_the_page_names() {
    let house = house().await;
    let a = house.make("ani", 1).await;
    done(&a, "persona", json!({ "user_id": "hendra" })).await;
    let url = house.first.ready.console_url.clone().expect("a console");
    let command = async |tenant: Option<&str>, name: &str| {
        let request = Client::new().post(format!("{url}commands/{name}")).header("x-kunci-console", "1");
        let request = request.header("origin", url.trim_end_matches('/').to_owned()).body("{}");
        let request = match tenant {
            Some(tenant) => request.header("x-kunci-tenant", tenant),
            None => request,
        };
        let answer = request.send().await.expect("an answer");
        let body = answer.bytes().await.expect("a body");
        serde_json::from_slice::<Value>(&body).expect("JSON")
    };
    let count = |overview: Value| overview["customers"].as_array().map(Vec::len);
    assert_eq!(count(command(None, "overview").await), Some(2));
    assert_eq!(count(command(Some("ani"), "overview").await), Some(3));
    assert_eq!(command(Some("nobody"), "overview").await["code"], "unknown_tenant");
    assert_eq!(command(Some("ani"), "tenants").await["tenants"][0]["name"], "ani", "from everywhere");
    house.first.stop().await;
}
