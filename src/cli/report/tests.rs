//! What the report says, in both formats, and that the page is sound whatever names the files have.

use super::{Format, kind_name, report};
use crate::document::Location;
use crate::locale::Words;
use crate::message;
use crate::migrate::{Kind, Outcome, Remark, Summary, Thing, Weight};
use crate::tables::Locale;
use scraper::{Html, Selector};
use std::path::PathBuf;

fn place(cell: Option<usize>, line: usize) -> Location {
    Location { cell, line, column: 1 }
}

fn remark(subject: &str, line: usize) -> Remark {
    Remark {
        subject: subject.to_owned(),
        place: place(None, line),
        weight: Weight::Left,
        why: message!("v1 splits several inputs, a step of v2 splits one"),
        advice: message!("write the value in the YAML"),
    }
}

fn file(path: &str, outcome: Outcome, name: &str, remarks: Vec<Remark>) -> Summary {
    let cell = path.ends_with(".ipynb").then_some(3);
    let thing = Thing { kind: Kind::Step, name: name.to_owned(), place: place(cell, 7), outcome, remarks };
    Summary { path: PathBuf::from(path), outcome, things: vec![thing] }
}

fn samples() -> Vec<Summary> {
    vec![
        file("pipelines/a.py", Outcome::Converted, "step", Vec::new()),
        file("pipelines/b c.ipynb", Outcome::Partly, "step", vec![remark("inputs", 4)]),
        file(
            "score.py",
            Outcome::Left,
            "</li><script>alert('&\"')</script>",
            vec![remark("inputs", 1), remark("<b>", 2)],
        ),
    ]
}

fn rendered(format: Format, locale: Locale) -> String {
    let samples = samples();
    report(&samples.iter().collect::<Vec<_>>(), format, Words::new(locale))
}

#[test]
fn formats_go_by_the_name() {
    let of = |name: &str| Format::of(&PathBuf::from(name));
    assert_eq!(
        [of("a.html"), of("b/R.HTM"), of("a.json")],
        [Some(Format::Html), Some(Format::Html), Some(Format::Json)]
    );
    assert_eq!([of("a.pdf"), of("html")], [None, None]);
}

#[test]
fn json() {
    let text = rendered(Format::Json, Locale::En).replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    insta::assert_snapshot!(text);
}

#[test]
fn json_is_as_the_schema_says() {
    let schema = serde_json::from_str(include_str!("../../../schemas/migration-report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in [rendered(Format::Json, Locale::Ko), report(&[], Format::Json, Words::new(Locale::En))] {
        let value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    let kinds = schema["$defs"]["kind"]["enum"].as_array().unwrap();
    for kind in [
        Kind::Step,
        Kind::Configuration,
        Kind::Pipeline,
        Kind::Run,
        Kind::Workspace,
        Kind::Data,
        Kind::Environment,
        Kind::Compute,
        Kind::Other,
    ] {
        assert!(kinds.iter().any(|known| known == kind_name(kind)), "{kind:?}");
    }
}

#[test]
fn page() {
    let text = rendered(Format::Html, Locale::En).replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    let (head, rest) = text.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    // A line for each element, to be read; the style stands in a file of its own.
    insta::assert_snapshot!(format!("{head}{body}").replace("><", ">\n<"));
}

#[test]
fn the_page_is_sound_html_and_needs_nothing_else() {
    for locale in Locale::ALL {
        let text = rendered(Format::Html, *locale);
        let page = Html::parse_document(&text);
        assert_eq!(page.errors, [""; 0]);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("details.file"), 3);
        assert_eq!(count("script, link, img, iframe, object, [src], [onclick]"), 0);
        assert_eq!(count(&format!("html[lang={}]", locale.name())), 1);
        assert!(!text.contains("http") && !text.contains("@import") && !text.contains("url("));
        let links = Selector::parse("a").unwrap();
        for link in page.select(&links) {
            let target = link.value().attr("href").unwrap().strip_prefix('#').unwrap();
            assert!(page.select(&Selector::parse("[id]").unwrap()).any(|place| place.value().id() == Some(target)));
        }
    }
}

#[test]
fn what_is_put_in_is_escaped() {
    let text = rendered(Format::Html, Locale::En);
    assert!(text.contains("&lt;/li&gt;&lt;script&gt;alert('&amp;&quot;')&lt;/script&gt;"), "{text}");
}
