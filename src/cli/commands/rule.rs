//! `parlint rule [CODE|NAME]`: explains a rule, or lists them all.

use crate::cli::arguments::{Color, RuleFormat, RuleQuery};
use crate::cli::screen::Screen;
use crate::cli::{Status, pages, words};
use crate::message;
use crate::message::Message;
use crate::rules::{self, Rule};
use serde_json::{Value, json};
use std::fmt::Write;

/// Explains rules.
///
/// # Errors
/// If there is no rule of that code or name.
pub fn rule(query: &RuleQuery) -> Result<Status, Message> {
    let screen = Screen::new(Color::Auto);
    let text = match (&query.rule, query.output_format) {
        (Some(word), format) => explain(find(word)?, format),
        (None, RuleFormat::Json) => {
            format!("{:#}\n", Value::Array(rules::ALL.iter().map(|rule| describe(rule)).collect()))
        }
        (None, RuleFormat::Text) if query.all => {
            rules::ALL.iter().map(|rule| pages::page(rule)).collect::<Vec<_>>().join("\n")
        }
        (None, RuleFormat::Text) => list(),
    };
    screen.print(&text)?;
    Ok(Status::Clean)
}

fn find(word: &str) -> Result<&'static Rule, Message> {
    if let Some(rule) = rules::find(word) {
        return Ok(rule);
    }
    let code = || rules::begun(word).filter(|begun| rules::find(begun).is_some());
    match rules::probable(word).or_else(code) {
        Some(near) => Err(message!("there is no rule `{word}`; did you mean `{near}`?", word = word, near = near)),
        None => Err(message!("there is no rule `{word}`; `parlint rule` lists them", word = word)),
    }
}

fn explain(rule: &Rule, format: RuleFormat) -> String {
    match format {
        RuleFormat::Text => pages::page(rule),
        RuleFormat::Json => format!("{:#}\n", describe(rule)),
    }
}

fn describe(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary().english(),
        "severity": rule.severity,
        "default": rule.default,
        "surfaces": rule.judges(),
        "sdk": pages::sdk_word(rule.sdk),
        "costs": rule.costs,
        "fix": pages::fix_word(rule.fix),
        "documentation": rule.page(),
        "url": rule.url(),
    })
}

/// Every rule on a line, in the language of the environment.
fn list() -> String {
    let words = words(None);
    let width = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules::ALL.iter() {
        let off = if rule.default { String::new() } else { format!(" {}", words.say(&message!("(off by default)"))) };
        let severity = rule.severity.as_str();
        let _ =
            writeln!(text, "{}  {:width$}  {severity:7}  {}{off}", rule.code, rule.name, words.say(&rule.summary()));
    }
    text
}
