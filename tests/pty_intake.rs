//! What brings a customer in: codes from the live picture, pastes, single lines, minors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use support::{Key, Pty, Site, licence_holder};

fn demo(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data());
    let mut pty = Pty::kiosk(
        &["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()],
        (80, 24),
    );
    pty.sees(&["練習", "いらっしゃいませ"]);
    pty
}

#[test]
fn the_qr_code_on_a_telephone_loads_the_reservation() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.press(Key::F(4)).sees(&["本人確認書類", "運転免許証", "カメラ 休止"]);
    pty.press(Key::F(9)).sees(&["受付をやめますか"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    // The next telephone shows another shop's coupon, the one after that an address with the code.
    pty.press(Key::F(4)).sees(&["予約コードの読み取り", "予約コードの QR コードではありません"]);
    pty.press(Key::F(6)).sees(&["本人確認書類"]);
    // Two escapes at once are one key to a program that reads a terminal.
    pty.press(Key::Esc).sees(&["ご契約者"]);
    pty.press(Key::Esc).sees(&["ご注文", "音声通話 eSIM 1"]);
}

#[test]
fn looking_for_a_code_is_given_up_by_escape_and_by_typing() {
    let site = Site::new();
    let mut pty = demo(&site);
    // The second sample is of no use: the camera stays on until a key ends it.
    pty.press(Key::F(4)).sees(&["本人確認書類"]);
    pty.press(Key::F(9)).press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::F(4)).sees(&["QR コードではありません", "カメラ 撮影中"]);
    pty.send("BIC-1001").sees(&["いらっしゃいませ", "BIC-1001", "カメラ 休止"]);
    pty.press(Key::Enter).sees(&["本人確認書類"]);
}

#[test]
fn a_family_of_lines_with_users_a_number_and_a_sim_is_sealed() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.send("1").sees(&["ご注文"]);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    for text in licence_holder().registration() {
        pty.send(&text).press(Key::Tab);
    }
    pty.press(Key::Enter).sees(&["回線ごとの内容", "音声通話 SIM 2"]);
    pty.send("2").sees(&["回線: 音声通話 SIM 2"]);
    // A paste of two lines is one text.
    pty.send("\x1b[200~高梨\r\n美月\x1b[201~").press(Key::Tab).send("たかなし みづき").press(Key::Tab);
    pty.send("20150401").press(Key::Enter).sees(&["高梨 美月 様"]);
    pty.press(Key::F(4)).sees(&["SIM パッケージの読み取り", "この SIM は読み取り済みです"]);
    pty.press(Key::F(6)).sees(&["SIM の番号として正しくありません"]);
    pty.press(Key::F(6)).sees(&["回線ごとの内容", "SIM 末尾 67899", "SIM 末尾 03330"]);
    pty.press(Key::Enter).sees(&["本人確認書類"]);
    pty.send("1").sees(&["運転免許証"]);
    pty.press(Key::F(9)).sees(&["受付をやめますか"]);
}

#[test]
fn a_minor_is_told_what_to_do_instead() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    for text in ["見本", "一郎", "みほん", "いちろう", "20150401", "1700013", "東京都豊島区", "0312345678"]
    {
        pty.send(text).press(Key::Enter);
    }
    pty.sees(&["保護者の方がご一緒なら", "ウェブ"]);
    pty.press(Key::Enter).sees(&["お客様を利用者にしました", "ご契約者", "170-0013"]);
}
