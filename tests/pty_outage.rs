//! The service is away while a customer is served: the case waits, survives restarts and is
//! delivered once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use support::{Key, Pty, Site, licence_holder};

fn counter(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    Pty::kiosk(&["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], (80, 24))
}

#[test]
fn a_case_queued_without_a_service_is_delivered_once_after_restarts() {
    let site = Site::new();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    sandbox.stop();

    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ"]);
    pty.serve(&licence_holder());
    pty.sees(&["保存しました", "つながりしだい自動で送ります", "未送信 1"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ", "未送信 1"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);
    assert!(site.received().is_empty());

    // Killed once more, without a chance to tidy up.
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ", "未送信 1"]);
    pty.kill();

    // Another port, as after a restart elsewhere: the folder, the key and the token are the same.
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ", "未送信 0", "通信 良好"]);
    assert_eq!(site.received().len(), 1);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);

    // Opened again, it has nothing more to send.
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ", "未送信 0", "通信 良好"]);
    assert_eq!(site.received().len(), 1);
    assert_eq!(
        Site::holds(&site.data().join("kiosk"), licence_holder().registered("family_name").as_bytes()),
        None
    );
}

#[test]
fn a_service_that_comes_back_gets_the_case_without_a_restart() {
    let site = Site::new();
    let sandbox = site.sandbox();
    let address = sandbox.url.trim_start_matches("http://").parse().unwrap();
    site.configure(&sandbox.url, &sandbox.recipient);
    sandbox.stop();
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ"]);
    pty.serve(&licence_holder());
    pty.sees(&["つながりしだい自動で送ります"]);
    let _sandbox = site.sandbox_at(address);
    pty.sees(&["受付番号", "審査に通りました", "未送信 0"]);
    assert_eq!(site.received().len(), 1);
}
