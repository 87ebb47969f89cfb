//! Records as rows. Each write is one statement and so one transaction.

use kunci_core::ports::{
    BiometricRecord, BundleRecord, ChainRecord, NextKnowledge, Phase, Slot, StoreError, TimeAnchor, TokenRecord,
    WrappedKnowledge,
};
use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::WrapParams;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use uuid::Uuid;

use super::sql;

pub(super) fn token(connection: &Connection) -> Result<Option<TokenRecord>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT * FROM token").map_err(sql)?;
    statement.query_row([], |row| Ok(read_token(row))).optional().map_err(sql)?.transpose()
}

pub(super) fn put_token(connection: &Connection, record: &TokenRecord) -> Result<(), StoreError> {
    let (phase, pending) = phase_columns(&record.phase);
    let (next, bio) = (record.next.as_ref(), record.biometric.as_ref());
    let (not_me_until_ms, not_me_key) = not_me_columns(&record.phase);
    connection
        .execute(
            "REPLACE INTO token VALUES (1, :phase, :enrolment_id, :idempotency_key, :token_id, :epoch, :customer_id, :slot,
                :thumbprint, :transcript_hash, :bank_agreement, :wrap_salt, :wrap_masked, :wrap_memory_kib, :wrap_iterations,
                :wrap_parallelism, :freeze_key, :reverse_key, :generation, :next_change, :next_salt, :next_masked, :next_memory_kib,
                :next_iterations, :next_parallelism, :bio_change, :bio_wrapped, :bio_confirmed, :bio_code_wall_ms, :bio_code_boot_ms,
                :not_me_until_ms, :not_me_key, :chain_current, :chain_next, :set_back)",
            named_params! {
                ":phase": phase,
                ":enrolment_id": pending.map(|(enrolment, _)| enrolment.into_bytes()),
                ":idempotency_key": pending.map(|(_, key)| key.into_bytes()),
                ":token_id": record.token_id.into_bytes(),
                ":epoch": record.epoch.cast_signed(),
                ":customer_id": record.customer_id.into_bytes(),
                ":slot": slot_column(record.slot),
                ":thumbprint": record.thumbprint,
                ":transcript_hash": record.transcript_hash,
                ":bank_agreement": record.bank_agreement,
                ":wrap_salt": record.knowledge.salt,
                ":wrap_masked": record.knowledge.masked,
                ":wrap_memory_kib": record.knowledge.params.memory_kib(),
                ":wrap_iterations": record.knowledge.params.iterations(),
                ":wrap_parallelism": record.knowledge.params.parallelism(),
                // Exposed to the encrypted database, which wipes its own copies.
                ":freeze_key": record.freeze_key.expose().as_slice(),
                ":reverse_key": record.reverse_key.expose().as_slice(),
                ":not_me_until_ms": not_me_until_ms,
                ":not_me_key": not_me_key.map(Uuid::into_bytes),
                ":generation": record.generation.cast_signed(),
                ":next_change": next.map(|next| next.change_id.into_bytes()),
                ":next_salt": next.map(|next| next.knowledge.salt),
                ":next_masked": next.map(|next| next.knowledge.masked),
                ":next_memory_kib": next.map(|next| next.knowledge.params.memory_kib()),
                ":next_iterations": next.map(|next| next.knowledge.params.iterations()),
                ":next_parallelism": next.map(|next| next.knowledge.params.parallelism()),
                ":bio_change": bio.map(|bio| bio.change_id.into_bytes()),
                ":bio_wrapped": bio.map(|bio| bio.wrapped.as_slice()),
                ":bio_confirmed": bio.map(|bio| bio.confirmed),
                ":bio_code_wall_ms": bio.map(|bio| bio.code_wall_ms),
                ":bio_code_boot_ms": bio.map(|bio| bio.code_boot_ms),
                ":chain_current": record.chain.current,
                ":chain_next": record.chain.next,
                ":set_back": record.set_back,
            },
        )
        .map(drop)
        .map_err(sql)
}

pub(super) fn remove_token(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM token", []).map(drop).map_err(sql)
}

pub(super) fn bundle(connection: &Connection) -> Result<Option<BundleRecord>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(BundleRecord {
            epoch: row.get::<_, i64>("epoch")?.cast_unsigned(),
            counter: row.get::<_, i64>("counter")?.cast_unsigned(),
            reply: row.get("reply")?,
        })
    };
    connection.query_row("SELECT * FROM bundle", [], read).optional().map_err(sql)
}

pub(super) fn put_bundle(connection: &Connection, record: &BundleRecord) -> Result<(), StoreError> {
    connection
        .execute(
            "REPLACE INTO bundle VALUES (1, :epoch, :counter, :reply)",
            named_params! {
                ":epoch": record.epoch.cast_signed(),
                ":counter": record.counter.cast_signed(),
                ":reply": record.reply,
            },
        )
        .map(drop)
        .map_err(sql)
}

pub(super) fn time_anchor(connection: &Connection) -> Result<Option<TimeAnchor>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(TimeAnchor {
            bank_ms: row.get("bank_ms")?,
            wall_ms: row.get("wall_ms")?,
            boot_ms: row.get("boot_ms")?,
            boot_id: row.get("boot_id")?,
        })
    };
    connection.query_row("SELECT * FROM time_anchor", [], read).optional().map_err(sql)
}

pub(super) fn put_time_anchor(connection: &Connection, anchor: &TimeAnchor) -> Result<(), StoreError> {
    connection
        .execute(
            "REPLACE INTO time_anchor VALUES (1, :bank_ms, :wall_ms, :boot_ms, :boot_id)",
            named_params! {
                ":bank_ms": anchor.bank_ms,
                ":wall_ms": anchor.wall_ms,
                ":boot_ms": anchor.boot_ms,
                ":boot_id": anchor.boot_id,
            },
        )
        .map(drop)
        .map_err(sql)
}

pub(super) fn service_status(connection: &Connection) -> Result<Option<String>, StoreError> {
    connection.query_row("SELECT signed FROM service_status", [], |row| row.get("signed")).optional().map_err(sql)
}

pub(super) fn put_service_status(connection: &Connection, signed: &str) -> Result<(), StoreError> {
    connection.execute("REPLACE INTO service_status VALUES (1, ?1)", [signed]).map(drop).map_err(sql)
}

fn read_token(row: &Row<'_>) -> Result<TokenRecord, StoreError> {
    Ok(TokenRecord {
        phase: read_phase(row)?,
        token_id: read_uuid(row, "token_id")?,
        epoch: column::<i64>(row, "epoch")?.cast_unsigned(),
        customer_id: read_uuid(row, "customer_id")?,
        slot: read_slot(row)?,
        thumbprint: column(row, "thumbprint")?,
        transcript_hash: column(row, "transcript_hash")?,
        bank_agreement: column(row, "bank_agreement")?,
        knowledge: read_knowledge(row, "wrap")?,
        generation: column::<i64>(row, "generation")?.cast_unsigned(),
        next: column::<Option<[u8; 16]>>(row, "next_change")?
            .map(|id| {
                read_knowledge(row, "next")
                    .map(|knowledge| NextKnowledge { change_id: Uuid::from_bytes(id), knowledge })
            })
            .transpose()?,
        biometric: column::<Option<[u8; 16]>>(row, "bio_change")?.map(|id| read_biometric(row, id)).transpose()?,
        chain: ChainRecord { current: column(row, "chain_current")?, next: column(row, "chain_next")? },
        set_back: column(row, "set_back")?,
        freeze_key: read_secret(row, "freeze_key")?,
        reverse_key: read_secret(row, "reverse_key")?,
    })
}

fn read_biometric(row: &Row<'_>, change_id: [u8; 16]) -> Result<BiometricRecord, StoreError> {
    Ok(BiometricRecord {
        change_id: Uuid::from_bytes(change_id),
        wrapped: column(row, "bio_wrapped")?,
        confirmed: column(row, "bio_confirmed")?,
        code_wall_ms: column(row, "bio_code_wall_ms")?,
        code_boot_ms: column(row, "bio_code_boot_ms")?,
    })
}

fn read_knowledge(row: &Row<'_>, prefix: &str) -> Result<WrappedKnowledge, StoreError> {
    let name = |part: &str| format!("{prefix}_{part}");
    Ok(WrappedKnowledge {
        salt: column(row, &name("salt"))?,
        masked: column(row, &name("masked"))?,
        params: WrapParams::new(
            column(row, &name("memory_kib"))?,
            column(row, &name("iterations"))?,
            column(row, &name("parallelism"))?,
        )
        .map_err(|_| StoreError::Damaged)?,
    })
}

fn column<T: FromSql>(row: &Row<'_>, name: &str) -> Result<T, StoreError> {
    row.get(name).map_err(sql)
}

fn read_uuid(row: &Row<'_>, name: &str) -> Result<Uuid, StoreError> {
    column(row, name).map(Uuid::from_bytes)
}

/// Straight from SQLite's memory into wiped memory, with no vector in between.
fn read_secret(row: &Row<'_>, name: &str) -> Result<Secret<32>, StoreError> {
    let bytes = row.get_ref(name).map_err(sql)?.as_blob().map_err(|_| StoreError::Damaged)?;
    Secret::try_from_slice(bytes).ok_or(StoreError::Damaged)
}

fn phase_columns(phase: &Phase) -> (&'static str, Option<(Uuid, Uuid)>) {
    match phase {
        Phase::Pending { enrolment_id, idempotency_key } => ("pending", Some((*enrolment_id, *idempotency_key))),
        Phase::Active => ("active", None),
        Phase::Locked => ("locked", None),
        Phase::Suspended => ("suspended", None),
        Phase::Superseded { .. } => ("superseded", None),
    }
}

const fn not_me_columns(phase: &Phase) -> (Option<i64>, Option<Uuid>) {
    match phase {
        Phase::Superseded { not_me_until_ms, not_me_key } => (*not_me_until_ms, *not_me_key),
        _ => (None, None),
    }
}

fn read_phase(row: &Row<'_>) -> Result<Phase, StoreError> {
    match column::<String>(row, "phase")?.as_str() {
        "pending" => Ok(Phase::Pending {
            enrolment_id: read_uuid(row, "enrolment_id")?,
            idempotency_key: read_uuid(row, "idempotency_key")?,
        }),
        "active" => Ok(Phase::Active),
        "locked" => Ok(Phase::Locked),
        "suspended" => Ok(Phase::Suspended),
        "superseded" => Ok(Phase::Superseded {
            not_me_until_ms: column(row, "not_me_until_ms")?,
            not_me_key: column::<Option<_>>(row, "not_me_key")?.map(Uuid::from_bytes),
        }),
        _ => Err(StoreError::Damaged),
    }
}

const fn slot_column(slot: Slot) -> &'static str {
    match slot {
        Slot::A => "a",
        Slot::B => "b",
    }
}

fn read_slot(row: &Row<'_>) -> Result<Slot, StoreError> {
    match column::<String>(row, "slot")?.as_str() {
        "a" => Ok(Slot::A),
        "b" => Ok(Slot::B),
        _ => Err(StoreError::Damaged),
    }
}
