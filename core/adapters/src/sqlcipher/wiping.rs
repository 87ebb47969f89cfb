//! What SQLite frees is overwritten first.
//!
//! SQLCipher can do that (`cipher_memory_security`), and locks each block of SQLite's heap into memory as well: two calls of the system for
//! a block, some thousands for one order. Its own keys lie in a heap of their own, locked once, whatever this setting says. So SQLite is
//! given an allocator here that overwrites and locks nothing; where that comes too late, SQLCipher's is used. Why that is enough:
//! `docs/decisions/0039-freed-memory-is-wiped-and-only-keys-are-locked.md`.

#![expect(unsafe_code, reason = "SQLite takes its allocator by function pointers, before it is first used")]

use std::ffi::{c_int, c_void};
use std::ptr;
use std::slice;
use std::sync::OnceLock;

use rusqlite::ffi;
use zeroize::Zeroize as _;

/// SQLite's own, which does the work.
#[derive(Clone, Copy)]
struct Beneath {
    malloc: unsafe extern "C" fn(c_int) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
    size: unsafe extern "C" fn(*mut c_void) -> c_int,
    round_up: unsafe extern "C" fn(c_int) -> c_int,
    init: unsafe extern "C" fn(*mut c_void) -> c_int,
    shutdown: unsafe extern "C" fn(*mut c_void),
}

static BENEATH: OnceLock<Beneath> = OnceLock::new();
static INSTALLED: OnceLock<bool> = OnceLock::new();

/// Sees to it that SQLite overwrites what it frees, once for the process; `false` if somebody has used SQLite already, and then the
/// databases of the phone ask SQLCipher to do it.
///
/// The databases do this themselves. Only a process that uses SQLite for something else before it opens one has to call it.
///
/// Two threads may come here and to SQLite's first use at once: a block of the one allocator is a block of the other, so it does not
/// matter which of them takes it and which frees it.
pub fn wipe_what_sqlite_frees() -> bool {
    *INSTALLED.get_or_init(|| wrap().is_some())
}

fn wrap() -> Option<()> {
    let mut methods = ffi::sqlite3_mem_methods {
        xMalloc: None,
        xFree: None,
        xRealloc: None,
        xSize: None,
        xRoundup: None,
        xInit: None,
        xShutdown: None,
        pAppData: ptr::null_mut(),
    };
    // SAFETY: both options take a pointer to such a structure; SQLite fills it, and then copies from it.
    if unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_GETMALLOC, &raw mut methods) } != ffi::SQLITE_OK {
        return None;
    }
    let beneath = Beneath {
        malloc: methods.xMalloc?,
        free: methods.xFree?,
        size: methods.xSize?,
        round_up: methods.xRoundup?,
        init: methods.xInit?,
        shutdown: methods.xShutdown?,
    };
    BENEATH.set(beneath).ok()?;
    let wiping = ffi::sqlite3_mem_methods {
        xMalloc: Some(malloc),
        xFree: Some(free),
        xRealloc: Some(realloc),
        xSize: Some(size),
        xRoundup: Some(round_up),
        xInit: Some(init),
        xShutdown: Some(shutdown),
        pAppData: methods.pAppData,
    };
    // Small blocks come from the allocator too, and not from a store of each connection's own, which overwrites nothing.
    let (none, of_none): (c_int, c_int) = (0, 0);
    // SAFETY: as above; the second takes two numbers.
    let done = unsafe {
        ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const wiping) == ffi::SQLITE_OK
            && ffi::sqlite3_config(ffi::SQLITE_CONFIG_LOOKASIDE, of_none, none) == ffi::SQLITE_OK
    };
    done.then_some(())
}

unsafe extern "C" fn malloc(length: c_int) -> *mut c_void {
    let Some(beneath) = BENEATH.get() else { return ptr::null_mut() };
    // SAFETY: SQLite keeps to the rules of its allocator, which are those of the one beneath; so in each function of this file.
    unsafe { (beneath.malloc)(length) }
}

unsafe extern "C" fn free(block: *mut c_void) {
    let Some(beneath) = BENEATH.get() else { return };
    if block.is_null() {
        return;
    }
    // SAFETY: a block of this allocator holds `size` bytes, and nobody else uses one that is freed.
    unsafe {
        let length = usize::try_from((beneath.size)(block)).unwrap_or(0);
        // By words where it is aligned: byte by byte a closed database would be wiped for longer than it was read.
        let (before, words, after) = slice::from_raw_parts_mut(block.cast::<u8>(), length).align_to_mut::<u64>();
        before.zeroize();
        words.zeroize();
        after.zeroize();
        (beneath.free)(block);
    }
}

/// Never the one beneath: it would leave what it moves behind.
unsafe extern "C" fn realloc(block: *mut c_void, length: c_int) -> *mut c_void {
    // SAFETY: SQLite never asks with no block or no length, and both are answered all the same; a new block does not overlap the old one,
    // and is the longer of the two.
    unsafe {
        if block.is_null() {
            return malloc(length);
        }
        let old = size(block);
        if length <= 0 {
            free(block);
            return ptr::null_mut();
        }
        if length <= old {
            return block;
        }
        let new = malloc(length);
        if !new.is_null() {
            ptr::copy_nonoverlapping(block.cast::<u8>(), new.cast::<u8>(), usize::try_from(old).unwrap_or(0));
            free(block);
        }
        new
    }
}

unsafe extern "C" fn size(block: *mut c_void) -> c_int {
    let Some(beneath) = BENEATH.get() else { return 0 };
    // SAFETY: as in `malloc`.
    if block.is_null() { 0 } else { unsafe { (beneath.size)(block) } }
}

unsafe extern "C" fn round_up(length: c_int) -> c_int {
    let Some(beneath) = BENEATH.get() else { return length };
    // SAFETY: as in `malloc`.
    unsafe { (beneath.round_up)(length) }
}

unsafe extern "C" fn init(data: *mut c_void) -> c_int {
    let Some(beneath) = BENEATH.get() else { return ffi::SQLITE_MISUSE };
    // SAFETY: as in `malloc`.
    unsafe { (beneath.init)(data) }
}

unsafe extern "C" fn shutdown(data: *mut c_void) {
    let Some(beneath) = BENEATH.get() else { return };
    // SAFETY: as in `malloc`.
    unsafe { (beneath.shutdown)(data) }
}
