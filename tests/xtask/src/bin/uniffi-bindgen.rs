//! Generates the Kotlin and Swift sources from the built library; called by `cargo xtask bindgen`.
fn main() {
    uniffi::uniffi_bindgen_main();
}
