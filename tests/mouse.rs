//! What the mouse does, does a key too: nobody needs it, and nobody is kept from it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use crossterm::event::MouseEventKind;
use zeroize::Zeroizing;

use kiosk::counter::Input;
use kiosk::text::Language;
use kiosk::tui::Theme;
use kiosk::tui::preview::Colours;

use support::{Key, Pty, Site, Visit, licence_holder};

/// A visit that stands at some screen.
type Reach = fn(&mut Visit);

fn at(reach: Reach) -> Visit {
    let mut visit = Visit::new(Language::Ja);
    reach(&mut visit);
    visit
}

fn shown(visit: &Visit) -> String {
    visit.drawn((80, 24), Theme::new(false, Colours::None)).text()
}

fn typed(text: &str) -> Input {
    Input::Text(Zeroizing::new(text.to_owned()))
}

/// Clicks on a text of a screen, presses the keys on a twin of it, and compares what they show.
macro_rules! clicks {
    ($($text:literal => $keys:expr, at |$v:ident| $reach:expr;)*) => {
        #[test]
        fn a_click_does_what_the_keys_do() {
            $({
                let reach: Reach = |$v| { $reach; };
                let (mut clicked, mut pressed) = (at(reach), at(reach));
                let before = shown(&clicked);
                clicked.click($text);
                for key in $keys {
                    pressed.key(key);
                }
                assert_eq!(shown(&clicked), shown(&pressed), "{}", $text);
                assert_ne!(shown(&clicked), before, "{} did nothing", $text);
            })*
        }
    };
}

clicks! {
    "Enter 受付開始" => [Input::Next], at |v| v.key(Input::Home);
    "F4 QR" => [Input::TakeRead], at |v| v.key(Input::Home);
    "2 音声通話 eSIM" => [typed("2")], at |v| v.key(Input::Home);
    "4 データ SIM" => [typed("4")], at |v| v.to_order();
    "- 減らす" => [typed("-")], at |v| v.to_order().typed("1");
    "F9 やめる" => [Input::EndCustomer], at |v| v.to_order();
    "住所" => [Input::Focus(6)], at |v| v.to_applicant();
    "Tab 次の欄" => [Input::FocusNext], at |v| v.to_applicant();
    "F2 English" => [Input::SwitchLanguage], at |v| v.to_applicant();
    "2 音声通話 SIM 2" => [typed("2")], at |v| v.to_lines();
    "マイナンバーカード" => [typed("2")], at |v| v.to_documents(&licence_holder());
    "身体障害者手帳" => [typed("7")], at |v| v.to_documents(&licence_holder());
    "原本" => [Input::Focus(5), typed(" ")], at |v| v.to_primary(&licence_holder(), "drivers-license");
    "1 運転免許証" => [typed("1")], at |v| v.to_confirm(&licence_holder());
    "Enter 閉じる" => [Input::Next], at |v| v.to_order().key(Input::Help);
}

#[test]
fn nothing_below_a_dialog_is_clicked() {
    let mut visit = at(|v| {
        v.to_order().key(Input::Help);
    });
    let before = shown(&visit);
    visit.click("ご注文").click("ヘルプ");
    assert_eq!(shown(&visit), before);
}

#[test]
fn the_wheel_goes_through_a_list_and_stops_at_its_end() {
    let mut visit = at(|v| {
        v.to_documents(&licence_holder());
    });
    visit.mouse(MouseEventKind::ScrollUp, "運転経歴証明書");
    assert!(shown(&visit).contains("> 1 "), "it does not go round");
    for focus in 2..5 {
        visit.mouse(MouseEventKind::ScrollDown, "運転経歴証明書");
        assert!(shown(&visit).contains(&format!("> {focus} ")), "{}", shown(&visit));
    }
    for _ in 0..40 {
        visit.mouse(MouseEventKind::ScrollDown, "不可");
    }
    let last = shown(&visit);
    visit.mouse(MouseEventKind::ScrollDown, "不可");
    assert_eq!(shown(&visit), last);
    assert!(last.contains(">   "), "an entry without a number: {last}");
}

#[test]
fn a_customer_is_served_with_the_mouse_as_far_as_the_camera() {
    let site = Site::new();
    let (config, data) = (site.config(), site.data());
    let arguments = ["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let mut pty = Pty::kiosk(&arguments, (80, 24));
    pty.sees(&["いらっしゃいませ"]);
    assert!(pty.tells_of_the_mouse());
    pty.click("1 音声通話 SIM").sees(&["ご注文", "1 音声通話 SIM                1"]);
    pty.click("Enter 次へ").sees(&["ご契約者"]);
    let person = licence_holder();
    let labels = ["姓 ", "名 ", "姓（カナ）", "名（カナ）", "生年月日", "郵便番号", "住所", "電話番号"];
    for (label, text) in labels.iter().zip(person.registration()) {
        pty.click(label).sees(&[&format!("> {label}")]);
        pty.send(&text).sees(&[&text]);
    }
    pty.click("Enter 次へ").sees(&["本人確認書類", "> 1"]);
    pty.roll_down("運転免許証").sees(&["> 2"]);
    pty.click("運転免許証").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
    pty.click("Esc 戻る").sees(&["本人確認書類"]);
    pty.click("F9 やめる").sees(&["受付をやめますか"]);
    pty.click("Enter ").sees(&["いらっしゃいませ"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0, "and the mouse is the terminal's again");
}
