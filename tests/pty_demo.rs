//! `kiosk demo` in a real terminal, by keys alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use support::{Key, Pty, Site, licence_holder};

const SIZE: (u16, u16) = (80, 24);

fn demo(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data());
    let mut pty =
        Pty::kiosk(&["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], SIZE);
    pty.sees(&["練習", "いらっしゃいませ"]);
    pty
}

#[test]
fn a_terminal_that_shows_pictures_is_given_the_still_at_full_sharpness() {
    let mut pty = Pty::kiosk_with_sixel(&["demo"], SIZE);
    pty.sees(&["いらっしゃいませ"]);
    let mut known = 0;
    pty.to_confirm(&licence_holder(), &mut |pty, at| {
        if at == "写真の確認" {
            known = pty.sees_picture(0);
            // The loupe is another picture; a dialog stands on cells alone and gives way to the picture.
            pty.press(Key::F(7));
            known = pty.sees_picture(known);
            pty.press(Key::F(1)).sees(&["閉じる"]);
            pty.press(Key::Enter);
            known = pty.sees_picture(known);
        }
    });
    assert!(known >= 3);
}

#[test]
fn a_customer_is_served_from_the_first_screen_to_the_receipt() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.serve(&licence_holder());
    pty.sees(&["受付番号", "審査に通りました"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);

    let received = site.received();
    assert_eq!(received.len(), 1, "{received:?}");
    let application = std::fs::read(received[0].join("application.json")).unwrap();
    let application: serde_json::Value = serde_json::from_slice(&application).unwrap();
    assert_eq!(application["applicant"]["family_name"], licence_holder().registered("family_name"));
    assert_eq!(application["order"]["lines"][0]["service"], "voice-sim");
    let photographs: Vec<_> = Site::files(&received[0])
        .into_iter()
        .filter(|file| file.extension().is_some_and(|e| e == "jpg"))
        .collect();
    assert_eq!(photographs.len(), 1, "the front alone was photographed: {photographs:?}");
    let jpeg = std::fs::read(&photographs[0]).unwrap();
    let opened = kiosk::vision::door::open(&jpeg, &kiosk::vision::Settings::default().limits);
    assert!(opened.is_ok_and(|picture| picture.width() > 600), "the photograph does not open");

    let kept = site.data().join("kiosk");
    assert!(Site::files(&kept).len() > 1, "the kiosk kept no record at all");
    for name in [licence_holder().registered("family_name"), licence_holder().registered("family_kana")] {
        assert_eq!(Site::holds(&kept, name.as_bytes()), None, "a readable name");
    }
    assert_eq!(Site::holds(&kept, &[0xff, 0xd8, 0xff]), None, "a readable photograph");
}

#[test]
fn a_sim_with_a_device_is_refused_and_goes_nowhere() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("15").sees(&["端末は店頭では申し込めません", "ウェブサイト"]);
    pty.press(Key::Enter);
    pty.press(Key::F(2)).sees(&["Order", "can not be ordered at a counter"]);
    pty.press(Key::F(2)).sees(&["> 5 "]);
    // Without the device the SIM goes on.
    pty.send("-").sees_no_more("端末を注文から外せば");
    pty.press(Key::Enter).sees(&["ご契約者"]);
    assert!(site.received().is_empty());
}

#[test]
fn a_reservation_with_a_device_is_refused_when_it_is_loaded() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.send("BIC-9001").sees(&["BIC-9001"]);
    pty.press(Key::Enter).sees(&["不可", "端末は店頭では申し込めません", "いらっしゃいませ"]);
    // The same key asks again, and is refused again.
    pty.press(Key::Enter).sees(&["端末は店頭では申し込めません", "いらっしゃいませ"]);
    assert!(site.received().is_empty());
}

#[test]
fn a_reservation_fills_order_and_applicant() {
    let (site, person) = (Site::new(), licence_holder());
    let mut pty = demo(&site);
    pty.send("BIC-1001").sees(&["BIC-1001"]);
    pty.press(Key::Enter).sees(&["本人確認書類", "運転免許証"]);
    pty.press(Key::Esc).sees(&["ご契約者", &person.registered("family_name"), &person.registered("phone")]);
    pty.press(Key::Esc).sees(&["ご注文", "音声通話 SIM 1"]);
}

#[test]
fn an_unknown_reservation_says_so_and_the_counter_stays_open() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.send("BIC-0000").sees(&["BIC-0000"]);
    pty.press(Key::Enter).sees(&["その予約コードは見つかりません"]);
    pty.press(Key::Esc).sees_no_more("BIC-0000");
    pty.press(Key::Enter).sees(&["ご注文"]);
}
