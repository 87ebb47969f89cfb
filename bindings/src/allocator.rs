//! The library's allocator: the system's, and every block is wiped before it is given back.
//!
//! The core's own secrets wipe themselves. What others copy does not: JSON while it is built and read, TLS and sealing buffers, a vector
//! that moved while it grew. All of that ends here. Not reached: stacks, registers, memory that C code frees by itself (SQLCipher
//! wipes its own), and the runtimes of Kotlin and Swift.

use std::alloc::{GlobalAlloc, Layout, System};
use std::mem::MaybeUninit;
use std::slice;

use zeroize::Zeroize as _;

/// See the module.
struct WipingAllocator;

// There is no other way to be asked about every block of the process than this trait, and it is unsafe to implement. All that is done
// beyond passing each call on is to overwrite a block that its owner has given up and that nobody else has been given yet.
//
// `realloc` is left to the trait's own: allocate, copy, free. The system's would move a block and leave the old bytes behind.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
// SAFETY: every block comes from `System`, with the layout asked for, and goes back to it with the same.
unsafe impl GlobalAlloc for WipingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's duties are those of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller hands over a block of this size that nobody uses any more; its bytes may be uninitialised.
        unsafe { slice::from_raw_parts_mut(block.cast::<MaybeUninit<u8>>(), layout.size()) }.zeroize();
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;
