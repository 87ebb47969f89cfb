//! `NAME=TEXT` and `NAME:=JSON`, as words on a command line or in the shell.

use serde_json::Value;

/// The name in such a word; a word without a value is one.
pub(crate) fn name_in(word: &str) -> &str {
    word.split_once('=').map_or(word, |(name, _)| name.trim_end_matches(':'))
}

/// Reads one word. The text after `=` stays a text, also when it looks like a number: codes begin with noughts.
pub(crate) fn assignment(word: &str) -> Result<(String, Value), String> {
    // No error repeats the word: a secret may stand in it.
    let (name, value) = word.split_once('=').ok_or("say NAME=TEXT, or NAME:=JSON for what is no text")?;
    let (name, value) = match name.strip_suffix(':') {
        None => (name, Value::from(value)),
        Some(name) => {
            let read = serde_json::from_str(value).map_err(|_| format!("what follows {name}:= is not JSON"))?;
            (name, read)
        }
    };
    if is_name(name) { Ok((name.to_owned(), value)) } else { Err("a name has letters, digits and _ only".to_owned()) }
}

/// Whether a word can be the name of a variable or an argument.
pub(crate) fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_stay_texts_and_json_is_read() {
        assert_eq!(assignment("code=074091"), Ok(("code".to_owned(), json!("074091"))));
        assert_eq!(assignment("minor:=500"), Ok(("minor".to_owned(), json!(500))));
        assert_eq!(assignment("a={\"b\":1}=c"), Ok(("a".to_owned(), json!("{\"b\":1}=c"))));
        for word in ["740916", "=740916", "a b=740916", "n:=740916x"] {
            assert!(assignment(word).is_err_and(|told| !told.contains("740916")), "{word}");
        }
    }
}
