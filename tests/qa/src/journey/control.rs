//! The sandbox bank's control port, as a tester's program uses it.

use kunci_bank::ReadyFile;
use serde_json::{Map, Value};

use super::expect::{Outcome, StepError};

/// Talks to one running bank.
pub(crate) struct Control {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Control {
    pub(crate) fn new(ready: &ReadyFile) -> Result<Self, String> {
        // Loop-back, plain HTTP: no proxy of the environment may come between.
        let http = reqwest::Client::builder().no_proxy().build().map_err(|error| error.to_string())?;
        Ok(Self { http, url: ready.control_url.clone(), token: ready.control_token.clone() })
    }

    /// `POST /sandbox/NAME`.
    pub(crate) async fn call(&self, name: &str, body: &Map<String, Value>) -> Outcome {
        let failed = |what: String| StepError { code: "control".to_owned(), told: what };
        let body = serde_json::to_vec(body).map_err(|error| failed(error.to_string()))?;
        let reply = self
            .http
            .post(format!("{}/sandbox/{name}", self.url))
            .header("content-type", "application/json")
            .bearer_auth(&self.token)
            .body(body)
            .send()
            .await
            .map_err(|error| failed(error.to_string()))?;
        let fine = reply.status().is_success();
        let bytes = reply.bytes().await.map_err(|error| failed(error.to_string()))?;
        let members = if bytes.is_empty() {
            Map::new()
        } else {
            serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?
        };
        if fine {
            return Ok(members);
        }
        let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Err(StepError { code: text("code"), told: text("detail") })
    }

    /// What the bank wrote into its audit trail after entry `after`: the newest number, and the words.
    pub(crate) async fn saw(&self, after: u64) -> (u64, Vec<String>) {
        let body = Map::from_iter([("after".to_owned(), Value::from(after))]);
        let Ok(reply) = self.call("audit", &body).await else { return (after, Vec::new()) };
        let entries = reply.get("entries").and_then(Value::as_array).cloned().unwrap_or_default();
        let newest = entries.iter().filter_map(|entry| entry.get("n")?.as_u64()).max().unwrap_or(after);
        let words = entries.iter().filter_map(|entry| entry.get("what")?.as_str().map(str::to_owned)).collect();
        (newest, words)
    }
}
