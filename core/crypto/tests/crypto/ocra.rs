//! RFC 6287 appendix C beyond the vector file, the suite's grammar with its errata, and inputs that do not fit.

use kunci_crypto::ocra::{DataInput, Digits, Input, InputError, QuestionKind, Suite, SuiteError, TimeStep};
use proptest::prelude::*;

use crate::hex;

const KEY: &[u8; 64] = b"1234567890123456789012345678901234567890123456789012345678901234";
/// SHA-1 of `1234`.
const PIN_SHA1: &str = "7110eda4d09e062aa5e4a390b0a572ac0d2c0220";
/// Minutes from 1970 to 25 March 2008, 12:06:30 UTC.
const STEPS: u64 = 0x132_d0b6;

fn suite(text: &str) -> Suite {
    Suite::parse(text).expect("suite")
}

fn code(suite_text: &str, key_len: usize, input: &DataInput<'_>) -> String {
    let code = suite(suite_text).compute(&KEY[..key_len], input).expect("computes");
    String::from_utf8(code.expose().to_vec()).expect("ascii")
}

#[test]
fn one_way_codes_match_appendix_c_1() {
    let pin = hex(PIN_SHA1);
    let expected = [
        "65347737", "86775851", "78192410", "71565254", "10104329", "65983500", "70069104", "91771096", "75011558",
        "08522129",
    ];
    for (counter, expected) in (0..).zip(expected) {
        let input =
            DataInput { counter: Some(counter), question: "12345678", pin_hash: Some(&pin), ..DataInput::default() };
        assert_eq!(code("OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1", 32, &input), expected);
    }
    for (digit, with_pin, with_time) in [
        ("0", "83238735", "95209754"),
        ("1", "01501458", "55907591"),
        ("2", "17957585", "22048402"),
        ("3", "86776967", "24218844"),
        ("4", "86807031", "36209546"),
    ] {
        let question = digit.repeat(8);
        let input = DataInput { question: &question, pin_hash: Some(&pin), ..DataInput::default() };
        assert_eq!(code("OCRA-1:HOTP-SHA256-8:QN08-PSHA1", 32, &input), with_pin);
        let input = DataInput { question: &question, timestamp_steps: Some(STEPS), ..DataInput::default() };
        assert_eq!(code("OCRA-1:HOTP-SHA512-8:QN08-T1M", 64, &input), with_time);
    }
}

#[test]
fn mutual_codes_match_appendix_c_2() {
    let pin = hex(PIN_SHA1);
    for (client, server, server_256, client_256, server_512, client_512_pin) in [
        ("CLI22220", "SRV11110", "28247970", "15510767", "79496648", "18806276"),
        ("CLI22221", "SRV11111", "01984843", "90175646", "76831980", "70020315"),
        ("CLI22222", "SRV11112", "65387857", "33777207", "12250499", "01600026"),
        ("CLI22223", "SRV11113", "03351211", "95285278", "90856481", "18951020"),
        ("CLI22224", "SRV11114", "83412541", "28934924", "12761449", "32528969"),
    ] {
        let (to_server, to_client) = (format!("{client}{server}"), format!("{server}{client}"));
        let of = |question, pin_hash| DataInput { question, pin_hash, ..DataInput::default() };
        assert_eq!(code("OCRA-1:HOTP-SHA256-8:QA08", 32, &of(&to_server, None)), server_256);
        assert_eq!(code("OCRA-1:HOTP-SHA256-8:QA08", 32, &of(&to_client, None)), client_256);
        assert_eq!(code("OCRA-1:HOTP-SHA512-8:QA08", 64, &of(&to_server, None)), server_512);
        assert_eq!(code("OCRA-1:HOTP-SHA512-8:QA08-PSHA1", 64, &of(&to_client, Some(&pin))), client_512_pin);
    }
}

#[test]
fn signatures_match_appendix_c_3() {
    for (question, plain) in [
        ("SIG10000", "53095496"),
        ("SIG11000", "04110475"),
        ("SIG12000", "31331128"),
        ("SIG13000", "76028668"),
        ("SIG14000", "46554205"),
    ] {
        assert_eq!(code("OCRA-1:HOTP-SHA256-8:QA08", 32, &DataInput { question, ..DataInput::default() }), plain);
    }
    for (question, timed) in [
        ("SIG1000000", "77537423"),
        ("SIG1100000", "31970405"),
        ("SIG1200000", "10235557"),
        ("SIG1300000", "95213541"),
        ("SIG1400000", "65360607"),
    ] {
        let input = DataInput { question, timestamp_steps: Some(STEPS), ..DataInput::default() };
        assert_eq!(code("OCRA-1:HOTP-SHA512-8:QA10-T1M", 64, &input), timed);
    }
}

#[test]
fn time_zero_is_a_time_like_any_other() {
    // python-oath#32: zero was taken for "no time".
    let timed = "OCRA-1:HOTP-SHA256-8:QN08-T1M";
    let at =
        |steps| code(timed, 32, &DataInput { question: "1", timestamp_steps: Some(steps), ..DataInput::default() });
    assert_ne!(at(0), at(1));
    let none = DataInput { question: "1", ..DataInput::default() };
    assert_eq!(suite(timed).compute(KEY, &none), Err(InputError::Missing(Input::Timestamp)));
}

#[test]
fn no_truncation_gives_the_whole_hmac_in_hexadecimal() {
    // Erratum 5625.
    for (suite, hex_digits) in
        [("OCRA-1:HOTP-SHA1-0:QN08", 40), ("OCRA-1:HOTP-SHA256-0:QN08", 64), ("OCRA-1:HOTP-SHA512-0:QN08", 128)]
    {
        let whole = code(suite, 32, &DataInput { question: "12345678", ..DataInput::default() });
        assert_eq!(whole.len(), hex_digits);
        assert!(whole.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')));
    }
}

#[test]
fn every_length_of_code_is_as_long_as_it_says() {
    for digits in 4..=9 {
        let text = format!("OCRA-1:HOTP-SHA1-{digits}:QN08");
        assert_eq!(suite(&text).digits(), Digits::Decimal(digits));
        assert_eq!(code(&text, 20, &DataInput { question: "0", ..DataInput::default() }).len(), usize::from(digits));
    }
}

#[test]
fn a_suite_is_read_into_its_parts() {
    let all = suite("OCRA-1:HOTP-SHA512-0:C-QH40-PSHA256-S128-T24H");
    assert!(all.takes_counter());
    assert_eq!((all.question().kind, all.question().max_len), (QuestionKind::Hexadecimal, 40));
    assert_eq!((all.session_len(), all.step()), (Some(128), Some(TimeStep::Hours(24))));
    assert_eq!((all.digits(), all.to_string()), (Digits::Whole, all.as_str().to_owned()));
    assert_eq!(TimeStep::Hours(24).steps_at(86_400 * 3 + 1), 3);

    let defaults = suite("OCRA-1:HOTP-SHA1-6:Q-P-S-T");
    assert_eq!((defaults.question().kind, defaults.question().max_len), (QuestionKind::Numeric, 8));
    assert_eq!((defaults.session_len(), defaults.step()), (Some(64), Some(TimeStep::Minutes(1))));
    assert_eq!(defaults.pin_hash(), suite("OCRA-1:HOTP-SHA1-6:QN08-PSHA1").pin_hash());
}

#[test]
fn what_is_not_in_the_grammar_is_refused() {
    for (expected, texts) in [
        (SuiteError::Parts, vec!["", "OCRA-1", "OCRA-1:HOTP-SHA1-6", "OCRA-1:HOTP-SHA1-6:QN08:"]),
        (SuiteError::Version, vec!["OCRA-2:HOTP-SHA1-6:QN08", "ocra-1:HOTP-SHA1-6:QN08"]),
        (
            SuiteError::CryptoFunction,
            vec![
                // Erratum 3730: ten digits are biased.
                "OCRA-1:HOTP-SHA1-10:QN08",
                "OCRA-1:HOTP-SHA1-3:QN08",
                "OCRA-1:HOTP-SHA1-06:QN08",
                "OCRA-1:HOTP-SHA1:QN08",
                "OCRA-1:HOTP-SHA384-6:QN08",
                "OCRA-1:TOTP-SHA1-6:QN08",
            ],
        ),
        (
            SuiteError::Question,
            vec![
                "OCRA-1:HOTP-SHA1-6:",
                "OCRA-1:HOTP-SHA1-6:C",
                "OCRA-1:HOTP-SHA1-6:C-C-QN08",
                "OCRA-1:HOTP-SHA1-6:QN03",
                "OCRA-1:HOTP-SHA1-6:QN65",
                "OCRA-1:HOTP-SHA1-6:QN8",
                "OCRA-1:HOTP-SHA1-6:QX08",
                "OCRA-1:HOTP-SHA1-6:Qé08",
                "OCRA-1:HOTP-SHA1-6:PSHA1-QN08",
            ],
        ),
        (
            SuiteError::DataInput,
            vec![
                "OCRA-1:HOTP-SHA1-6:QN08-",
                "OCRA-1:HOTP-SHA1-6:QN08-C",
                "OCRA-1:HOTP-SHA1-6:QN08-QN08",
                "OCRA-1:HOTP-SHA1-6:QN08-T1M-S064",
                "OCRA-1:HOTP-SHA1-6:QN08-PMD5",
                "OCRA-1:HOTP-SHA1-6:QN08-X",
            ],
        ),
        (
            SuiteError::Session,
            vec!["OCRA-1:HOTP-SHA1-6:QN08-S64", "OCRA-1:HOTP-SHA1-6:QN08-S000", "OCRA-1:HOTP-SHA1-6:QN08-S513"],
        ),
        (
            SuiteError::TimeStep,
            vec![
                // Erratum 3729: no step of zero hours.
                "OCRA-1:HOTP-SHA1-6:QN08-T0H",
                "OCRA-1:HOTP-SHA1-6:QN08-T49H",
                "OCRA-1:HOTP-SHA1-6:QN08-T60M",
                "OCRA-1:HOTP-SHA1-6:QN08-T0S",
                "OCRA-1:HOTP-SHA1-6:QN08-T01M",
                "OCRA-1:HOTP-SHA1-6:QN08-T+1M",
                "OCRA-1:HOTP-SHA1-6:QN08-TM",
                "OCRA-1:HOTP-SHA1-6:QN08-T1",
                "OCRA-1:HOTP-SHA1-6:QN08-T1m",
                "OCRA-1:HOTP-SHA1-6:QN08-T1é",
            ],
        ),
    ] {
        for text in texts {
            assert_eq!(Suite::parse(text), Err(expected), "{text}");
        }
    }
}

#[test]
fn inputs_that_the_suite_does_not_take_or_misses_are_named() {
    let bare = suite("OCRA-1:HOTP-SHA1-6:QN08");
    let full = suite("OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1-S064-T1M");
    let (pin, session) = ([1; 20], [2; 64]);
    let complete = DataInput {
        counter: Some(0),
        question: "0",
        pin_hash: Some(&pin),
        session: Some(&session),
        timestamp_steps: Some(0),
    };
    assert!(full.compute(KEY, &complete).is_ok());
    for (input, without) in [
        (Input::Counter, DataInput { counter: None, ..complete }),
        (Input::Question, DataInput { question: "", ..complete }),
        (Input::PinHash, DataInput { pin_hash: None, ..complete }),
        (Input::Session, DataInput { session: None, ..complete }),
        (Input::Timestamp, DataInput { timestamp_steps: None, ..complete }),
    ] {
        assert_eq!(full.compute(KEY, &without), Err(InputError::Missing(input)));
    }
    let question = DataInput { question: "0", ..DataInput::default() };
    for (input, with) in [
        (Input::Counter, DataInput { counter: Some(0), ..question }),
        (Input::PinHash, DataInput { pin_hash: Some(&pin), ..question }),
        (Input::Session, DataInput { session: Some(&session), ..question }),
        (Input::Timestamp, DataInput { timestamp_steps: Some(0), ..question }),
    ] {
        assert_eq!(bare.compute(KEY, &with), Err(InputError::Unexpected(input)));
    }
    assert_eq!(
        full.compute(KEY, &DataInput { pin_hash: Some(&[0; 19]), ..complete }),
        Err(InputError::Length(Input::PinHash))
    );
    assert_eq!(
        full.compute(KEY, &DataInput { session: Some(&[0; 65]), ..complete }),
        Err(InputError::Length(Input::Session))
    );
}

#[test]
fn a_question_keeps_to_its_alphabet_and_length() {
    let of = |text: &str, question: &str| {
        suite(text).compute(KEY, &DataInput { question, ..DataInput::default() }).map(drop)
    };
    let alphabet = Err(InputError::Alphabet(Input::Question));
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QN08", "1234a"), alphabet);
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QH08", "12g4"), alphabet);
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QA08", "12 4"), alphabet);
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QA08", "é"), alphabet);
    // Twice the length is two joined questions (§7.2), more is too long.
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QN08", &"9".repeat(16)), Ok(()));
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QN08", &"9".repeat(17)), Err(InputError::Length(Input::Question)));
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QA64", &"z".repeat(128)), Ok(()));
    assert_eq!(of("OCRA-1:HOTP-SHA1-6:QN64", &"9".repeat(128)), Ok(()));
}

#[test]
fn hexadecimal_questions_do_not_depend_on_case_and_session_is_padded_in_front() {
    let of = |question| code("OCRA-1:HOTP-SHA256-8:QH64", 32, &DataInput { question, ..DataInput::default() });
    assert_eq!(of("abcdef"), of("ABCDEF"));
    let session = |session: &[u8]| {
        code(
            "OCRA-1:HOTP-SHA256-8:QN08-S003",
            32,
            &DataInput { question: "1", session: Some(session), ..DataInput::default() },
        )
    };
    assert_eq!(session(&[7]), session(&[0, 0, 7]));
    assert_ne!(session(&[7]), session(&[7, 0, 0]));
}

#[test]
fn debug_hides_inputs_and_codes() {
    let input = DataInput { question: "12345678", ..DataInput::default() };
    let code = suite("OCRA-1:HOTP-SHA1-6:QN08").compute(KEY, &input).expect("computes");
    assert_eq!(format!("{input:?} {code:?}"), "DataInput(redacted) OcraCode(redacted)");
    let shown = code.expose().to_vec();
    assert!(code.matches(&shown) && !code.matches(&shown[1..]));
}

proptest! {
    #[test]
    fn the_parser_never_panics(text in ".{0,60}") {
        _ = Suite::parse(&text);
    }

    #[test]
    fn the_parser_never_panics_near_a_suite(text in "OCRA-1:HOTP-SHA(1|256|512)-[0-9é]{1,2}:(C-)?(Q[NAHX]?[0-9é]{0,3})?(-[PST][A-Z0-9é]{0,6}){0,3}-?") {
        if let Ok(suite) = Suite::parse(&text) {
            prop_assert_eq!(suite.as_str(), &text);
        }
    }

    #[test]
    fn computing_never_panics(question in ".{0,140}", session in proptest::collection::vec(any::<u8>(), 0..600), pin in proptest::collection::vec(any::<u8>(), 0..70)) {
        for text in ["OCRA-1:HOTP-SHA1-4:QN64-PSHA512-S512-T1M", "OCRA-1:HOTP-SHA256-9:QA64-P-S-T", "OCRA-1:HOTP-SHA512-0:QH04-PSHA256-S001-T48H"] {
            let input = DataInput { counter: None, question: &question, pin_hash: Some(&pin), session: Some(&session), timestamp_steps: Some(u64::MAX) };
            _ = suite(text).compute(&session, &input);
        }
    }

    #[test]
    fn numeric_questions_are_numbers_with_zeros_in_front_ignored(number in 0u32..100_000_000) {
        let of = |question: &str| code("OCRA-1:HOTP-SHA1-6:QN08", 20, &DataInput { question, ..DataInput::default() });
        prop_assert_eq!(of(&format!("{number}")), of(&format!("{number:08}")));
    }
}
