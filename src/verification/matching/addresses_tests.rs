use proptest::prelude::*;

use super::*;

fn compare(a: &str, b: &str) -> Comparison {
    let variants = Variants::built_in();
    let there = compare_addresses(&variants, a, b);
    assert_eq!(there, compare_addresses(&variants, b, a), "symmetric: {a} / {b}");
    there
}

fn folds(a: &str, b: &str) -> Vec<Fold> {
    match compare(a, b) {
        Comparison::Equivalent { folds } => folds.iter().collect(),
        other => panic!("{a} / {b}: {other:?}"),
    }
}

fn equivalent(a: &str, b: &str) {
    assert!(matches!(compare(a, b), Comparison::Equivalent { .. }), "{a} / {b}: {:?}", compare(a, b));
}

fn different(a: &str, b: &str) {
    assert_eq!(compare(a, b), Comparison::Different, "{a} / {b}");
}

#[test]
fn each_fold_is_named_alone() {
    use Fold::{Aza, Block, Building, Case, Dash, Kana, Numerals, Prefecture, Space, Variant, Width};
    for (a, b, expected) in [
        ("丸の内1-2-3", "丸の内１-２-３", vec![Width]),
        ("丸の内1-2-3 abc館", "丸の内1-2-3 ABC館", vec![Case]),
        ("高崎市1-2", "髙﨑市1-2", vec![Variant]),
        ("霞ヶ関1-2", "霞が関1-2", vec![Kana]),
        ("丸の内1-2", "丸ノ内1-2", vec![Kana]),
        ("四ツ谷1-2", "四ッ谷1-2", vec![Kana]),
        ("丸の内1-2", "丸の内1−2", vec![Dash]),
        ("千代田区丸の内1-2", "千代田区 丸の内1-2", vec![Space]),
        ("丸の内二丁目3", "丸の内2丁目3", vec![Numerals]),
        ("丸の内1丁目2番3号", "丸の内1-2-3", vec![Block]),
        ("佐倉市大字飯田1-2", "佐倉市飯田1-2", vec![Aza]),
        ("佐倉市字飯田1-2", "佐倉市飯田1-2", vec![Aza]),
        ("千葉県佐倉市飯田1-2", "佐倉市飯田1-2", vec![Prefecture]),
        ("丸の内1-2-3メゾン青山205", "丸の内1-2-3-205", vec![Block, Building]),
    ] {
        assert_eq!(folds(a, b), expected, "{a} / {b}");
    }
}

#[test]
fn block_notations_are_equivalent() {
    for b in [
        "丸の内一丁目二番三号",
        "丸の内1丁目2-3",
        "丸の内１－２－３",
        "丸の内1丁目2番地3",
        "丸の内1丁目2番地の3",
        "丸の内1の2の3",
        "丸の内一の二の三",
        "丸ノ内1ー2ー3",
        "丸の内1ｰ2ｰ3",
        "丸の内1‐2‑3",
        "丸の内1–2—3",
        "丸の内1―2−3",
        "丸の内1 2 3",
        "丸の内一-二-三",
        "丸の内1丁目2番3",
        "丸の内 1-2-3",
        "丸の内01-2-3",
    ] {
        equivalent("丸の内1-2-3", b);
    }
    equivalent("丸の内123番地", "丸の内123");
    equivalent("丸の内1-2-3-205", "丸の内1-2-3 205号室");
    equivalent("丸の内1-2-3-205", "丸の内1-2-3 205号");
    equivalent("丸の内1-2-3-205", "丸の内1丁目2番3号205室");
    equivalent("丸の内1-2-3-205", "丸の内1-2-3(205)");
    equivalent("丸の内1-2-3 B棟101", "丸の内1-2-3 B-101");
    equivalent("丸の内1-2-3 2号棟101", "丸の内1-2-3-2-101");
    equivalent("丸の内1-2-3 3階", "丸の内1-2-3 3F");
}

#[test]
fn the_traps_of_the_rules() {
    equivalent("春日部市八丁目4", "春日部市8-4");
    equivalent("春日部市八丁目4", "春日部市8丁目4");
    equivalent("下田市2丁目4-26", "下田市二丁目4番26号");
    different("下田市2丁目4-26", "下田市4-26");
    equivalent("八街市八街は18番地2", "八街市八街は18-2");
    equivalent("八街市八街は18番地2", "八街市八街は十八番地の二");
    different("八街市八街は18番地2", "8街市8街は18番地2");
    different("八街市八街は18番地2", "八街市八街ほ18番地2");
    different("八街市八街は18番地2", "八街市八街18番地2");
    equivalent("香取市佐原ロ2127", "香取市佐原ﾛ2127番地");
    different("香取市佐原ロ2127", "香取市佐原口2127");
    different("香取市佐原ロ2127", "香取市佐原イ2127");
    equivalent("久太郎町四丁目渡辺", "久太郎町4丁目渡邊");
    different("久太郎町四丁目渡辺", "久太郎町四丁目");
    different("久太郎町四丁目渡辺", "久太郎町四丁目渡部");
    different("久太郎町四丁目渡辺3号", "久太郎町四丁目3号");
    equivalent("上町A-12", "上町Ａ－１２");
    equivalent("上町A-12", "上町a-12");
    different("上町A-12", "上町B-12");
    different("上町A-12", "上町12");
    different("上町A-12", "上町A-13");
}

#[test]
fn numerals_in_names_of_places_are_not_numbers() {
    different("千代田区一番町5", "千代田区1番町5");
    different("港区三田2-3", "港区3田2-3");
    different("京都市四条1-2", "京都市4条1-2");
    different("仙台市二番丁1-2", "仙台市2番丁1-2");
    equivalent("千代田区三番町五番地", "千代田区三番町5");
}

#[test]
fn what_is_missing_may_matter() {
    different("丸の内1-2-3-205", "丸の内1-2-3");
    different("丸の内1-2-3メゾン青山205号室", "丸の内1-2-3メゾン青山");
    different("丸の内1-2-3メゾン青山205", "丸の内1-2-3");
    different("丸の内1-2-3-205", "丸の内1-2-3-206");
    different("丸の内1-2-3", "丸の内1-23");
    different("丸の内12-3", "丸の内1-23");
    different("丸の内1-2-3メゾン青山205", "丸の内1-2-3メゾン赤坂205");
    different("丸の内1-2-3メゾン青山", "丸の内1-2-3メゾン赤坂");
    equivalent("丸の内1-2-3第2青山ハイツ205", "丸の内1-2-3-205");
    different("三重県桑名郡木曽岬町1-2", "三重県木曽岬町1-2");
    equivalent("東京都府中市1-2", "府中市1-2");
    different("東京都府中市1-2", "広島県府中市1-2");
    different("京都市中京区寺町通御池上る上本能寺前町488", "京都市中京区上本能寺前町488");
    different("丸の内123番地イ", "丸の内123番地ロ");
    different("丸の内123番地イ", "丸の内123番地");
    different("丸の内1-2-3 A-205", "丸の内1-2-3 B-205");
    different("丸の内1-2-3 A-205", "丸の内1-2-3-205");
    different("", "丸の内1-2-3");
    different("タワー1-2", "タワ1-2");
    equivalent("広島県広島市1-2", "廣島縣廣島市1-2");
}

#[test]
fn folds_combine() {
    equivalent(
        "東京都千代田区霞が関一丁目二番三号 髙崎マンション二〇五号室",
        "千代田区霞ヶ関１－２－３－２０５",
    );
    equivalent("茨城県龍ケ崎市大字若柴1番地の2", "竜ヶ崎市若柴1-2");
}

proptest! {
    #[test]
    fn reflexive_and_symmetric(a in "[東京都千代田区丸の内大字一二十丁目番地号ヶがーA1-9 -]{1,16}", b in "[東京都丸の内一丁目番号ー1-9 メゾン-]{1,12}") {
        prop_assert_eq!(compare(&a, &a), Comparison::Equal);
        let _ = compare(&a, &b);
        prop_assert_eq!(matches!(compare(&format!("x{a}"), &format!("x{a} ")), Comparison::Equivalent { .. }), true);
    }

    #[test]
    fn never_panics(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        let _ = compare(&a, &b);
    }
}
