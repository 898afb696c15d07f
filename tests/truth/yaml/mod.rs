//! The cases in YAML.

use super::case::{Case, Change};
use parlint::text::Span;

const FILES: [(&str, &str); 4] = [
    ("score.yml", include_str!("../../../src/rules/testing/frames/score.yml")),
    ("pipeline.yml", include_str!("../../../src/rules/testing/frames/pipeline.yml")),
    ("use.yml", include_str!("../../../src/rules/testing/frames/use.yml")),
    ("src/score.py", include_str!("../../../src/rules/testing/frames/src/score.py")),
];

/// Every case.
pub fn cases() -> Vec<Case> {
    let files = || FILES.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let case = |name: &str, main: &str, load| Case {
        name: name.to_owned(),
        files: files(),
        main: main.to_owned(),
        load,
        change: Change::Neutral(name.to_owned()),
    };
    let mut cases = vec![
        case("component", "score.yml", "component"),
        case("inline", "pipeline.yml", "job"),
        case("node", "use.yml", "job"),
    ];
    let stray = case("inline/task/stray", "pipeline.yml", "job");
    let text = stray.text().replace("      code:", "      stray: 1\n      code:");
    let at = text.find("stray").unwrap();
    cases.push(Case { change: Change::At(vec![Span::new(at, at + 8)]), ..stray.with_text(text) });
    let broken = case("inline/broken", "pipeline.yml", "job");
    let text = broken.text().replace("jobs:", "jobs: [");
    cases.push(Case { change: Change::Somewhere, ..broken.with_text(text) });
    cases
}
