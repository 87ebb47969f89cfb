//! Request bodies: limits first, then strict JSON.

use axum::http::header;
use kunci_wire::{ProblemCode, limits};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Call;
use crate::crypto::jws::{self, JwsError, Unverified};
use crate::crypto::strict::{self, StrictError};
use crate::refusal::{Refusal, refuse};

/// Parses the body. The refusal never says what stood there: bodies hold passwords.
pub(crate) fn parse<T: Serialize + DeserializeOwned>(call: &Call) -> Result<T, Refusal> {
    if !limits::depth_is_fine(&call.body) {
        return Err(refuse(ProblemCode::TooLarge, "the body is nested more than 16 levels"));
    }
    let media_type = call.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json =
        media_type.and_then(|text| text.split(';').next()).is_some_and(|text| text.trim() == "application/json");
    if !is_json {
        return Err(refuse(ProblemCode::Malformed, "the content type is not application/json"));
    }
    strict::read(&call.body).map_err(|error| match error {
        StrictError::UnknownField => refuse(ProblemCode::UnknownField, "the body has an unknown member"),
        StrictError::Malformed => refuse(ProblemCode::Malformed, "the body is not the JSON object of this call"),
    })
}

/// Reads a signed object of the wanted kind; its signature is looked at later.
pub(crate) fn signed_object<T: Serialize + DeserializeOwned>(text: &str, typ: &str) -> Result<Unverified<T>, Refusal> {
    jws::read(text, typ).map_err(|error| match error {
        JwsError::Malformed => refuse(ProblemCode::Malformed, "the signed object cannot be read"),
        JwsError::UnknownField => refuse(ProblemCode::UnknownField, "the signed object has an unknown member"),
        JwsError::Header => refuse(ProblemCode::Malformed, "the signed object's header is not the contract's"),
    })
}
