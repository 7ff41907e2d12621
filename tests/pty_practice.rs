//! Practice in a real terminal: a configured kiosk that practises reaches nothing real, and
//! prepared situations run to what should be noticed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::SystemTime;

use jiff::civil::date;
use kiosk::policy::{Channel, PolicySet, document_list};
use kiosk::store::DataDir;
use kiosk::verification::order::Service;
use support::{Key, Pty, Site, licence_holder};

const SIZE: (u16, u16) = (80, 24);

/// A service at the address of kiosk.toml that answers nobody and counts who comes.
struct RealService {
    address: SocketAddr,
    came: Receiver<SocketAddr>,
}

impl RealService {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, came) = channel();
        std::thread::spawn(move || {
            while let Ok((mut stream, from)) = listener.accept() {
                let answer =
                    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                let _ = stream.write_all(answer.as_bytes());
                if tell.send(from).is_err() {
                    return;
                }
            }
        });
        Self { address, came }
    }

    /// How many came since the last time. They are accepted in the order in which they came, so
    /// everyone is counted who came before this call.
    fn count(&self) -> usize {
        let marker = TcpStream::connect(self.address).unwrap();
        let own = marker.local_addr().unwrap();
        self.came.iter().take_while(|from| *from != own).count()
    }
}

/// Every file of the counter's data folder with its bytes and its time.
fn everything(site: &Site) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let read = |file: PathBuf| {
        let found = (std::fs::read(&file).unwrap(), file.metadata().unwrap().modified().unwrap());
        (file, found)
    };
    Site::files(&site.data().join("kiosk")).into_iter().map(read).collect()
}

fn counter(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    Pty::kiosk(&["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], SIZE)
}

fn demo(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data());
    let mut pty =
        Pty::kiosk(&["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], SIZE);
    pty.sees(&["練習", "いらっしゃいませ"]);
    pty
}

/// The kiosk's audit trail, as it exports it.
fn audit(site: &Site) -> String {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kiosk"));
    command.args(["audit", "show", "--json", "--config"]).arg(config).arg("--data").arg(data);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// Adds the counter's manager, 0012 with the PIN 7391.
fn staff(site: &Site) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kiosk"));
    command.args(["staff", "add", "0012", "--name", "山田", "--role", "manager", "--pin-stdin", "--config"]);
    let mut child = command.arg(site.config()).stdin(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"7391\n").unwrap();
    assert!(child.wait().unwrap().success());
}

impl Pty {
    fn signs_in(&mut self) -> &mut Self {
        self.sees(&["ログイン"]);
        self.send("0012").press(Key::Enter).send("7391").press(Key::Enter);
        self
    }

    /// Chooses a situation and begins with its reservation.
    fn situation(&mut self, number: u8, code: &str, sees: &[&str]) -> &mut Self {
        self.sees(&["練習の場面"]);
        self.send(&number.to_string()).sees(&[code, "見るところ"]);
        self.press(Key::Enter).sees(sees);
        self
    }

    /// Ends the customer, and with them the situation.
    fn ends_customer(&mut self, seen: &str) -> &mut Self {
        self.press(Key::F(9)).sees(&["受付をやめますか"]);
        self.press(Key::Enter).sees(&["練習の場面", "終わった場面", seen]);
        self
    }

    /// From the list of documents, where the customer shows the sample licence.
    fn to_licence(&mut self) -> &mut Self {
        self.send("1").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
        self
    }
}

#[test]
fn practice_of_a_configured_kiosk_reaches_nothing_real_and_leads_back() {
    let site = Site::new();
    // The key and the token are those of a service that is there no more.
    let sandbox = site.sandbox();
    let recipient = sandbox.recipient.clone();
    sandbox.stop();
    let service = RealService::open();
    site.configure(&format!("http://{}", service.address), &recipient);
    staff(&site);
    let mut pty = counter(&site);
    // A case of a real customer waits.
    pty.signs_in().sees(&["いらっしゃいませ"]);
    pty.serve(&licence_holder());
    pty.sees(&["つながりしだい自動で送ります"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ", "未送信 1"]);
    assert!(service.count() > 0, "the counter asked the real service");

    pty.press(Key::F(6)).sees(&["練習を始めますか", "（1 件）"]);
    pty.press(Key::Enter).sees(&["練習の場面", "未送信 0"]);
    service.count();
    let nobody_else = DataDir::create(&site.data().join("kiosk")).unwrap().lock_instance().unwrap();
    assert!(nobody_else.is_some(), "practice holds the real data folder");
    drop(nobody_else);
    let before = everything(&site);
    pty.situation(1, "BIC-1001", &["本人確認書類", "運転免許証"]);
    pty.from_documents(&licence_holder()).press(Key::Enter).sees(&["受付番号", "審査に通りました", "練習"]);
    pty.press(Key::Enter).sees(&["終わった場面", "受付番号をお客様にお伝えします"]);
    pty.press(Key::Esc).sees(&["いらっしゃいませ", "F6 場面"]);
    pty.press(Key::F(3)).sees(&["本日の受付", "SANDBOX-"]);
    pty.press(Key::Esc).sees(&["いらっしゃいませ"]);
    assert_eq!(service.count(), 0, "practice came to the real service");
    assert!(everything(&site) == before, "practice touched the real data");
    assert!(site.received().is_empty());

    // The counter is back as it was, and goes on with the real case, of which it alone tells.
    pty.press(Key::CtrlQ);
    pty.signs_in().sees(&["いらっしゃいませ", "未送信 1", "F6 練習"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);
    let audit = audit(&site);
    assert_eq!(audit.matches("case-queued").count(), 1);
    assert!(audit.contains(r#""practice""#), "who left for practice is noted: {audit}");
    assert!(!audit.contains("SANDBOX-"));
}

#[test]
fn a_kiosk_that_is_stopped_while_practising_ends() {
    let site = Site::new();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ"]);
    pty.press(Key::F(6)).sees(&["練習を始めますか"]);
    pty.press(Key::Enter).sees(&["練習の場面"]);
    pty.terminate();
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_kiosk_without_samples_says_why_it_can_not_practise() {
    let site = Site::new();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    // The camera of this counter is a device; the samples are missing.
    let settings = site.config().join("kiosk.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let text = text.replace(r#"source = "samples""#, r#"source = "device""#);
    std::fs::write(&settings, text).unwrap();
    std::fs::remove_file(site.config().join("samples")).unwrap();
    let mut pty = counter(&site);
    pty.sees(&["いらっしゃいませ"]);
    pty.press(Key::F(6)).sees(&["練習を始めますか"]);
    pty.press(Key::Enter).sees(&["練習のため、受付の画面を閉じました", "見本"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);
}

#[test]
fn situations_run_to_what_should_be_noticed() {
    let site = Site::new();
    let mut pty = demo(&site);
    // A device is reserved.
    pty.press(Key::F(6));
    pty.situation(9, "BIC-9001", &["端末は店頭では申し込めません", "ご案内の仕方"]);
    pty.press(Key::Esc).sees(&["終わった場面: 端末入りの予約"]);
    // A reflection; put down anew, it is gone.
    pty.situation(4, "BIC-1001", &["本人確認書類", "運転免許証"]).to_licence();
    pty.press(Key::Enter).sees(&["写真の確認", "光っています", "R で撮り直してください"]);
    pty.send("r").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中", "光っています"]);
    pty.press(Key::F(6)).sees_no_more("光っています");
    pty.press(Key::Enter).sees(&["写真の確認"]);
    pty.accepts().sees(&["書類の記載: 運転免許証"]);
    pty.ends_customer("光って読めない写真");
    // Moved house: the licence has the old address, a receipt the new one.
    pty.situation(3, "BIC-1004", &["本人確認書類", "運転免許証"]).to_licence();
    pty.press(Key::Enter).sees(&["写真の確認"]);
    pty.accepts().sees(&["書類の記載: 運転免許証"]);
    for text in ["高梨　健太", "1988-07-14", "埼玉県さいたま市浦和区常盤4丁目18番7号　見本ハイツ203号室"]
    {
        pty.send(text).press(Key::Tab);
    }
    pty.send("2029-08-14").press(Key::Enter).sees(&["補助書類の記載"]);
    pty.ends_customer("裏面に新しい住所があれば");
    // A document with numbers to cover.
    pty.situation(5, "BIC-1006", &["本人確認書類", "資格確認書"]);
    for _ in 0..place_of(&site, "eligibility-certificate") {
        pty.press(Key::Down);
    }
    pty.press(Key::Enter).sees(&["撮影: 資格確認書", "カメラ 撮影中", "残らず隠れているか"]);
    pty.ends_customer("保険者番号");
    assert!(site.received().is_empty());
}

/// How far down a document is in the list of the counter.
fn place_of(site: &Site, document: &str) -> usize {
    let Ok(policies) = PolicySet::load(&site.config()) else { panic!("the rules do not load") };
    let day = date(2026, 11, 22);
    let Ok(policy) = policies.in_force(Channel::Counter, day) else { panic!("no rules") };
    let entries = document_list(&policy, &[Service::VoiceSim], day);
    entries.iter().position(|entry| entry.id == document).unwrap()
}

#[test]
fn a_rejection_and_a_service_that_is_down_are_practised() {
    let site = Site::new();
    let mut pty = demo(&site);
    pty.press(Key::F(6));
    pty.situation(6, "BIC-1001", &["本人確認書類", "運転免許証"]);
    pty.from_documents(&licence_holder()).press(Key::Enter);
    pty.sees(&["審査で差し戻されました", "1 撮り直す"]);
    pty.send("1").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["写真の確認"]);
    pty.accepts().sees(&["送信前の確認"]);
    pty.press(Key::Enter).sees(&["審査に通りました"]);
    pty.press(Key::Enter).sees(&["終わった場面: 審査で差し戻し"]);
    assert_eq!(site.received().len(), 2);

    // The service does not answer, and comes back while the customer is here.
    pty.situation(7, "BIC-1001", &["本人確認書類", "運転免許証"]);
    pty.from_documents(&licence_holder()).press(Key::Enter);
    pty.sees(&["つながりしだい自動で送ります", "未送信 1", "通信 不通", "F6 通信を戻す"]);
    pty.press(Key::F(6));
    pty.sees(&["受付番号", "審査に通りました", "未送信 0", "通信 良好"]);
    pty.press(Key::Enter).sees(&["終わった場面: センターにつながらない"]);
    assert_eq!(site.received().len(), 3);

    // Nobody waits for it: the situation is over with its customer, and the case goes.
    pty.situation(7, "BIC-1001", &["本人確認書類", "運転免許証"]);
    pty.from_documents(&licence_holder()).press(Key::Enter);
    pty.sees(&["つながりしだい自動で送ります"]);
    pty.press(Key::Enter).sees(&["練習の場面", "未送信 0"]);
    assert_eq!(site.received().len(), 4);
}

#[test]
fn what_only_a_reader_notices_is_practised() {
    let site = Site::new().with_models();
    let mut pty = demo(&site);
    pty.press(Key::F(6));
    pty.situation(2, "BIC-1001", &["本人確認書類", "運転免許証"]).to_licence();
    pty.press(Key::Enter).sees(&["写真の確認", "有効期限", "2026-08-14"]);
    pty.ends_customer("2026年8月14日");
    pty.situation(8, "BIC-1005", &["本人確認書類"]);
    pty.send("2").sees(&["個人番号カード） 表面", "カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["写真の確認", "マイナンバー"]);
    pty.send("r").sees(&["カメラ 撮影中", "マイナンバーが写っています"]);
    pty.press(Key::F(6)).sees_no_more("マイナンバーが写っています");
    pty.press(Key::Enter).sees(&["読み取り済み"]);
    pty.ends_customer("保存される前に消されます");
    assert!(site.received().is_empty());
}
