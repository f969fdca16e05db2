//! `zwgk selftest`: every embedded example on this machine, and a digest to compare with others.

use zwgk::{Engine, Texts, selftest};
use zwgk_spec::label;

use crate::exit;
use crate::output::say;

/// Runs the subcommand.
pub(crate) fn run(texts: &Texts) -> u8 {
    let Ok(engine) = Engine::with_texts(b"{}", |_| Ok(texts.clone())) else { return exit::NOT_RUN };
    let runs = selftest::run(&engine);
    let failed: Vec<_> = runs.iter().filter(|r| !r.faults.is_empty()).collect();
    for run in &failed {
        say(&format!("{} {}\n", run.rule, run.file));
        run.faults.iter().for_each(|fault| say(&format!("  {fault}\n")));
    }
    if failed.is_empty() {
        say(&format!("{}\n", texts.phrase(label::SelftestPassed { count: runs.len() })));
    } else {
        say(&format!("{}\n", texts.phrase(label::SelftestFailed { failed: failed.len(), count: runs.len() })));
    }
    say(&format!("{} {} {}\n", texts.get(label::DIGEST_WORD), texts.language().key(), selftest::digest(&runs)));
    if failed.is_empty() { exit::CLEAN } else { exit::NOT_RUN }
}
