use schemars::generate::SchemaSettings;

use crate::policy::Policy;
use crate::verification::schema::case_schema;

use super::rules::unknown_option;
use super::{Exit, Globals, print_json};

/// Options of `kiosk schema`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Of which file: case, config or policy
    #[arg(value_name = "case|config|policy")]
    of: String,
}

/// Prints the JSON schema of a file that people write.
pub fn run(globals: &Globals, args: &Args) -> Exit {
    let generator = || SchemaSettings::draft2020_12().into_generator();
    let schema = match args.of.as_str() {
        "case" => case_schema(),
        "config" => generator().into_root_schema_for::<crate::config::Config>().to_value(),
        "policy" => generator().into_root_schema_for::<Policy>().to_value(),
        other => return globals.refuse(&unknown_option("schema", other, "case, config, policy")),
    };
    print_json(&schema);
    Exit::Done
}
