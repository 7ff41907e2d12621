//! The command line: one file per subcommand, which owns its text output and its `--json`.

mod assess;
mod audit;
mod camera;
mod check;
mod completions;
mod counter;
mod demo;
mod exit;
mod globals;
mod inspect;
mod lean;
mod policy;
mod queue;
mod restart;
mod rules;
mod sandbox;
mod schema;
mod setup;
mod staff;
mod submit;
mod usage;

use clap::{CommandFactory as _, Parser, Subcommand};

pub use exit::Exit;
pub use globals::{Globals, print_json};

/// Identity verification at a BIC SIM counter
///
/// Without a command the counter opens. `kiosk demo` is the same on sample pictures.
#[derive(Debug, Parser)]
#[command(name = "kiosk", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Practise on sample pictures with a sandbox service; nothing is kept, nothing leaves
    Demo(demo::Args),
    /// Tell what the rules make of a case
    Assess(assess::Args),
    /// Say what a picture shows, how good it is and whether it would be accepted
    Inspect(inspect::Inspect),
    /// Judge, seal and queue a case from files, and deliver it
    Submit(submit::Args),
    /// Cases that wait, and what became of the others
    #[command(subcommand)]
    Queue(queue::Command),
    /// Show, explain and check the rules
    Policy(policy::Args),
    /// Whether the counter can open: a line for each thing it needs, with the remedy
    Check(check::Args),
    /// Who may sign in at the counter
    #[command(subcommand)]
    Staff(staff::Command),
    /// What was done, by whom and when
    #[command(subcommand)]
    Audit(audit::Command),
    /// A stand-in for the central service, for practice and tests
    Sandbox(sandbox::Args),
    /// Look after the camera on the desk
    Camera(camera::Args),
    /// Print the JSON schema of a file that people write
    Schema(schema::Args),
    /// Print the completions for a shell
    Completions(completions::Completions),
    /// Write the manual pages
    Man(completions::Man),
}

impl Cli {
    fn reads_pictures(&self) -> bool {
        matches!(self.command, None | Some(Command::Demo(_) | Command::Inspect(_) | Command::Submit(_)))
    }
}

/// Parses the command line, runs the command and gives its exit code.
pub fn main() -> std::process::ExitCode {
    crate::store::harden();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::refuse(&error, std::env::args_os()).into(),
    };
    if cli.reads_pictures() {
        lean::begin_again();
    }
    let globals = &cli.globals;
    let exit = match cli.command {
        None => counter::run(globals),
        Some(Command::Demo(args)) => demo::run(globals, &args),
        Some(Command::Assess(args)) => assess::run(globals, &args),
        Some(Command::Inspect(inspect)) => inspect.run(globals),
        Some(Command::Submit(args)) => args.run(globals),
        Some(Command::Queue(command)) => queue::run(globals, &command),
        Some(Command::Policy(args)) => policy::run(globals, &args),
        Some(Command::Check(args)) => check::run(globals, &args),
        Some(Command::Staff(command)) => staff::run(globals, &command),
        Some(Command::Audit(command)) => audit::run(globals, &command),
        Some(Command::Sandbox(args)) => sandbox::run(globals, &args),
        Some(Command::Camera(args)) => camera::run(globals, &args),
        Some(Command::Schema(args)) => schema::run(globals, &args),
        Some(Command::Completions(completions)) => completions.run(Cli::command()),
        Some(Command::Man(man)) => man.run(globals, Cli::command()),
    };
    exit.into()
}
