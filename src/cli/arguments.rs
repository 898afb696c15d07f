//! The command line: options, subcommands and their help. Knows no work.

use crate::config::FailOn;
use crate::server::Level;
use crate::tables::Locale;
use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(Style::new().underline())
    .error(AnsiColor::Red.on_default().bold());

const EXAMPLES: &str = "\
Examples:
  parlint                          check the current folder
  parlint pipeline.yml src/        check a file and a folder
  parlint --diff                   show what --fix would change
  parlint --fix                    apply the fixes that are certainly right
  parlint --output-format sarif --output-file parlint.sarif
  parlint rule PJ101               explain a rule

Exit status: 0 nothing found, 1 findings (see --fail-on), 2 wrong usage or an internal error.";

const MIGRATE_EXAMPLES: &str = "\
Examples:
  parlint migrate score.py         show the change and what it cannot carry over
  parlint migrate --write src/     rewrite the files of a folder
  parlint migrate --write --to yaml score.py
                                   write a component and a pipeline in YAML beside the script
  parlint migrate --report report.html
                                   a page for a team: what converts by itself, what needs a person
  parlint migrate --check          tell by the exit status whether anything is left to migrate

Exit status: 0 done, 1 something is left to migrate (with --check), 2 wrong usage or an internal error.";

/// Checks Azure Machine Learning parallel jobs: pipeline and component YAML, Python (SDK v1 and v2), notebooks.
#[derive(Debug, Parser)]
#[command(name = "parlint", version, styles = STYLES, after_help = EXAMPLES, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// The subcommand; without one, files are checked.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to check and how.
    #[command(flatten)]
    pub check: Check,
}

impl Arguments {
    /// The language that is asked for.
    #[must_use]
    pub fn locale(&self) -> Option<Locale> {
        match &self.command {
            Some(Command::Check(check)) => check.output.locale,
            Some(Command::Migrate(options)) => options.locale,
            _ => self.check.output.locale,
        }
    }
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files and folders, as without a subcommand
    Check(Box<Check>),
    /// Rewrite files of SDK v1 for SDK v2
    #[command(after_help = MIGRATE_EXAMPLES)]
    Migrate(Box<Migrate>),
    /// Explain a rule, or list all of them
    Rule(RuleQuery),
    /// Show the settings that count for a path, and where each comes from
    Config(ConfigQuery),
    /// Run the language server for editors, on standard input and output
    Server(ServerOptions),
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  parlint completions bash > ~/.local/share/bash-completion/completions/parlint")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the version
    Version,
}

/// Options of `parlint [check]`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders to check; `-` for standard input [default: .]
    pub paths: Vec<PathBuf>,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingOptions,
    /// What is changed.
    #[command(flatten)]
    pub fixing: FixOptions,
    /// What is printed.
    #[command(flatten)]
    pub output: OutputOptions,
    /// What the exit status says.
    #[command(flatten)]
    pub status: StatusOptions,
    /// Which files are looked at.
    #[command(flatten)]
    pub files: FileOptions,
}

/// What code of SDK v1 becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// Code of SDK v2, in place.
    Python,
    /// A component for each step, and a pipeline.
    Yaml,
}

/// Options of `parlint migrate`.
#[derive(Debug, Args)]
pub struct Migrate {
    /// Files and folders to migrate [default: .]
    pub paths: Vec<PathBuf>,
    /// Rewrite the files in place
    #[arg(long)]
    pub write: bool,
    /// What scripts and notebooks become: code of SDK v2, or YAML beside them; YAML of v1 becomes YAML
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Python)]
    pub to: Form,
    /// Write to this folder, and leave the files of v1 as they are
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Overwrite other files that are in the way
    #[arg(long)]
    pub force: bool,
    /// Write a report: a page if the name ends with .html, data if it ends with .json; can be given for both
    #[arg(long, value_name = "FILE")]
    pub report: Vec<PathBuf>,
    /// Say on standard error how far it is, in percent, a line each time: for programs that show it
    #[arg(long)]
    pub progress: bool,
    /// Exit with 1 if anything is left to migrate
    #[arg(long)]
    pub check: bool,
    /// Print the changes and errors only
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// The language of messages [default: that of the environment]
    #[arg(long, value_name = "LANGUAGE", value_parser = locales())]
    pub locale: Option<Locale>,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingOptions,
}

/// Options about rules and configuration.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Rules and settings")]
pub struct SettingOptions {
    /// Run these rules only: codes, prefixes (PJ1; PJ for all) or names, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Option<Vec<String>>,
    /// Run these rules too
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// A configuration file, or one setting as TOML, as in 'fail-on = "error"'
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub config: Vec<String>,
    /// Ignore all configuration files
    #[arg(long)]
    pub isolated: bool,
}

/// Options about changes of files.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Fixing")]
pub struct FixOptions {
    /// Apply safe fixes
    #[arg(long)]
    pub fix: bool,
    /// Apply unsafe fixes too, or show them with --diff; look at the result
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show the changes that fixes would make, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "add_ignore"])]
    pub diff: bool,
    /// Suppress every finding by a comment that gives this reason
    #[arg(long, value_name = "REASON", conflicts_with = "fix")]
    pub add_ignore: Option<String>,
}

/// Options about what is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub output_format: Format,
    /// Print findings to this file
    #[arg(long, short, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Print how often each rule was broken, not where
    #[arg(long)]
    pub statistics: bool,
    /// Print findings and errors only
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// The language of messages [default: that of the environment]
    #[arg(long, value_name = "LANGUAGE", value_parser = locales())]
    pub locale: Option<Locale>,
}

/// Options about the exit status.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Exit status")]
pub struct StatusOptions {
    /// The mildest finding that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = severities())]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,
}

/// Options about which files are looked at.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Files")]
pub struct FileOptions {
    /// The name under which standard input is checked
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Skip files that the settings exclude even if they are named
    #[arg(long)]
    pub force_exclude: bool,
}

/// Options of `parlint rule`.
#[derive(Debug, Args)]
pub struct RuleQuery {
    /// The rule's code or name; without one, all rules are listed
    pub rule: Option<String>,
    /// Explain every rule
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    /// How rules are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = RuleFormat::Text)]
    pub output_format: RuleFormat,
}

/// Options of `parlint config`.
#[derive(Debug, Args)]
pub struct ConfigQuery {
    /// The file or folder whose settings are shown
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// How settings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = RuleFormat::Text)]
    pub output_format: RuleFormat,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingOptions,
}

/// Options of `parlint server`.
#[derive(Debug, Args)]
pub struct ServerOptions {
    /// Talk on standard input and output, as always; for editors that say so
    #[arg(long)]
    pub stdio: bool,
    /// The language of messages [default: that of the editor]
    #[arg(long, value_name = "LANGUAGE", value_parser = locales())]
    pub locale: Option<Locale>,
    /// How much is logged
    #[arg(long, value_name = "LEVEL", value_parser = levels(), default_value = Level::default().as_str())]
    pub log_level: Level,
    /// The file that is logged to [default: standard error]
    #[arg(long, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the code around each finding
    Text,
    /// One line a finding
    Concise,
    /// One object, described in docs/output.md
    Json,
    /// One object a line, a finding each
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab code quality report
    Gitlab,
    /// JUnit XML
    Junit,
    /// Logging commands of Azure Pipelines
    Azure,
}

/// How rules and settings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RuleFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn severities() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::NAMES).try_map(|word| FailOn::parse(&word).ok_or("not a severity"))
}

fn levels() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.map(Level::as_str)).try_map(|word| Level::parse(&word).ok_or("not a level"))
}

fn locales() -> impl TypedValueParser<Value = Locale> {
    PossibleValuesParser::new(Locale::ALL.iter().map(|locale| locale.name()))
        .try_map(|word| Locale::from_name(&word).ok_or("not a language"))
}
