//! Kanji numerals of block numbers as arabic ones.

/// What may follow 番 or 号 when it is part of a name and not of a number: 一番町, 三番街, 二号館.
pub(super) const NAME_BEHIND_BAN: &[char] = &['町', '丁', '街', '館', '通', '線'];

fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

/// Replaces kanji numerals before 丁目, 番地, 番 (not 番町), 号 and beside hyphens, as well as a
/// last one behind such a word. In names of places such as 八街, 四条, 三田 and 一番町 they stay.
pub(super) fn fold_numerals(chars: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let len = rest.iter().take_while(|c| is_numeral(**c)).count();
        if len == 0 {
            out.push(*c);
            at += 1;
            continue;
        }
        let (run, behind) = rest.split_at(len);
        match value(run).filter(|_| counts_before(behind) || counts_after(&out, behind)) {
            Some(value) => out.extend(value.to_string().chars()),
            None => out.extend(run),
        }
        at += len;
    }
    out
}

fn counts_before(behind: &[char]) -> bool {
    match behind {
        ['丁', '目', ..] | ['番', '地', ..] | ['-', ..] | ['番' | '号'] => true,
        ['番', next, ..] => !NAME_BEHIND_BAN.contains(next),
        ['号', next, ..] => *next != '線',
        ['の' | 'ノ', next, ..] => is_numeral(*next) || next.is_ascii_digit(),
        _ => false,
    }
}

/// A numeral at the end of a number whose parts before it are written out: 一丁目二, 十八番地の二.
fn counts_after(before: &[char], behind: &[char]) -> bool {
    let ends = behind.first().is_none_or(|c| *c == 'の' || *c == 'ノ' || super::characters::is_space(*c));
    ends && matches!(
        before,
        [.., '-' | '番']
            | [.., '丁', '目']
            | [.., '番', '地']
            | [.., '番', '地', 'の' | 'ノ']
            | [.., '0'..='9', 'の' | 'ノ']
    )
}

/// 二十三, 百五, 二〇五; `None` for what is no number.
fn value(run: &[char]) -> Option<u64> {
    // Longer ones are no block numbers, and would not fit.
    if run.len() > 12 {
        return None;
    }
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u64);
    if let Some(digits) = run.iter().map(|c| digit(*c)).collect::<Option<Vec<_>>>() {
        return Some(digits.iter().fold(0, |value, digit| value * 10 + digit));
    }
    let (mut total, mut pending, mut ceiling) = (0, None, 10_000);
    for c in run {
        let unit = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            c => {
                if pending.is_some() {
                    return None;
                }
                pending = Some(digit(*c).filter(|digit| *digit > 0)?);
                continue;
            }
        };
        if unit >= ceiling {
            return None;
        }
        ceiling = unit;
        total += pending.take().unwrap_or(1) * unit;
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold_numerals(&text.chars().collect::<Vec<_>>()).into_iter().collect()
    }

    #[test]
    fn block_numbers_become_arabic() {
        for (text, expected) in [
            ("二丁目三番四号", "2丁目3番4号"),
            ("十八番地の二", "18番地の2"),
            ("二十三-四-五", "23-4-5"),
            ("百二十番地", "120番地"),
            ("千五番", "1005番"),
            ("二〇五号室", "205号室"),
            ("一丁目二", "1丁目2"),
            ("四谷四丁目", "四谷4丁目"),
            ("八丁目4", "8丁目4"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn names_of_places_keep_theirs() {
        for text in [
            "八街",
            "四条",
            "三田",
            "一番町",
            "三番町",
            "二番丁",
            "五番街",
            "九十九里町",
            "千代田",
            "十五線",
            "三号線",
            "二二〇",
        ] {
            assert_eq!(folded(text), text);
        }
        assert_eq!(folded("十百番地"), "十百番地", "no number");
        assert_eq!(folded("一番町二番地"), "一番町2番地");
    }
}
