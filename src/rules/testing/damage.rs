//! Random damage to files, for properties that hold whatever stands in them. Knows no rule.

use proptest::prelude::*;

/// Damage done to one line of a frame.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Value(&'static str),
    Key(&'static str),
    Drop,
    Repeat,
    Comment(&'static str),
}

/// A few kinds of damage, each with the line it is done to.
pub(crate) fn damage() -> impl Strategy<Value = Vec<(usize, Damage)>> {
    const VALUES: [&str; 12] = [
        "10",
        "\"10\"",
        "-2",
        "yes",
        "[a, b]",
        "{a: 1}",
        "\"x",
        "1.5",
        "\"${{inputs.dta}}\"",
        "${{parent.inputs.x}}",
        "\"60s\"",
        "Parallel",
    ];
    const KEYS: [&str; 10] = [
        "max_retry",
        "timeout_seconds",
        "run_max_try",
        "logging_levle",
        "mini-batch-size",
        "process_count_per_node",
        "arguments",
        "nodes",
        "description",
        "allowed_failed_count",
    ];
    const COMMENTS: [&str; 4] =
        ["# parlint: ignore[PJ101]", "# parlint: ignore[PJ101, mini_batch_size_tpye]", "# parlint: ignor", "# x"];
    let one = prop_oneof![
        4 => proptest::sample::select(&VALUES[..]).prop_map(Damage::Value),
        3 => proptest::sample::select(&KEYS[..]).prop_map(Damage::Key),
        1 => Just(Damage::Drop),
        1 => Just(Damage::Repeat),
        1 => proptest::sample::select(&COMMENTS[..]).prop_map(Damage::Comment),
    ];
    proptest::collection::vec((0..30usize, one), 1..6)
}

/// A text with its lines damaged.
pub(crate) fn damaged(text: &str, python: bool, damage: &[(usize, Damage)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, damage) in damage {
        let at = at % lines.len();
        let mark = if python { "=" } else { ": " };
        let body = lines[at].trim_start().len();
        let indent = lines[at][..lines[at].len() - body].to_owned();
        let split = lines[at].trim_start().split_once(mark).map(|(key, value)| (key.to_owned(), value.to_owned()));
        match (damage, split) {
            (Damage::Value(new), Some((key, value))) => {
                lines[at] = format!("{indent}{key}{mark}{new}{}", if value.ends_with(',') { "," } else { "" });
            }
            (Damage::Key(new), Some((_, value))) => lines[at] = format!("{indent}{new}{mark}{value}"),
            (Damage::Drop, _) => drop(lines.remove(at)),
            (Damage::Repeat, _) => lines.insert(at, lines[at].clone()),
            (Damage::Comment(comment), _) => lines[at] += &format!("  {comment}"),
            (Damage::Value(_) | Damage::Key(_), None) => {}
        }
    }
    lines.join("\n") + "\n"
}
