//! The examples of a rule's documentation: fenced blocks under "Invalid:" and "Valid:".

/// One list of examples: alternatives, and the files that belong to each of them.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    /// Info string and text of each alternative.
    pub alternatives: Vec<(String, String)>,
    /// Path and text of files that replace those of the frames' project.
    pub files: Vec<(String, String)>,
}

/// The invalid and the valid examples of a documentation page.
pub(crate) fn examples(page: &str) -> (Examples, Examples) {
    let mut lists = (Examples::default(), Examples::default());
    let mut in_valid = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        match line.trim() {
            "Invalid:" => in_valid = false,
            "Valid:" => in_valid = true,
            fence if fence.starts_with("```") => {
                let block: Vec<_> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
                let list = if in_valid { &mut lists.1 } else { &mut lists.0 };
                add(list, &fence[3..], block.join("\n") + "\n");
            }
            _ => {}
        }
    }
    lists
}

fn add(list: &mut Examples, info: &str, block: String) {
    let path = info.split(' ').find_map(|word| word.strip_prefix("path="));
    match path {
        Some(path) if !info.split(' ').any(|word| word == "file") => list.files.push((path.to_owned(), block)),
        _ => list.alternatives.push((info.to_owned(), block)),
    }
}
