//! The configurations that `docs/editors.md` shows.

/// The text between the fences of a language under a heading of the page.
pub fn configuration(editor: &str, language: &str) -> String {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editors.md")).unwrap();
    let (_, section) = page.split_once(&format!("\n## {editor}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let (_, block) = section.split_once(&format!("```{language}\n")).unwrap();
    block.split_once("```\n").unwrap().0.to_owned()
}
