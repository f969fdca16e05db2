//! The command line. Every word of its help comes from the spec's texts.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use zwgk::{Date, ParsedDate, Texts, Verbatim};
use zwgk_spec::vocabulary::Extract;
use zwgk_spec::{TextId, label};

use crate::exit;

/// The whole command.
pub(crate) fn command(texts: &Texts) -> Command {
    let t = |id: TextId| texts.get(id).to_owned();
    let file =
        |name: &'static str, id: TextId| Arg::new(name).long(name).value_name("FILE").help(t(id)).value_parser(value_parser!(OsString));
    let day = |name: &'static str, id: TextId| Arg::new(name).long(name).value_name("DATE").help(t(id)).value_parser(parse_day);
    let check = Command::new("check")
        .about(t(label::HELP_CHECK))
        .after_help(t(label::HELP_CHECK_AFTER))
        .arg(
            Arg::new("paths")
                .value_name("PATH")
                .num_args(1..)
                .required(true)
                .help(t(label::HELP_PATHS))
                .value_parser(value_parser!(OsString)),
        )
        .arg(Arg::new("kind").long("kind").value_parser(["annual-report"]).help(t(label::HELP_KIND)))
        .arg(day("as-of", label::HELP_AS_OF))
        .arg(file("profile", label::HELP_PROFILE))
        .arg(file("previous", label::HELP_PREVIOUS))
        .arg(
            Arg::new("pair-years").long("pair-years").action(ArgAction::SetTrue).conflicts_with("previous").help(t(label::HELP_PAIR_YEARS)),
        )
        .arg(file("decisions", label::HELP_DECISIONS))
        .arg(file("baseline", label::HELP_BASELINE))
        .arg(
            Arg::new("include")
                .long("include")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(["passed", "inapplicable"])
                .help(t(label::HELP_INCLUDE)),
        )
        .arg(Arg::new("fail-on").long("fail-on").value_parser(["must", "should", "may"]).default_value("must").help(t(label::HELP_FAIL_ON)))
        .arg(Arg::new("format").long("format").value_parser(["text", "json", "ndjson"]).default_value("text").help(t(label::HELP_FORMAT)))
        .arg(Arg::new("output").short('o').value_name("FILE").help(t(label::HELP_OUTPUT)).value_parser(value_parser!(OsString)));
    let rules = Command::new("rules")
        .about(t(label::HELP_RULES))
        .after_help(t(label::HELP_RULES_AFTER))
        .arg(Arg::new("id").value_name("ID").help(t(label::HELP_ID)))
        .arg(Arg::new("standard").long("standard").value_name("S").help(t(label::HELP_STANDARD)))
        .arg(Arg::new("coverage").long("coverage").action(ArgAction::SetTrue).help(t(label::HELP_COVERAGE)))
        .arg(file("profile", label::HELP_PROFILE))
        .arg(Arg::new("format").long("format").value_parser(["text", "json", "md"]).default_value("text").help(t(label::HELP_FORMAT)));
    let schema =
        Command::new("schema").about(t(label::HELP_SCHEMA)).arg(Arg::new("name").value_name("NAME").help(t(label::HELP_SCHEMA_NAME)));
    let decide = Command::new("decide")
        .about(t(label::HELP_DECIDE))
        .after_help(t(label::HELP_DECIDE_AFTER))
        .arg(Arg::new("report").value_name("REPORT").required(true).help(t(label::HELP_REPORT)).value_parser(value_parser!(OsString)))
        .arg(Arg::new("fingerprint").value_name("FINGERPRINT").required(true).help(t(label::HELP_FINGERPRINT)))
        .arg(Arg::new("reason").long("reason").value_name("TEXT").required(true).help(t(label::HELP_REASON)))
        .arg(Arg::new("author").long("author").value_name("NAME").required(true).help(t(label::HELP_AUTHOR)))
        .arg(day("from", label::HELP_FROM))
        .arg(day("until", label::HELP_UNTIL))
        .arg(Arg::new("scope").long("scope").value_name("GLOB").help(t(label::HELP_SCOPE)))
        .arg(file("decisions", label::HELP_DECISIONS).default_value("decisions.json"));
    let extract = Command::new("extract")
        .about(t(label::HELP_EXTRACT))
        .after_help(t(label::HELP_EXTRACT_AFTER))
        .arg(
            Arg::new("kind")
                .value_name("KIND")
                .required(true)
                .value_parser(Extract::ALL.map(Extract::key))
                .help(t(label::HELP_EXTRACT_KIND)),
        )
        .arg(Arg::new("page").value_name("PAGE").required(true).help(t(label::HELP_PAGE)).value_parser(value_parser!(OsString)))
        .arg(Arg::new("encoding").long("encoding").value_name("NAME").help(t(label::HELP_ENCODING)))
        .arg(Arg::new("url").long("url").value_name("URL").help(t(label::HELP_URL)));
    let selftest = Command::new("selftest").about(t(label::HELP_SELFTEST));
    let command = Command::new("zwgk")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(label::HELP_ABOUT))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(Arg::new("lang").long("lang").global(true).value_parser(["zh", "en"]).help(t(label::HELP_LANG)))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(t(label::USAGE_PRINT_VERSION)))
        .disable_version_flag(true)
        .subcommands([check, rules, schema, decide, extract, selftest].map(|c| in_words(c, texts)))
        .subcommand_help_heading(t(label::USAGE_COMMANDS));
    in_words(command, texts)
}

/// Puts clap's own words into the user's language too.
fn in_words(command: Command, texts: &Texts) -> Command {
    let t = |id: TextId| texts.get(id).to_owned();
    let usage = format!("{{about}}\n\n{}{}{{usage}}\n\n{{all-args}}{{after-help}}", t(label::USAGE_HEADING), t(label::COLON));
    let (arguments, options) = (t(label::USAGE_ARGUMENTS), t(label::USAGE_OPTIONS));
    command
        .help_template(usage)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(t(label::USAGE_PRINT_HELP)))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
            let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let help = if values.len() > 1 && arg.get_action().takes_values() { format!("{help} [{}]", values.join("|")) } else { help };
            let takes_values = arg.get_action().takes_values();
            let default: Vec<Verbatim> = arg.get_default_values().iter().map(|v| Verbatim::from(&*v.to_string_lossy())).collect();
            let help = if takes_values && !default.is_empty() {
                format!("{help}{}", texts.phrase(label::UsageDefault { value: default }))
            } else {
                help
            };
            let arg = arg.help(help).help_heading(heading);
            if takes_values { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        })
}

fn parse_day(text: &str) -> Result<Date, String> {
    match Date::parse(text) {
        ParsedDate::Day(day) => Ok(day),
        _ => Err("2025-01-31".to_owned()),
    }
}

/// The file that an argument names.
pub(crate) fn path<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m Path> {
    matches.get_one::<OsString>(name).map(Path::new)
}

/// The day of an argument, or today in China: the command alone has a clock.
pub(crate) fn day_or_today(matches: &ArgMatches, name: &str) -> Option<Date> {
    matches.get_one::<Date>(name).copied().or_else(today)
}

/// Today in China.
pub(crate) fn today() -> Option<Date> {
    // China has had one time zone and no summer time since 1991.
    let china = chrono::FixedOffset::east_opt(8 * 3600)?;
    match Date::parse(&chrono::Utc::now().with_timezone(&china).date_naive().to_string()) {
        ParsedDate::Day(day) => Some(day),
        _ => None,
    }
}

/// Says what is wrong with the usage, in the user's language; help and version are answers, not errors.
pub(crate) fn explain(error: &clap::Error, texts: &Texts) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        crate::output::say(&in_language(error, texts));
        return exit::CLEAN;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        crate::tell!("{}", in_language(error, texts));
        return exit::BAD_INPUT;
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![Verbatim::from(&**text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| Verbatim::from(&**text)).collect(),
        _ => Vec::new(),
    };
    let argument: Vec<Verbatim> = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand].into_iter().flat_map(context).collect();
    let value = context(ContextKind::InvalidValue);
    let allowed = context(ContextKind::ValidValue);
    let suggested: Vec<Verbatim> = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].into_iter().flat_map(context).collect();
    let hint = match error.kind() {
        ErrorKind::InvalidValue if !allowed.is_empty() => texts.phrase(label::UsageAllowed { allowed }),
        ErrorKind::ValueValidation => texts.get(label::USAGE_DATE).to_owned(),
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand if !suggested.is_empty() => {
            texts.phrase(label::DidYouMean { name: suggested })
        }
        _ => texts.get(label::USAGE_HELP).to_owned(),
    };
    let line = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => texts.phrase(label::UsageUnknown { argument }),
        ErrorKind::MissingRequiredArgument => texts.phrase(label::UsageMissing { argument }),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => texts.phrase(label::UsageValue { argument, value }),
        ErrorKind::InvalidUtf8 => texts.get(label::USAGE_UTF8).to_owned(),
        _ => texts.get(label::USAGE_OTHER).to_owned(),
    };
    crate::output::refuse(&format!("{line}\n  {hint}"), texts)
}

/// A help page; clap has no other way to say these two words in another language, or to end a heading with its colon.
fn in_language(page: &clap::Error, texts: &Texts) -> String {
    let page = page
        .to_string()
        .replace("[OPTIONS]", texts.get(label::USAGE_ANY_OPTIONS))
        .replace("<COMMAND>", texts.get(label::USAGE_ONE_COMMAND));
    let colon = texts.get(label::COLON).trim_end();
    [label::USAGE_ARGUMENTS, label::USAGE_OPTIONS, label::USAGE_COMMANDS].into_iter().fold(page, |page, heading| {
        let heading = texts.get(heading);
        page.replace(&format!("\n{heading}:\n"), &format!("\n{heading}{colon}\n"))
    })
}
