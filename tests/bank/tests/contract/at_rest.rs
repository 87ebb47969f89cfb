//! What the bank's disk shows: effects that happen whole or not at all, and no secrets.

use std::path::Path;

use kunci_bank::{Bank, BankOptions};
use rusqlite::Connection;

use crate::support::{AUTHORITY, SARI, audit, customer, phone};

/// A bank in this folder, and its database as it can look into it itself.
pub(crate) fn open(folder: &Path) -> (std::sync::Arc<Bank>, Connection) {
    let bank = Bank::open(&BankOptions { data_dir: Some(folder.to_owned()), ..BankOptions::default() }).expect("opens");
    bank.serve_as(AUTHORITY);
    let database = Bank::database(folder).expect("the database");
    (bank, database)
}

#[tokio::test]
async fn otp_2_an_activation_that_fails_half_way_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().expect("folder");
    let (bank, database) = open(folder.path());
    let (mut old, mut new) = (phone(&bank), phone(&bank));
    old.enrol(SARI).await;
    new.enrol_until_pending(SARI).await;
    let before = (customer(&bank, "sari"), audit(&bank));
    let draft = new.confirm_draft(&new.confirmation());
    // The disk fails at each step in turn: epoch, superseding, activation, idempotency record, audit entry.
    for (name, table, what) in [
        ("a", "customers", "UPDATE OF epoch"),
        ("b", "tokens", "UPDATE OF state"),
        ("c", "tokens", "UPDATE OF activated_at"),
        ("d", "idempotency", "INSERT"),
        ("e", "audit", "INSERT"),
    ] {
        let sql = format!("CREATE TRIGGER {name} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'disk'); END");
        database.execute_batch(&sql).expect("trigger");
        let answer = new.send(&draft.again()).await;
        database.execute_batch(&format!("DROP TRIGGER {name}")).expect("trigger");
        assert_eq!(answer.code(), "internal", "{table}");
        assert!(!String::from_utf8_lossy(&answer.raw).contains("disk"), "the caller learns no details");
        let noted: Vec<_> = audit(&bank).into_iter().filter(|what| !what.contains("internal")).collect();
        assert_eq!((customer(&bank, "sari"), noted), before, "{table}");
        assert_eq!((old.status().await, new.status().await), ("active".to_owned(), "pending".to_owned()), "{table}");
    }
    let answer = new.send(&draft.again()).await.expect(200);
    assert_eq!(new.state(&answer).await, "active");
    assert_eq!(old.status().await, "superseded");
}

#[tokio::test]
async fn sec_3_the_banks_disk_holds_no_key_and_no_password_in_the_clear() {
    let folder = tempfile::tempdir().expect("folder");
    let (bank, database) = open(folder.path());
    let mut phone = phone(&bank);
    phone.get_offer(SARI).await;
    assert_eq!(private_halves(&database), 1);
    phone.exchange().await.expect(200);
    assert_eq!(private_halves(&database), 0, "destroyed with the exchange");
    let answer = phone.confirm().await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
    let token = phone.token.as_ref().expect("token");
    let mut secrets = vec![SARI.1.as_bytes().to_vec(), token.hw.to_vec(), token.know.to_vec()];
    secrets.extend(["kunci/use/otp", "kunci/use/login"].map(|label| token.use_key(label).to_vec()));
    // Nor does it once the database's own encryption is taken away.
    let plain = decrypted(&database);
    let id = token.id.to_string();
    for (place, bytes) in files(folder.path()).into_iter().chain([("the database's rows".to_owned(), plain.clone())]) {
        for secret in &secrets {
            assert!(!holds(&bytes, secret), "a secret stands in {place}");
        }
    }
    assert!(holds(&plain, id.as_bytes()), "the search itself works: public things are found");
}

#[tokio::test]
async fn sec_3_private_halves_of_an_abandoned_enrolment_go_after_ten_minutes() {
    let folder = tempfile::tempdir().expect("folder");
    let (bank, database) = open(folder.path());
    let mut phone = phone(&bank);
    phone.get_offer(SARI).await;
    assert_eq!(private_halves(&database), 1);
    crate::support::advance(&bank, 600);
    // Anybody's next call takes them along.
    phone.sign_in(crate::support::BUDI).await.expect(201);
    assert_eq!(private_halves(&database), 0);
}

fn private_halves(database: &Connection) -> u32 {
    let sql = "SELECT count(*) FROM enrolments WHERE private_keys IS NOT NULL";
    database.query_row(sql, [], |row| row.get(0)).expect("count")
}

/// All of the database as it would lie on the disk without encryption.
pub(crate) fn decrypted(database: &Connection) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("plain.sqlite3");
    let name = path.to_str().expect("name");
    database.execute("ATTACH DATABASE ?1 AS plain KEY ''", [name]).expect("attached");
    database.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).expect("exported");
    database.execute_batch("DETACH DATABASE plain").expect("detached");
    std::fs::read(path).expect("file")
}

/// Every file of a folder, with its name.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read =
        |entry: std::fs::DirEntry| (entry.path().display().to_string(), std::fs::read(entry.path()).expect("file"));
    std::fs::read_dir(folder).expect("folder").map(|entry| read(entry.expect("entry"))).collect()
}

pub(crate) fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
