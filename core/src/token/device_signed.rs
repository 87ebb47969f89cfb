//! Objects that the device key signs: one spelling of them for every operation.

use std::sync::Arc;

use kunci_crypto::jws::{self, SigningInput};
use serde::Serialize;

use crate::ports::{DeviceKeys, Slot, TokenRecord};
use crate::{Error, Phone, Ports, blocking};

/// A compact JWS by the token's signing key. Asks the key hardware: only where blocking is allowed.
pub(crate) fn device_jws(
    ports: &Ports,
    record: &TokenRecord,
    typ: &str,
    claim: &impl Serialize,
) -> Result<String, Error> {
    sign(ports.keys.as_ref(), record.slot, input(record, typ, claim)?)
}

impl Phone {
    /// As [`device_jws`], from where nothing may block.
    pub(crate) async fn device_jws(
        &self,
        record: &TokenRecord,
        typ: &str,
        claim: &impl Serialize,
    ) -> Result<String, Error> {
        let (keys, slot, input) = (Arc::clone(&self.ports.keys), record.slot, input(record, typ, claim)?);
        blocking::run(move || sign(keys.as_ref(), slot, input)).await
    }
}

fn input(record: &TokenRecord, typ: &str, claim: &impl Serialize) -> Result<SigningInput, Error> {
    let payload = serde_json::to_vec(claim).map_err(|_| Error::Internal)?;
    jws::sign_input(&record.thumbprint, typ, &payload).map_err(|_| Error::Internal)
}

fn sign(keys: &dyn DeviceKeys, slot: Slot, input: SigningInput) -> Result<String, Error> {
    let signature = keys.sign(slot.signing_alias(), input.as_bytes())?;
    Ok(jws::assemble(input, &signature))
}
