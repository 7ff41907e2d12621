//! The manager's screens in a real terminal, and files that are changed while the counter is open.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::fs;

use support::{Key, Pty, Site, licence_holder};

const SIZE: (u16, u16) = (120, 40);
const MENU: &str = "番号か矢印で選び";

fn kiosk(site: &Site, command: &str, size: (u16, u16)) -> Pty {
    let (config, data) = (site.config(), site.data());
    Pty::kiosk(&[command, "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], size)
}

/// Back to the menu. An Esc with the next key right behind it would be another key: the menu first.
fn menu(pty: &mut Pty) -> &mut Pty {
    pty.press(Key::Esc).sees(&[MENU]);
    pty
}

fn demo(site: &Site) -> Pty {
    let mut pty = kiosk(site, "demo", SIZE);
    pty.sees(&["練習", "いらっしゃいませ"]);
    pty
}

/// The lines of a text file of the folder.
fn write_text(site: &Site, text: &str) {
    let folder = site.config().join("text/ja");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("screen.ftl"), text).unwrap();
}

#[test]
fn a_manager_walks_through_all_pages() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.press(Key::F(8)).sees(&[MENU, "1 カメラ", "7 設定"]);

    pty.send("1").sees(&["samples: MJPG 1920x1080", "鮮明さ", "設定のとおりです", "カメラ 撮影中"]);
    // Turned by a key, looked at, not saved: the line to write is shown.
    pty.send("\x1b[C").sees(&["kiosk.toml", "rotate = 90"]);
    pty.press(Key::Esc).sees(&[MENU, "カメラ 休止"]);

    pty.send("2").sees(&["台はまだ記録されていません", "カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["何も置いていない台を記録しました", "最後の記録: 20"]);
    assert!(site.data().join("kiosk/desk.bin").is_file());
    pty.press(Key::Esc).sees(&[MENU, "カメラ 休止"]);

    pty.send("3").sees(&["送信待ち 0 件", "申込の記録はありません"]);
    menu(&mut pty).send("4").sees(&["今日の規則: counter-2022", "次の変更は予定されていません"]);
    menu(&mut pty).send("5").sees(&["記録を始めた"]);
    pty.send("v").sees(&["異常ありません"]);
    menu(&mut pty).send("6").sees(&["応答あり", "センターの鍵と一致しています"]);
    menu(&mut pty).send("7").sees(&["kiosk.id", "行目で決めています"]);
    pty.send("c").sees(&["誤りはありません", "推定にもとづく規則"]);
    pty.press(Key::Esc).sees(&["kiosk.id"]);
    menu(&mut pty);
    pty.press(Key::Esc).sees(&["いらっしゃいませ"]);
}

#[test]
fn a_document_on_the_desk_is_refused_as_a_bare_desk() {
    let site = Site::new();
    // The sample that stands for the desk shows a document.
    let (samples, path) = (site.config().join("occupied"), site.config().join("kiosk.toml"));
    fs::create_dir_all(samples.join("desk")).unwrap();
    let licence = site.config().join("samples/drivers-license.front.jpg");
    fs::copy(licence, samples.join("desk/empty-wood.jpg")).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("samples = \"samples\"", "samples = \"occupied\"")).unwrap();
    let mut pty = demo(&site);
    pty.press(Key::F(8)).send("2").sees(&["カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["台の上に書類のようなものがあります", "台はまだ記録されていません"]);
    assert!(!site.data().join("kiosk/desk.bin").exists());
}

#[test]
fn a_case_is_in_the_queue_and_in_the_trail() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.serve(&licence_holder());
    pty.sees(&["審査に通りました"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::F(8)).send("3").sees(&["送信済み", "受付番号", "審査通過", "運転免許証"]);
    // Only what was refused can be discarded.
    pty.send("d").sees(&["破棄できるのは受取拒否のものだけです"]);
    menu(&mut pty).send("5").sees(&["申込を保存した", "申込が届いた"]);
    let screen = pty.send("v").sees(&["異常ありません"]);
    assert!(!screen.contains(&licence_holder().registered("family_name")), "{screen}");
}

#[test]
fn changed_files_are_taken_over_between_customers_and_wrong_ones_never() {
    let site = Site::new();
    let mut pty = demo(&site);
    write_text(&site, "start-welcome = 本日もよろしくお願いします。\n");
    pty.sees(&["本日もよろしくお願いします", "取り込みました"]);

    // While somebody is served everything stays as it is; the next customer sees the change.
    pty.press(Key::Enter).sees(&["ご注文"]);
    let policy = site.config().join("policy/counter-2022.toml");
    let rules = fs::read_to_string(&policy).unwrap();
    fs::write(&policy, rules.replace("id = \"counter-2022\"", "id = \"counter-2022b\"")).unwrap();
    write_text(&site, "start-welcome = 次のお客様からの文です。\n");
    pty.press(Key::F(9)).sees(&["入力した内容と写真をすべて消します"]);
    pty.press(Key::Enter).sees(&["次のお客様からの文です", "counter-2022b"]);

    // A bad file is said to staff in a word, to the manager with its line; the old one stays.
    fs::write(&policy, rules.replace("provenance", "provenence")).unwrap();
    pty.sees(&["誤りがあるため、前の内容で続けています", "counter-2022b", "次のお客様からの文です"]);
    pty.press(Key::F(8)).send("7").sees(&["変更されたファイルに誤りがあり"]);
    pty.send("c").sees(&["誤りが", "counter-2022.toml:", "provenence", "^^^^^^^^^^", "provenance"]);
    pty.press(Key::Esc).sees(&["kiosk.id"]);
    menu(&mut pty).press(Key::Esc).sees(&["次のお客様からの文です"]);

    fs::write(&policy, &rules).unwrap();
    pty.sees_no_more("誤りがあるため");
    pty.sees_no_more("counter-2022b");
}

#[test]
fn settings_that_count_at_once_and_those_that_wait_for_a_restart_are_told() {
    let site = Site::new();
    let mut pty = demo(&site);
    let path = site.config().join("kiosk.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("BIC SIM 練習店", "BIC SIM 新店").replace("keep_days = 14", "keep_days = 21");
    fs::write(&path, text).unwrap();
    pty.sees(&["BIC SIM 新店", "取り込みました", "起動し直すと有効になる設定があります"]);
    pty.press(Key::F(8)).send("7").sees(&["起動し直すと有効になります: log.keep_days"]);
}

#[test]
fn check_asks_the_terminal_for_the_width_of_japanese_and_for_pictures() {
    let site = Site::new();
    let mut pty = kiosk(&site, "check", (100, 40));
    pty.sees(&["日本語の幅は正しく表示されます", "画像を表示できない", "書き込み:"]);
    assert_eq!(pty.ends(), 1, "the practice file names no key");
    let mut pty = check_with_sixel(&site);
    pty.sees(&["sixel で鮮明に表示できます"]);
    pty.ends();
    kiosk(&site, "check", (60, 20)).sees(&["画面が 60x20 しかありません"]);
}

/// Whatever asks the terminal must be done when the program ends; a question that is still under way
/// then shows in some runs only.
#[test]
fn check_gives_the_terminal_back_as_it_was_every_time() {
    let site = Site::new();
    for _ in 0..8 {
        check_with_sixel(&site).ends();
    }
}

fn check_with_sixel(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data());
    let arguments = ["check", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    Pty::kiosk_with_sixel(&arguments, (100, 40))
}
