use proptest::prelude::*;

use super::*;

const YAMADA: RegisteredName<'_> = RegisteredName {
    family: "山田",
    given: "太郎",
    family_kana: "ヤマダ",
    given_kana: "タロウ",
    roman: Some(("YAMADA", "TARO")),
};

fn named<'a>(
    family: &'a str,
    given: &'a str,
    family_kana: &'a str,
    given_kana: &'a str,
) -> RegisteredName<'a> {
    RegisteredName { family, given, family_kana, given_kana, roman: None }
}

fn compare(registered: RegisteredName<'_>, document: &str) -> Comparison {
    compare_names(&Variants::built_in(), registered, document)
}

fn folds(registered: RegisteredName<'_>, document: &str) -> Vec<Fold> {
    match compare(registered, document) {
        Comparison::Equivalent { folds } => folds.iter().collect(),
        other => panic!("{document}: {other:?}"),
    }
}

#[test]
fn spaces_do_not_count() {
    for document in ["山田太郎", "山田 太郎", "山田　太郎", " 山 田　太郎 "] {
        assert_eq!(compare(YAMADA, document), Comparison::Equal, "{document}");
    }
    for document in
        ["山田太朗", "太郎山田", "山田", "太郎", "", " ", "山田太郎花子", "やまだたろう", "ヤマダタロウ"]
    {
        assert_eq!(compare(YAMADA, document), Comparison::Different, "{document}");
    }
}

#[test]
fn each_fold_is_named() {
    let of = |family| named(family, "太郎", "カナ", "タロウ");
    assert_eq!(folds(of("高橋"), "髙橋太郎"), [Fold::Variant]);
    assert_eq!(folds(of("吉田"), "𠮷田太郎"), [Fold::Variant]);
    assert_eq!(folds(of("神田"), "\u{FA19}田太郎"), [Fold::Variant], "compatibility form");
    assert_eq!(folds(of("葛城"), "葛\u{E0100}城太郎"), [Fold::Variant], "variation selector");
    assert_eq!(folds(of("三ヶ島"), "三ケ嶋太郎"), [Fold::Variant, Fold::Kana]);
    assert_eq!(folds(of("井ノ上"), "井の上太郎"), [Fold::Kana]);
    assert_eq!(folds(named("山田", "ケンタ", "ヤマダ", "ケンタ"), "山田ｹﾝﾀ"), [Fold::Width]);
    assert_eq!(folds(named("山田", "ローサ", "ヤマダ", "ローサ"), "山田ロ−サ"), [Fold::Dash]);
    assert_eq!(compare(of("渡辺"), "渡部太郎"), Comparison::Different);
    assert_eq!(compare(of("大田"), "太田太郎"), Comparison::Different);
}

#[test]
fn a_bracketed_former_name_or_alias_is_dropped() {
    for document in [
        "山田（旧姓佐藤）太郎",
        "山田[旧姓 佐藤] 太郎",
        "山田太郎(通称 山本太郎)",
        "山田【佐藤】太郎",
        "山田太郎（通称：山本)",
    ] {
        assert_eq!(folds(YAMADA, document), [Fold::Bracket], "{document}");
    }
    assert_eq!(compare(YAMADA, "佐藤（旧姓山田）太郎"), Comparison::Different);
    assert_eq!(compare(YAMADA, "（山田太郎）"), Comparison::Different);
    assert_eq!(compare(YAMADA, "山田太郎（"), Comparison::Different);
    let bracketed = named("山田", "太郎(仮)", "ヤマダ", "タロウ");
    assert_eq!(compare(bracketed, "山田太郎(仮)"), Comparison::Equal);
}

#[test]
fn latin_names_are_compared_with_the_latin_pair() {
    let of = |family, given| RegisteredName { roman: Some((family, given)), ..YAMADA };
    for (family, given, document) in [
        ("SMITH", "JOHN", "SMITH JOHN"),
        ("SMITH", "JOHN MICHAEL", "SMITH JOHN MICHAEL"),
        ("SMITH JOHN", "MICHAEL", "SMITH JOHN MICHAEL"),
        ("VAN DYKE", "DICK", "VAN DYKE DICK"),
    ] {
        assert_eq!(compare(of(family, given), document), Comparison::Equal, "{document}");
    }
    assert_eq!(folds(of("Smith", "John"), "SMITH JOHN"), [Fold::Case]);
    assert_eq!(folds(of("SMITH", "ANNE MARIE"), "SMITH ANNE-MARIE"), [Fold::LatinSigns]);
    assert_eq!(folds(of("OBRIEN", "PAT"), "O'BRIEN PAT"), [Fold::LatinSigns]);
    assert_eq!(folds(of("O'BRIEN", "PAT"), "O’BRIEN PAT"), [Fold::LatinSigns]);
    assert_eq!(folds(of("SMITH", "JOHN"), "ＳＭＩＴＨ　ＪＯＨＮ"), [Fold::Width]);
    assert_eq!(folds(of("SMITH", "JOHN"), "SMITH JOHN（通称 山田太郎）"), [Fold::Bracket]);
    for document in ["JOHN SMITH", "SMITH, JOHN", "SMITH JOHN JR", "SMITH"] {
        assert_eq!(compare(of("SMITH", "JOHN"), document), Comparison::Different, "{document}");
    }
    let unregistered = RegisteredName { family: "SMITH", given: "JOHN", roman: None, ..YAMADA };
    assert_eq!(compare(unregistered, "SMITH JOHN"), Comparison::Different);
}

#[test]
fn one_kanji_may_be_registered_as_its_katakana_reading() {
    let kusanagi = named("草ナギ", "剛", "クサナギ", "ツヨシ");
    assert_eq!(folds(kusanagi, "草彅 剛"), [Fold::Reading]);
    assert_eq!(folds(named("草ﾅｷﾞ", "剛", "クサナギ", "ツヨシ"), "草彅剛"), [Fold::Width, Fold::Reading]);
    assert_eq!(folds(named("山田", "リョウ子", "ヤマダ", "リョウコ"), "山田龘子"), [Fold::Reading]);
    assert_eq!(folds(named("タカ橋", "一", "タカハシ", "ハジメ"), "髙橋一"), [Fold::Reading]);
    assert_eq!(
        folds(named("高ハシ", "一", "タカハシ", "ハジメ"), "髙槗一"),
        [Fold::Variant, Fold::Reading],
        "with another fold"
    );
    assert_eq!(folds(named("山田", "コウ", "ヤマダ", "コウ"), "山田巧"), [Fold::Reading], "a whole field");
}

#[test]
fn the_reading_must_be_registered_at_its_place() {
    for (registered, document) in [
        (named("草なぎ", "剛", "クサナギ", "ツヨシ"), "草彅剛"),
        (named("草ナギ", "剛", "クサカベ", "ツヨシ"), "草彅剛"),
        (named("草クサ", "剛", "クサナギ", "ツヨシ"), "草彅剛"),
        (named("山マ", "太郎", "ヤマダ", "タロウ"), "山田太郎"),
        (named("ヤマダ", "太郎", "ヤマダ", "タロウ"), "山田太郎"),
        (named("山ダ", "タ郎", "ヤマダ", "タロウ"), "山田太郎"),
        (named("エ藤", "一", "クドウ", "ハジメ"), "工藤一"),
        (named("山", "ダ太郎", "ヤマダ", "タロウ"), "山田太郎"),
        (named("山田", "太郎", "ヤマダ", "タロウ"), "山ダ太郎"),
        (named("山ー", "太郎", "ヤマー", "タロウ"), "山田太郎"),
    ] {
        assert_eq!(compare(registered, document), Comparison::Different, "{} {document}", registered.family);
    }
}

proptest! {
    #[test]
    fn reflexive(family in "[山田髙﨑ヶのケA-Zー]{1,6}", given in "[太郎ッガ花]{1,6}") {
        let registered = named(&family, &given, "カナ", "カナ");
        prop_assert_eq!(compare(registered, &format!("{family} {given}")), Comparison::Equal);
    }

    #[test]
    fn symmetric_but_for_brackets_and_readings(a in "[山髙高崎﨑斉齋ヶケがの]{1,5}", b in "[山髙高崎﨑斉齋ヶケがの]{1,5}") {
        let there = compare(named(&a, "花", "カ", "ハナ"), &format!("{b}花"));
        prop_assert_eq!(there, compare(named(&b, "花", "カ", "ハナ"), &format!("{a}花")));
    }

    #[test]
    fn never_panics(family in "\\PC{0,20}", kana in "\\PC{0,20}", document in "\\PC{0,40}") {
        let _ = compare(named(&family, "太郎", &kana, "タロウ"), &document);
    }
}
