//! What the customer changes about themselves.

mod change_password;
