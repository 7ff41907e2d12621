use proptest::prelude::*;

use super::*;

fn bad(text: &str) -> (&'static str, Option<String>, usize, usize) {
    let Err(bad) = parse_json("case.json", text) else { panic!("accepted: {text:.60}") };
    let place = bad.position.unwrap();
    (bad.code, bad.key, place.line, place.column)
}

#[test]
fn every_mistake_has_a_key_and_a_place() {
    let key = |k: &str| Some(k.to_owned());
    assert_eq!(bad(""), ("syntax", None, 1, 1));
    assert_eq!(bad("{} x"), ("trailing-data", None, 1, 4));
    assert_eq!(bad("{}{}"), ("trailing-data", None, 1, 3));
    assert_eq!(bad("{\"a\":1,\n \"a\":2}"), ("duplicate-key", key("a"), 2, 2));
    assert_eq!(bad("{\"a\":{\"b\":[0,{\"c\":tru}]}}"), ("syntax", key("a.b[1].c"), 1, 19));
    assert_eq!(bad("{\"a\":\"日本\u{1}\"}"), ("syntax", key("a"), 1, 9));
    assert_eq!(bad("{\"a\":\"\\u0000\"}"), ("control-character", key("a"), 1, 6));
    assert_eq!(bad("{\"a\":\"x"), ("syntax", key("a"), 1, 8));
    assert_eq!(bad("[1,]"), ("syntax", key("[1]"), 1, 4));
    assert_eq!(bad("{\"\\u0061\":1,\"a\":2}"), ("duplicate-key", key("a"), 1, 13));
}

#[test]
fn json_is_taken_strictly() {
    for text in [
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "NaN",
        "nul",
        "'a'",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "[1 2]",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\u12\"",
        "\"\t\"",
        "// x\n1",
        "\u{feff}1",
    ] {
        assert_eq!(bad(text).0, "syntax", "{text}");
    }
    for text in ["0", "-0", "1.5e+3", "null", " true\n", "\"\\ud842\\udfb7\\n\\/\"", "[]", "{}", "[[],{}]"] {
        assert!(parse_json("", text).is_ok(), "{text}");
    }
    let node = parse_json("", "\"\\ud842\\udfb7\\u5409\"").ok().unwrap();
    assert!(matches!(node.value, Json::Text(text) if *text == "𠮷吉"));
}

#[test]
fn depth_count_and_length_are_bounded() {
    assert_eq!(bad(&"[".repeat(100_000)).0, "too-deep");
    assert_eq!(bad(&"{\"a\":".repeat(100_000)).0, "too-deep");
    assert_eq!(bad(&format!("[{}1]", "1,".repeat(100_000))).0, "too-many");
    assert_eq!(bad(&format!("{{\"a\":\"{}\"}}", "あ".repeat(3_000_000))).1.as_deref(), Some("a"));
    assert_eq!(bad(&"9".repeat(10_000_000)).0, "too-long");
    let name = "k".repeat(4000);
    let (code, key, ..) = bad(&format!("{{\"{name}\":x}}"));
    assert_eq!(code, "syntax");
    assert!(key.unwrap().len() < 60);
}

proptest! {
    #[test]
    fn agrees_with_serde_json_on_what_is_json(text in "[\\[\\]{}\",:0-9a-e\\\\. -]{0,16}") {
        let ours = parse_json("", &text).is_ok();
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        match theirs {
            Err(_) => prop_assert!(!ours, "{}", text),
            // serde_json keeps the last of two equal keys, refuses huge exponents, and allows
            // an escaped backspace.
            Ok(_) if !ours => {
                let code = bad(&text).0;
                prop_assert!(matches!(code, "duplicate-key" | "control-character"), "{}: {}", code, text);
            }
            Ok(_) => {}
        }
    }

    #[test]
    fn never_panics(text in "\\PC{0,64}") {
        let _ = parse_json("", &text);
    }
}
