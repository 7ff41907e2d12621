use std::io::Write as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::input::{BadInput, read_bounded};
use crate::policy::{Assessment, Verdict, assess};
use crate::text::Message;
use crate::verification::case::parse_case;

use super::rules::{Rules, RulesArgs};
use super::{Exit, Globals, print_json};

/// Far larger than any case, so that a wrong file is named rather than read for ever.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Options of `kiosk assess`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The case, a JSON file
    case: PathBuf,
    #[command(flatten)]
    rules: RulesArgs,
}

/// Tells what the rules make of a case.
pub fn run(globals: &Globals, args: &Args) -> Exit {
    let rules = match Rules::load(globals, &args.rules) {
        Ok(rules) => rules,
        Err(bad) => return globals.refuse(&bad),
    };
    let assessment = match judge(&rules, &args.case) {
        Ok(assessment) => assessment,
        Err(bad) => return globals.refuse_private(&bad),
    };
    if globals.json {
        print_json(&assessment.to_json(&rules.catalogue));
    } else {
        let _ = std::io::stdout().lock().write_all(words(&rules, &assessment).as_bytes());
    }
    match assessment.verdict {
        Verdict::Accept => Exit::Done,
        Verdict::Needs | Verdict::Refuse => Exit::Refused,
    }
}

fn judge(rules: &Rules, path: &Path) -> Result<Assessment, BadInput> {
    let policy = rules.policies.in_force(rules.channel, rules.on)?;
    let bytes = Zeroizing::new(read_bounded(path, MOST_BYTES)?);
    let known = rules.policies.known_ids(&policy);
    let case = parse_case(&path.display().to_string(), &bytes, &known)?;
    Ok(assess(policy, &case, rules.on))
}

/// The assessment as staff read it.
fn words(rules: &Rules, assessment: &Assessment) -> String {
    let verdict = match assessment.verdict {
        Verdict::Accept => "assess-verdict-accept",
        Verdict::Needs => "assess-verdict-needs",
        Verdict::Refuse => "assess-verdict-refuse",
    };
    let mut lines = vec![rules.say(&Message::new(verdict))];
    for reason in &assessment.reasons {
        let weight = rules.say(&Message::new(format!("severity-{}", reason.severity.as_str())));
        lines.push(format!("[{weight}] {} ({})", rules.say(&reason.message), reason.code));
    }
    if !assessment.identity_required && assessment.verdict == Verdict::Accept {
        lines.push(rules.say(&Message::new("assess-no-identity")));
    }
    if !assessment.shots.is_empty() {
        lines.push(format!("{}:", rules.say(&Message::new("assess-shots"))));
    }
    for shot in &assessment.shots {
        let id = if shot.required { "assess-shot-required" } else { "assess-shot-optional" };
        let message = Message::new(id)
            .naming("document", format!("document-{}", shot.document))
            .naming("side", format!("side-{}", shot.side));
        lines.push(format!("  {}", rules.say(&message)));
    }
    let policy = Message::new("assess-policy").with("policy", assessment.policy.as_str());
    lines.push(rules.say(&policy.with("on", assessment.on.to_string())));
    lines.push(String::new());
    lines.join("\n")
}
