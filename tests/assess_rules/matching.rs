use serde_json::json;

use super::support::*;

fn primary(changes: serde_json::Value) -> Vec<String> {
    reasons(&set(case("drivers-license"), "primary", changes), COUNTER_2022)
}

#[test]
fn names_come_through_equal_equivalent_or_different() {
    assert_eq!(primary(json!({ "name": "山田太郎" })), Vec::<String>::new());
    assert_eq!(primary(json!({ "name": "山田　太郎" })), Vec::<String>::new());
    assert_eq!(primary(json!({ "name": "山田（旧姓佐藤）太郎" })), ["confirm:name-equivalent"]);
    assert_eq!(
        primary(json!({ "name": "YAMADA TARO" })),
        ["block:name-differs"],
        "no Latin name is registered"
    );
    let registered = |applicant, name| {
        let case = set(case("residence-card"), "applicant", applicant);
        reasons(&set(case, "primary", json!({ "name": name })), COUNTER_2022)
    };
    let smith = json!({ "family_roman": "SMITH", "given_roman": "JOHN PAUL" });
    assert_eq!(registered(smith.clone(), "SMITH JOHN PAUL"), Vec::<String>::new());
    assert_eq!(registered(smith.clone(), "Smith John-Paul"), ["confirm:name-equivalent"]);
    assert_eq!(registered(smith.clone(), "SMITH, JOHN PAUL"), ["block:name-differs"]);
    assert_eq!(registered(smith, "JOHN PAUL SMITH"), ["block:name-differs"]);
    let half = json!({ "family_roman": "SMITH", "given_roman": null });
    assert_eq!(registered(half, "SMITH"), ["block:name-differs"]);
    let kusanagi = |kana| json!({ "family_name": "草ナギ", "given_name": "剛", "family_kana": kana, "given_kana": "ツヨシ" });
    assert_eq!(registered(kusanagi("クサナギ"), "草彅 剛"), ["confirm:name-equivalent"]);
    assert_eq!(registered(kusanagi("クサカベ"), "草彅 剛"), ["block:name-differs"]);
}

#[test]
fn addresses_come_through_equal_equivalent_or_different() {
    assert_eq!(primary(json!({ "address": ADDRESS })), Vec::<String>::new());
    for equivalent in [
        "千代田区丸の内1-2-3-205",
        "東京都千代田区丸ノ内一丁目二番三号二〇五号室",
        "東京都千代田区丸の内1丁目2番3号 メゾン丸の内205",
        "東京都千代田区大字丸の内１－２－３－２０５",
    ] {
        assert_eq!(primary(json!({ "address": equivalent })), ["confirm:address-equivalent"], "{equivalent}");
    }
    for different in
        ["東京都千代田区丸の内1-2-3", "東京都千代田区丸の内1-2-3-206", "東京都中央区丸の内1-2-3-205"]
    {
        assert_eq!(primary(json!({ "address": different })), ["need:address-differs"], "{different}");
    }
}
