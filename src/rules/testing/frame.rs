//! The frames that examples complete: a small project of valid files. A block replaces keys of a frame, merging one
//! level down; its info string says which frame (`yaml inline`) and what to take away (`minus=a.b`).

/// The project of the frames with one file completed by a block.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    main: String,
    /// Path and text of every file.
    pub files: Vec<(String, String)>,
}

impl Fixture {
    /// The path of the file that the block completes.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Its text.
    pub fn main_text(&self) -> &str {
        self.files.iter().find(|(path, _)| *path == self.main).map_or("", |(_, text)| text)
    }

    /// Puts a file in place of the one at its path.
    pub fn replace(&mut self, path: &str, text: &str) {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.to_owned()));
    }
}

/// Path and text of each frame.
pub(crate) const FRAMES: [(&str, &str); 6] = [
    ("score.yml", include_str!("frames/score.yml")),
    ("pipeline.yml", include_str!("frames/pipeline.yml")),
    ("use.yml", include_str!("frames/use.yml")),
    ("job.py", include_str!("frames/job.py")),
    ("job_v1.py", include_str!("frames/job_v1.py")),
    ("src/score.py", include_str!("frames/src/score.py")),
];

/// Completes a block by the frame that `info` names.
pub(crate) fn complete(info: &str, block: &str) -> Fixture {
    let files = FRAMES.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    let mut fixture = Fixture { main: String::new(), files };
    let words: Vec<&str> = info.split(' ').collect();
    let option = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
    let minus: Vec<&str> = option("minus=").map(|list| list.split(',').collect()).unwrap_or_default();
    let has = |word: &str| words.contains(&word);
    let (main, text) = if has("file") {
        let default = if words[0] == "yaml" { "job.yml" } else { "file.py" };
        (option("path=").unwrap_or(default), block.to_owned())
    } else {
        let (path, marks) = frame_of(&words).unwrap_or_else(|| panic!("no frame `{info}`"));
        let frame = FRAMES.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text);
        (path, fill(frame, marks, block, &minus, path.ends_with(".py")))
    };
    fixture.main = main.to_owned();
    fixture.replace(main, &text);
    fixture
}

/// Where in a frame a block goes: the line after which its keys stand, how deep, and the line that ends them.
struct Slot {
    after: &'static str,
    indent: usize,
    until: &'static str,
}

fn frame_of(words: &[&str]) -> Option<(&'static str, Slot)> {
    let slot = |after, indent, until| Slot { after, indent, until };
    Some(match *words {
        ["yaml", "component", ..] => ("score.yml", slot("", 0, "")),
        ["yaml", "pipeline", ..] => ("pipeline.yml", slot("", 0, "")),
        ["yaml", "inline", ..] => ("pipeline.yml", slot("  score:", 4, "")),
        ["yaml", "node", ..] => ("use.yml", slot("  score:", 4, "")),
        ["python", "v2", "task", ..] => ("job.py", slot("    task=RunFunction(", 8, "    ),")),
        ["python", "v2", "after", ..] => ("job.py", slot("END", 0, "")),
        ["python", "v2", ..] => ("job.py", slot("score = parallel_run_function(", 4, ")")),
        ["python", "v1", "config", ..] => ("job_v1.py", slot("config = ParallelRunConfig(", 4, ")")),
        ["python", "v1", "step", ..] => ("job_v1.py", slot("step = ParallelRunStep(", 4, ")")),
        ["python", "v1", "after", ..] => ("job_v1.py", slot("END", 0, "")),
        ["python", "script", ..] => ("src/score.py", slot("START", 0, "")),
        _ => return None,
    })
}

fn fill(frame: &str, slot: Slot, block: &str, minus: &[&str], python: bool) -> String {
    match slot.after {
        "END" if minus.is_empty() => return format!("{frame}{block}"),
        "END" => {
            let call = Slot { after: "score = parallel_run_function(", indent: 4, until: ")" };
            return fill(frame, call, "", minus, true) + block;
        }
        "START" => return block.to_owned(),
        _ => {}
    }
    let lines: Vec<&str> = frame.lines().collect();
    let start = lines.iter().position(|line| *line == slot.after).map_or(0, |at| at + 1);
    let end = match slot.until {
        "" => lines.len(),
        until => start + lines[start..].iter().position(|line| *line == until).unwrap_or(lines.len() - start),
    };
    let mut keys = sections(lines[start..end].iter().map(|line| (*line).to_owned()), slot.indent);
    for path in minus {
        remove(&mut keys, path, slot.indent);
    }
    let margin = " ".repeat(slot.indent);
    let block = block.lines().map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") });
    let mut block = sections(block, slot.indent);
    if python {
        block.iter_mut().for_each(end_with_comma);
    }
    merge(&mut keys, block, slot.indent, true);
    let body = keys.into_iter().flat_map(|section| section.lines);
    let before = lines[..start].iter().map(|line| (*line).to_owned());
    let after = lines[end..].iter().map(|line| (*line).to_owned());
    before.chain(body).chain(after).map(|line| line + "\n").collect()
}

/// Where the cursor of an editor is in a block; it is no part of a key.
pub(crate) const CURSOR: &str = "$0";

/// A key with the lines that write it.
struct Section {
    key: String,
    lines: Vec<String>,
}

fn sections(lines: impl Iterator<Item = String>, indent: usize) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for line in lines {
        let body = line.get(indent..).unwrap_or_default();
        let starts =
            line.len() - line.trim_start().len() == indent && !body.starts_with(['-', '#', '^', ')', '}', ']']);
        let key = body.split([':', '=']).next().unwrap_or_default().trim().trim_matches('"').replace(CURSOR, "");
        match found.last_mut() {
            Some(section) if !starts || line.trim().is_empty() => section.lines.push(line),
            _ => found.push(Section { key, lines: vec![line] }),
        }
    }
    found
}

fn remove(keys: &mut Vec<Section>, path: &str, indent: usize) {
    let Some((key, rest)) = path.split_once('.') else { return keys.retain(|section| section.key != path) };
    for section in keys.iter_mut().filter(|section| section.key == key) {
        let mut inner = sections(section.lines.drain(1..), indent + 2);
        inner.retain(|section| section.key != rest);
        section.lines.extend(inner.into_iter().flat_map(|section| section.lines));
    }
}

fn merge(keys: &mut Vec<Section>, block: Vec<Section>, indent: usize, deep: bool) {
    let mut seen: Vec<String> = Vec::new();
    for section in block {
        let known = keys.iter().rposition(|other| other.key == section.key);
        let repeated = seen.contains(&section.key);
        seen.push(section.key.clone());
        match known {
            Some(at) if repeated => keys.insert(at + 1, section),
            Some(at) if deep && is_mapping(&keys[at]) && is_mapping(&section) => {
                nest(&mut keys[at], section, indent + 2)
            }
            Some(at) => keys[at] = section,
            None => keys.push(section),
        }
    }
}

fn nest(frame: &mut Section, block: Section, indent: usize) {
    let mut lines = block.lines.into_iter();
    let header = lines.next();
    let mut header_marks: Vec<String> = Vec::new();
    let mut rest: Vec<String> = lines.collect();
    while rest.first().is_some_and(|line| line.trim_start().starts_with('^')) {
        header_marks.push(rest.remove(0));
    }
    let mut keys = sections(frame.lines.drain(1..), indent);
    merge(&mut keys, sections(rest.into_iter(), indent), indent, false);
    frame.lines = header.into_iter().chain(header_marks).collect();
    frame.lines.extend(keys.into_iter().flat_map(|section| section.lines));
}

/// Whether a section is a YAML block mapping: a bare key with indented keys below it.
fn is_mapping(section: &Section) -> bool {
    let content = |line: &&String| !line.trim_start().starts_with(['#', '^']) && !line.trim().is_empty();
    let mut lines = section.lines.iter().filter(content);
    let header = lines.next().is_some_and(|line| line.trim_end().ends_with(':'));
    header && lines.next().is_some_and(|line| !line.trim_start().starts_with("- "))
}

fn end_with_comma(section: &mut Section) {
    let last = section.lines.iter_mut().rfind(|line| !line.trim_start().starts_with('^') && !line.trim().is_empty());
    if let Some(line) = last.filter(|line| !line.trim_end().ends_with(',')) {
        line.push(',');
    }
}
