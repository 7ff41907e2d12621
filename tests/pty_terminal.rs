//! What the program does to the terminal, and what keys mean on every screen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use support::{Key, Pty, Site, licence_holder};

fn demo(site: &Site, size: (u16, u16)) -> Pty {
    let (config, data) = (site.config(), site.data());
    let mut pty =
        Pty::kiosk(&["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], size);
    pty.sees(&["いらっしゃいませ"]);
    pty
}

#[test]
fn ctrl_q_gives_the_terminal_back() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    assert!(pty.is_taken_over(), "the counter has no screen of its own");
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);
}

#[test]
fn the_first_key_is_taken_in_a_terminal_that_passes_no_question_on() {
    let site = Site::new();
    let (config, data) = (site.config(), site.data());
    let arguments = ["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let mut pty = Pty::kiosk_in_tmux(&arguments, (80, 24));
    pty.sees(&["いらっしゃいませ"]);
    pty.send("1").sees(&["ご注文"]);
}

#[test]
fn a_request_to_stop_gives_the_terminal_back_in_the_middle_of_a_customer() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.terminate();
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_customer_at_the_desk_is_not_left_by_ctrl_q() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.press(Key::CtrlQ).sees(&["受付中は終了できません", "ご注文"]);
}

#[test]
fn resizing_keeps_what_was_typed() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    pty.send("高梨").press(Key::Tab).send("健太").sees(&["高梨", "健太"]);
    pty.resize(120, 40).sees(&["ご契約者", "高梨", "健太"]);
    pty.resize(60, 20).sees(&["60x20"]);
    pty.resize(80, 24).sees(&["ご契約者", "高梨", "健太"]);
    pty.send("郎").sees(&["健太郎"]);
}

#[test]
fn f9_asks_once_and_wipes() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    pty.send("高梨").sees(&["高梨"]);
    pty.press(Key::F(9)).sees(&["受付をやめますか", "元には戻せません"]);
    pty.press(Key::Esc).sees_no_more("受付をやめますか");
    pty.sees(&["高梨"]);
    pty.press(Key::F(9)).sees(&["受付をやめますか"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    // The next customer finds nothing of the last one.
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("1").press(Key::Enter);
    let screen = pty.sees(&["ご契約者", "必須"]);
    assert!(!screen.contains("高梨"), "{screen}");
}

#[test]
fn text_comes_by_paste_as_well() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    pty.send("\x1b[200~BIC-1001\x1b[201~").sees(&["BIC-1001"]);
}

/// Goes through a whole visit and asks each screen for help, for the other language and back.
#[test]
fn help_language_and_back_work_on_every_screen() {
    let site = Site::new();
    let mut pty = demo(&site, (120, 40));
    let mut steps = 0;
    let mut look = |pty: &mut Pty, title: &str| {
        steps += 1;
        pty.press(Key::F(1)).sees(&["ヘルプ", "閉じる", title]);
        pty.press(Key::F(2)).sees(&["Help", "close"]);
        pty.press(Key::F(2)).sees(&["閉じる"]);
        pty.press(Key::Enter).sees_no_more("閉じる");
        pty.press(Key::F(2)).sees(&["F1 help"]);
        pty.press(Key::F(2)).sees(&["F1 ヘルプ", title]);
    };
    pty.visit(&licence_holder(), &mut look);
    pty.sees(&["受付番号"]);
    look(&mut pty, "送信");
    assert_eq!(steps, 9);

    // The way back, from the order to the start.
    pty.press(Key::Esc).sees(&["いらっしゃいませ"]);
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.press(Key::Esc).sees(&["受付をやめますか"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
}

/// From the confirmation back to the order, screen by screen, and on again: nothing is lost.
#[test]
fn back_leads_through_every_screen_and_keeps_everything() {
    let site = Site::new();
    let mut pty = demo(&site, (80, 24));
    let person = licence_holder();
    pty.to_confirm(&person, &mut |_, _| {});
    for title in ["書類の記載", "本人確認書類", "ご契約者", "ご注文"] {
        pty.press(Key::Esc).sees(&[title]);
    }
    pty.press(Key::Enter).sees(&["ご契約者", &person.registered("family_name")]);
    pty.press(Key::Enter).sees(&["本人確認書類", "> 1"]);
    pty.press(Key::Enter).sees(&["書類の記載", &person.registered("given_name")]);
    pty.press(Key::Enter).sees(&["送信前の確認", "表面"]);
}
