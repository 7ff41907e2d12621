//! The words of Japanese addresses, and what a recogniser takes them for.

const PREFECTURES: &str = "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県";

/// Characters that no name of a place is written with today, and those that they are taken for.
const OLD_FORMS: &[(char, char)] =
    &[('霸', '覇'), ('冲', '沖'), ('豐', '豊'), ('縣', '県'), ('區', '区'), ('號', '号'), ('條', '条')];
/// Words that occur in most addresses, and what they are taken for.
const WORDS: &[(&str, &str)] = &[
    ("丁日", "丁目"),
    ("丁自", "丁目"),
    ("丁月", "丁目"),
    ("番弛", "番地"),
    ("申央区", "中央区"),
    ("申京区", "中京区"),
];
/// What houses are called; their small marks are what is lost first.
const HOUSES: &[&str] = &[
    "アパート",
    "エステート",
    "ガーデン",
    "グランド",
    "グリーンハイツ",
    "コーポ",
    "コーポラス",
    "サンハイツ",
    "シャトー",
    "スカイハイツ",
    "セゾン",
    "ドミール",
    "ハイツ",
    "ハイム",
    "パーク",
    "パークハイツ",
    "パレス",
    "ヒルズ",
    "ビレッジ",
    "プラザ",
    "メゾン",
    "ライオンズマンション",
    "レジデンス",
    "ロイヤルハイツ",
];

/// Whether a text begins with the name of a prefecture.
pub(super) fn is_prefecture(text: &str) -> bool {
    PREFECTURES.split(' ').any(|name| text.starts_with(name))
}

/// An address without what stands before its prefecture, its words put right.
pub(super) fn mended(read: &str) -> String {
    let mut text: String = read
        .chars()
        .map(|char| OLD_FORMS.iter().find(|(old, _)| *old == char).map_or(char, |(_, new)| *new))
        .collect();
    for (taken, meant) in WORDS {
        text = text.replace(taken, meant);
    }
    text = with_prefecture(text);
    let begins = |name: &str| text.find(name).filter(|at| (1..=60).contains(at));
    if let Some(at) = PREFECTURES.split(' ').filter_map(begins).min() {
        text = text.split_off(at);
    }
    with_houses(&with_kana(&text))
}

/// The prefecture put right where one character was misread and only one can be meant.
fn with_prefecture(text: String) -> String {
    if is_prefecture(&text) {
        return text;
    }
    // 山口市 is a city and no misread 山口県.
    let other = |char: char| "市区町村郡都道府島".contains(char);
    let near = |name: &&str| {
        let length = name.chars().count();
        let pairs = || name.chars().zip(text.chars());
        let last = text.chars().nth(length - 1);
        pairs().filter(|(a, b)| a != b).count() == 1
            && pairs().count() == length
            && (name.chars().last() == last || last.is_some_and(|char| !other(char)))
    };
    let mut found = PREFECTURES.split(' ').filter(near);
    match (found.next(), found.next()) {
        (Some(name), None) => name.chars().chain(text.chars().skip(name.chars().count())).collect(),
        _ => text,
    }
}

fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// Between kana a stroke is the long vowel mark, and what looks like kana is kana.
fn with_kana(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| chars.get(index)).copied();
    let kana = |index: Option<usize>| at(index).is_some_and(is_katakana);
    let mended = chars.iter().enumerate().map(|(index, &char)| {
        let (before, next) = (index.checked_sub(1), Some(index + 1));
        match char {
            '一' | '-'
                if kana(before) && (kana(next) || !at(next).is_some_and(|next| next.is_ascii_digit())) =>
            {
                'ー'
            }
            // 八ツ, 八ヶ and 八ノ begin names of places.
            '八' if kana(next)
                && kana(Some(index + 2))
                && !matches!(at(next), Some('ツ' | 'ヶ' | 'ケ' | 'ノ')) =>
            {
                'ハ'
            }
            _ => char,
        }
    });
    mended.collect()
}

/// Words in katakana that are those of a house but for their small marks.
fn with_houses(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut word = String::new();
    for char in text.chars().map(Some).chain(std::iter::once(None)) {
        if let Some(char) = char.filter(|char| is_katakana(*char)) {
            word.push(char);
            continue;
        }
        let house = HOUSES.iter().find(|house| unmarked(house) == unmarked(&word));
        mended.push_str(house.copied().unwrap_or(&word));
        word.clear();
        mended.extend(char);
    }
    mended
}

/// A word without its voiced and half-voiced marks.
fn unmarked(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    word.nfd().filter(|char| !matches!(char, '\u{3099}' | '\u{309A}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefecture_with_one_character_wrong_is_put_right() {
        assert_eq!(mended("兵康県神戸市"), "兵庫県神戸市");
        assert_eq!(mended("愛媛集松山市"), "愛媛県松山市");
        assert_eq!(mended("冲縄県那霸市"), "沖縄県那覇市");
        assert_eq!(mended("束京都港区"), "東京都港区");
        for right in ["山口市大内", "福山市東町", "京都市中京区", "大島町元町", "福x県", "福", ""]
        {
            assert_eq!(mended(right), right);
        }
    }

    #[test]
    fn what_stands_before_the_prefecture_is_cut_off() {
        assert_eq!(mended("所：岐阜県高山市本町"), "岐阜県高山市本町");
    }

    #[test]
    fn words_of_addresses_and_houses_are_put_right() {
        assert_eq!(mended("駅前5丁日43番18号コーボ東504号"), "駅前5丁目43番18号コーポ東504号");
        assert_eq!(
            mended("東八イツ904号 メソン西8号 レジテンス南1-2"),
            "東ハイツ904号 メゾン西8号 レジデンス南1-2"
        );
        assert_eq!(mended("サンヒルスビル2-1 タワ一東3"), "サンヒルスビル2-1 タワー東3");
        for right in ["北杜市八ヶ岳1", "八ツ橋町2", "八ノ戸3", "1-2-3"] {
            assert_eq!(mended(right), right);
        }
    }
}
