//! Photographs that are searched by eye or masked, in a real terminal, to what the service receives.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use support::{Key, Person, Pty, Site, licence_holder};

fn demo(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data());
    let arguments = ["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let mut pty = Pty::kiosk(&arguments, (80, 24));
    pty.sees(&["練習", "いらっしゃいませ"]);
    pty
}

/// The capture facts of the first photograph of the one case that the sandbox received.
fn capture(site: &Site) -> serde_json::Value {
    let received = site.received();
    assert_eq!(received.len(), 1, "{received:?}");
    let application = std::fs::read(received[0].join("application.json")).unwrap();
    let application: serde_json::Value = serde_json::from_slice(&application).unwrap();
    application["captures"][0].clone()
}

fn served_by_eye(site: &Site, why: &str) {
    let mut pty = demo(site);
    pty.visit(&licence_holder(), &mut |pty, at| {
        if at == "写真の確認" {
            pty.sees(&[why]);
            // Looking at the picture alone is not enough.
            pty.press(Key::Enter).sees(&["まだ使えません", "M を押してください"]);
        }
    });
    pty.sees(&["受付番号"]);
    let capture = capture(site);
    assert_eq!(capture["searched"], "by-eye", "{capture}");
    assert_eq!(capture["confirmed"], serde_json::json!(["my-number-checked-by-eye"]));
}

#[test]
fn without_models_staff_look_for_a_my_number_and_that_is_written_down() {
    served_by_eye(&Site::new(), "このキオスクは文字を読み取れません");
}

#[test]
fn with_models_that_fail_a_picture_is_not_taken_for_clean() {
    served_by_eye(&Site::new().with_failing_models(), "マイナンバーを探せませんでした");
}

#[test]
fn a_document_with_masks_arrives_with_black_over_its_numbers() {
    let (site, person) = (Site::new().with_models(), Person::of("eligibility-certificate"));
    let mut pty = demo(&site);
    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    for text in person.registration() {
        pty.send(&text).press(Key::Tab);
    }
    pty.press(Key::Enter).sees(&["本人確認書類"]);
    while !pty.screen().lines().any(|line| line.contains("> ") && line.contains("資格確認書")) {
        let before = pty.screen();
        pty.press(Key::Down).changes(&before);
    }
    pty.press(Key::Enter).sees(&["撮影: 資格確認書 表面", "カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["写真の確認", "読み取り済み"]);
    pty.press(Key::Enter).sees(&["隠す所: 資格確認書", "記号と番号", "保険者番号"]);
    // One more by hand, over the middle of the card.
    pty.send("a").sees(&["手で足した所"]);
    pty.press(Key::Enter).sees(&["書類の記載: 資格確認書"]);
    pty.press(Key::F(5)).sees(&[&person.registered("given_name")]);
    let today = jiff::Zoned::now().date();
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days)).to_string();
    pty.send(&day(200)).press(Key::Enter).sees(&["補助書類の記載"]);
    pty.send("2").sees(&["領収書"]);
    pty.press(Key::F(5)).sees(&[&person.registered("given_name")]);
    pty.send(&day(-10)).press(Key::Enter).sees(&["撮影: 公共料金の領収書"]);
    pty.sees(&["カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["写真の確認", "読み取り済み"]);
    pty.press(Key::Enter).sees(&["送信前の確認", "資格確認書", "公共料金の領収書"]);
    pty.press(Key::Enter).sees(&["受付番号"]);

    let facts = capture(&site);
    assert_eq!(facts["searched"], "by-models", "{facts}");
    assert!(facts["confirmed"].as_array().unwrap().contains(&"masking-required".into()), "{facts}");
    let covered = facts["masked_regions"].as_u64().unwrap();
    assert!(covered >= 3, "{facts}");

    let files = Site::files(&site.received()[0]);
    let jpeg = files.iter().find(|file| file.ends_with("eligibility-certificate.front.jpg")).unwrap();
    let limits = kiosk::vision::Settings::default().limits;
    let picture = kiosk::vision::door::open(&std::fs::read(jpeg).unwrap(), &limits).unwrap();
    // The part that staff added: a share of 0.3 by 0.08 in the middle.
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    for (x, y) in [(0.37, 0.47), (0.5, 0.5), (0.63, 0.53)] {
        assert!(picture.luma_at((x * width) as i32, (y * height) as i32) < 24, "{x} {y}");
    }
    // Nothing of the numbers can be read any more.
    let models = kiosk::reading::Models::load(&support::shipped_config().join("models")).unwrap();
    let reader = kiosk::reading::Reader::new(std::sync::Arc::new(models));
    let reading = reader.read(&picture, &|| false).unwrap();
    let masks = [kiosk::policy::Mask::SymbolAndNumber, kiosk::policy::Mask::InsurerNumber];
    let left = kiosk::reading::masks::find(&picture, &reading, &masks);
    assert!(left.is_empty(), "{} parts can still be read", left.len());
    assert_eq!(Site::holds(&site.data().join("kiosk"), &[0xff, 0xd8, 0xff]), None, "a readable photograph");
}
