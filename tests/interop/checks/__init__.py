"""What the client of the documents, and libraries of others, must find at the sandbox bank.

Each check is a function of the same name as its Rust test in `tests/client.rs`, which runs it: `python -m checks NAME`.
"""
