use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr as _;

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Longest wait for anything on the screen; far above what is ever needed, in an emulated machine too.
const PATIENCE: Duration = Duration::from_secs(240);

/// Longest wait for what a program wrote before its end.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// A key, as a terminal sends it.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Enter,
    Esc,
    Tab,
    Down,
    F(u8),
    CtrlQ,
}

impl Key {
    fn bytes(self) -> &'static str {
        match self {
            Self::Enter => "\r",
            Self::Esc => "\x1b",
            Self::Tab => "\t",
            Self::Down => "\x1b[B",
            Self::F(1) => "\x1bOP",
            Self::F(2) => "\x1bOQ",
            Self::F(3) => "\x1bOR",
            Self::F(4) => "\x1bOS",
            Self::F(5) => "\x1b[15~",
            Self::F(6) => "\x1b[17~",
            Self::F(7) => "\x1b[18~",
            Self::F(8) => "\x1b[19~",
            Self::F(9) => "\x1b[20~",
            Self::F(10) => "\x1b[21~",
            Self::F(other) => panic!("F{other} is not a key of the counter"),
            Self::CtrlQ => "\x11",
        }
    }
}

/// What the terminal answers when the program asks what it is, and whether a frame is under way.
#[derive(Default)]
struct Answers {
    /// Whether it says that it shows sixel pictures.
    sixel: bool,
    unsent: String,
    /// Whether the program has begun a frame and not ended it: half of one is not looked at.
    mid_frame: bool,
    /// How many frames the program has ended.
    frames: usize,
}

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        private: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        action: char,
    ) {
        if (private, parameters) == (Some(b'?'), &[&[2026][..]][..]) {
            self.mid_frame = action == 'h';
            self.frames += usize::from(action == 'l');
        }
        if (private, parameters, action) == (None, &[&[6][..]][..], 'n') {
            let (row, column) = screen.cursor_position();
            self.unsent += &format!("\x1b[{};{}R", row + 1, column + 1);
            return;
        }
        self.unsent += match (private, parameters, action) {
            (None, [] | [[0]], 'c') if self.sixel => "\x1b[?62;4c",
            (None, [] | [[0]], 'c') => "\x1b[?62c",
            (None, [[16]], 't') => "\x1b[6;20;10t",
            (None, [[5]], 'n') => "\x1b[0n",
            _ => "",
        };
    }
}

/// What the reading and the waiting thread tell.
struct Seen {
    terminal: vt100::Parser<Answers>,
    exit: Option<portable_pty::ExitStatus>,
    /// How many pictures the terminal was given beside its cells.
    pictures: usize,
}

/// The real program in a terminal of its own.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the settings of the terminal outlive the program.
    _slave: Box<dyn SlavePty + Send>,
    writer: Arc<Mutex<Box<dyn std::io::Write + Send>>>,
    killer: Box<dyn portable_pty::ChildKiller + Send + Sync>,
    pid: u32,
    settings_before: String,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Pty {
    /// Starts `kiosk` with those arguments in a terminal of that many columns and rows.
    pub fn kiosk(arguments: &[&str], size: (u16, u16)) -> Self {
        Self::start(arguments, size, false, &[])
    }

    /// The same in a terminal that shows sixel pictures.
    pub fn kiosk_with_sixel(arguments: &[&str], size: (u16, u16)) -> Self {
        Self::start(arguments, size, true, &[])
    }

    /// The same, taking photographs by itself.
    pub fn kiosk_that_takes_by_itself(arguments: &[&str], size: (u16, u16)) -> Self {
        Self::start(arguments, size, false, &[("KIOSK__CAPTURE__AUTO", "true")])
    }

    /// The same within tmux, which answers for itself and passes nothing on.
    pub fn kiosk_in_tmux(arguments: &[&str], size: (u16, u16)) -> Self {
        Self::start(arguments, size, false, &[("TERM_PROGRAM", "tmux")])
    }

    fn start(
        arguments: &[&str],
        (columns, rows): (u16, u16),
        sixel: bool,
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kiosk"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        // Keys take the photographs; what the kiosk takes by itself is tested apart.
        command.env("KIOSK__CAPTURE__AUTO", "false");
        command.env_remove("NO_COLOR");
        command.env_remove("TERM_PROGRAM");
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let settings_before = settings(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let (pid, killer) = (child.process_id().unwrap(), child.clone_killer());
        let answers = Answers { sixel, ..Answers::default() };
        let terminal = vt100::Parser::new_with_callbacks(rows, columns, 0, answers);
        let seen = Arc::new((Mutex::new(Seen { terminal, exit: None, pictures: 0 }), Condvar::new()));
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let reading = Arc::clone(&seen);
        let answering = Arc::clone(&writer);
        std::thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut seen = reading.0.lock().unwrap();
                seen.terminal.process(&bytes[..count]);
                seen.pictures += bytes[..count].windows(2).filter(|two| two == b"\x1bP").count();
                let answers = std::mem::take(&mut seen.terminal.callbacks_mut().unsent);
                drop(seen);
                reading.1.notify_all();
                let _ = answering.lock().unwrap().write_all(answers.as_bytes());
            }
        });
        let waiting = Arc::clone(&seen);
        std::thread::spawn(move || {
            let exit = child.wait().unwrap();
            waiting.0.lock().unwrap().exit = Some(exit);
            waiting.1.notify_all();
        });
        Self { master: pair.master, _slave: pair.slave, writer, killer, pid, settings_before, seen }
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> &mut Self {
        self.send(key.bytes())
    }

    /// Types a text, as an input method commits it.
    pub fn send(&mut self, text: &str) -> &mut Self {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        writer.flush().unwrap();
        drop(writer);
        self
    }

    /// Clicks on the first place that shows a text.
    #[track_caller]
    pub fn click(&mut self, text: &str) -> &mut Self {
        self.mouse(0, text)
    }

    /// Turns the wheel down by a notch, over the first place that shows a text.
    #[track_caller]
    pub fn roll_down(&mut self, text: &str) -> &mut Self {
        self.mouse(65, text)
    }

    /// A button pressed and let go, as a terminal tells it (SGR).
    #[track_caller]
    fn mouse(&mut self, button: u8, text: &str) -> &mut Self {
        let (column, row) = self.wait(&format!("{text:?} to click on"), |seen| {
            let shown = seen.terminal.screen().contents();
            let mut found = shown.lines().enumerate();
            found.find_map(|(row, line)| line.find(text).map(|at| (line[..at].width() + 1, row + 1)))
        });
        self.send(&format!("\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m"))
    }

    /// Whether the terminal tells the program what the mouse does.
    pub fn tells_of_the_mouse(&self) -> bool {
        let mode = self.seen.0.lock().unwrap().terminal.screen().mouse_protocol_mode();
        mode != vt100::MouseProtocolMode::None
    }

    /// Makes the window larger or smaller.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        // The model first: what the program draws for the new size must meet the new size.
        self.seen.0.lock().unwrap().terminal.screen_mut().set_size(rows, columns);
        self.master.resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits until the screen shows all of these texts.
    #[track_caller]
    pub fn sees(&mut self, texts: &[&str]) -> String {
        self.wait(&format!("{texts:?}"), |seen| {
            let shown = seen.terminal.screen().contents();
            let sought = in_columns(&shown);
            texts.iter().all(|text| sought.contains(&super::squeezed(text))).then_some(shown)
        })
    }

    /// Waits until the screen shows one of these texts; tells which.
    #[track_caller]
    pub fn sees_one_of(&mut self, texts: &[&str]) -> usize {
        self.wait(&format!("one of {texts:?}"), |seen| {
            let sought = in_columns(&seen.terminal.screen().contents());
            texts.iter().position(|text| sought.contains(&super::squeezed(text)))
        })
    }

    /// Waits until the screen shows something else.
    #[track_caller]
    pub fn changes(&mut self, before: &str) -> String {
        self.wait("another screen", |seen| {
            Some(seen.terminal.screen().contents()).filter(|shown| shown != before)
        })
    }

    /// Waits until the screen does not show a text any more.
    #[track_caller]
    pub fn sees_no_more(&mut self, text: &str) -> String {
        self.wait(&format!("no {text:?}"), |seen| {
            let shown = seen.terminal.screen().contents();
            (!in_columns(&shown).contains(&super::squeezed(text))).then_some(shown)
        })
    }

    /// Waits until the screen is as it should be.
    #[track_caller]
    pub fn wait_for(&self, what: &str, as_it_should_be: impl Fn(&str) -> bool) {
        self.wait(what, |seen| as_it_should_be(&seen.terminal.screen().contents()).then_some(()));
    }

    /// Waits until the terminal does not show what is typed.
    pub fn hides_what_is_typed(&mut self) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while settings(&*self.master) == self.settings_before {
            assert!(Instant::now() < deadline, "waited in vain for a terminal that hides what is typed");
            std::thread::yield_now();
        }
        self
    }

    /// What the screen shows now, once the frame at hand is whole.
    pub fn screen(&self) -> String {
        self.wait("a whole frame", |seen| Some(seen.terminal.screen().contents()))
    }

    /// Waits until the terminal was given another picture than the `known` ones; gives their count.
    #[track_caller]
    pub fn sees_picture(&mut self, known: usize) -> usize {
        self.wait("a picture", |seen| (seen.pictures > known).then_some(seen.pictures))
    }

    /// How many frames the program has drawn so far.
    pub fn frames(&self) -> usize {
        self.seen.0.lock().unwrap().terminal.callbacks().frames
    }

    /// The program's process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Whether the program has a screen of its own, with raw keys and no cursor.
    pub fn is_taken_over(&self) -> bool {
        let seen = self.seen.0.lock().unwrap();
        let screen = seen.terminal.screen();
        screen.alternate_screen() && screen.hide_cursor() && settings(&*self.master) != self.settings_before
    }

    /// Asks the program to stop, as the system does.
    pub fn terminate(&mut self) -> &mut Self {
        let pid = rustix::process::Pid::from_raw(self.pid.cast_signed()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        self
    }

    /// Kills the program, as a power cut does.
    pub fn kill(&mut self) {
        self.killer.kill().unwrap();
        self.wait("the end of the program", |seen| seen.exit.clone());
    }

    /// Waits for the end of the program; gives its exit code. The terminal is as it was before.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let exit = self.wait("the end of the program", |seen| seen.exit.clone());
        self.wait("a terminal as it was before", |seen| {
            let screen = seen.terminal.screen();
            let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            let taken = screen.alternate_screen() || screen.hide_cursor() || screen.bracketed_paste();
            (!taken && !mouse).then_some(())
        });
        assert_eq!(settings(&*self.master), self.settings_before, "the terminal is not cooked again");
        exit.exit_code()
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, found: impl Fn(&Seen) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let (lock, news) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        loop {
            // After its end the program finishes no frame.
            let whole = !seen.terminal.callbacks().mid_frame || seen.exit.is_some();
            if let Some(found) = whole.then(|| found(&seen)).flatten() {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let shown = seen.terminal.screen().contents();
            assert!(!left.is_zero(), "waited in vain for {what}; the screen shows:\n{shown}");
            // The end may be known before the last words of the program are read.
            let ended = seen.exit.is_some() && !what.starts_with("a terminal");
            let silent;
            (seen, silent) =
                news.wait_timeout(seen, if ended { left.min(LAST_WORDS) } else { left }).unwrap();
            assert!(
                !ended || !silent.timed_out(),
                "the program ended before {what}; the screen shows:\n{shown}"
            );
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let ended = self.seen.0.lock().map(|seen| seen.exit.is_some());
        if !matches!(ended, Ok(true)) {
            let _ = self.killer.kill();
        }
    }
}

/// The screen without blanks: whole, then its left and its right side each by itself, so that a
/// sentence is found that was wrapped within one of them.
fn in_columns(shown: &str) -> String {
    let sides = |row: &str| row.split_once('│').map(|(left, right)| (left.to_owned(), right.to_owned()));
    let (left, right): (String, String) = shown.lines().filter_map(sides).unzip();
    [shown, &left, &right].map(super::squeezed).join("\n")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// How the terminal treats what is typed: cooked or raw, echoing or not.
fn settings(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
