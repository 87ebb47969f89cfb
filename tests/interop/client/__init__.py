"""A phone written from `docs/contract` alone, in another language and on the libraries of others.

It shares nothing with the Rust core. Where it had to be told something that the pages did not say, the pages were mended.
"""
