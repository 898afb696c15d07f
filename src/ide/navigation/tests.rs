//! Where names lead, every place that names the same, and renaming there and back.

use super::{LinkTarget, Outline, Target, definition, highlight, links, outline, prepare_rename, references, rename};
use crate::document::{Document, Language};
use crate::ide::testing::Case;
use crate::project::{Memory, Project, View};
use crate::rules::testing::{FRAMES, damage, damaged};
use crate::text::{LineIndex, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Line and text of each place, behind the name of its file if that is another one.
fn show(targets: &[Target], own: &str) -> String {
    let place =
        |text: &str, span: Span| format!("{} {}", LineIndex::new(text).line_of(span.start) + 1, span.slice(text));
    let one = |target: &Target| match &target.file {
        None => place(own, target.span),
        Some(file) => format!("{}:{}", file.path().display(), place(file.text(), target.span)),
    };
    targets.iter().map(|target| one(target).trim().to_owned()).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check_definition(frame: &str, block: &str, expected: &str) {
    check_definition_with(frame, block, &[], expected);
}

#[track_caller]
fn check_definition_with(frame: &str, block: &str, files: &[(&str, &str)], expected: &str) {
    let case = Case::with(frame, block, files);
    let found = definition(case.view(), case.offset).map(|(_, targets)| show(&targets, case.document.text()));
    assert_eq!(found.as_deref().unwrap_or("nothing"), expected, "{frame}: {block}");
}

#[track_caller]
fn check_references(frame: &str, block: &str, others: &[(&str, &str)], expected: &str) {
    let case = Case::with(frame, block, others);
    let others: Vec<_> = others.iter().map(|(path, text)| document(path, text)).collect();
    let found = references(case.view(), case.offset, &others);
    assert_eq!(show(&found, case.document.text()), expected, "{frame}: {block}");
    let own: Vec<_> = found.into_iter().filter(|target| target.file.is_none()).collect();
    let highlighted = highlight(case.view(), case.offset);
    assert_eq!(show(&highlighted, case.document.text()), show(&own, case.document.text()), "{frame}: {block}");
}

fn document(path: &str, text: &str) -> Arc<Document> {
    let path = Path::new(path);
    Arc::new(Document::new(path, text.to_owned(), Language::of(path).unwrap()))
}

const SCRIPT: &str = "
import argparse

def init():
    parser = argparse.ArgumentParser()
    parser.add_argument('--limit', '-l', type=int)
    parser.parse_known_args()

def run(mini_batch):
    return [str(path) for path in mini_batch]
";

const PIPELINE: &str = "
    inputs:
      images: {type: uri_folder, path: azureml:日本:1}
    jobs:
      prepare:
        type: command
        command: ls ${{inputs.raw}} > ${{outputs.clean}}
        inputs: {raw: \"${{parent.inputs.images}}\"}
        outputs: {clean: {type: uri_folder}}
      score:
        type: parallel
        component: ./score.yml
        inputs:
          data: ${{parent.jobs.prepare.outputs.clean}}
    ";

fn at(text: &str, marked: &str) -> String {
    assert!(PIPELINE.contains(text), "{text}");
    PIPELINE.replacen(text, marked, 1)
}

#[test]
fn definitions() {
    check_definition("yaml inline", "input_data: ${{inputs.da$0ta}}", "9 data");
    check_definition("yaml inline", "inputs:\n  da$0ta: {type: uri_folder}", "9 data");
    check_definition("yaml inline", "input_data: ${{inputs.nop$0e}}", "nothing");
    check_definition("yaml node", "inputs:\n  da$0ta: x", "score.yml:6 data");
    check_definition("yaml pipeline", &at("parent.inputs.im", "parent.inputs.$0im"), "17 images");
    check_definition("yaml pipeline", &at("jobs.prepare", "jobs.pre$0pare"), "11 prepare");
    check_definition("yaml pipeline", &at("outputs.clean}}\n", "outputs.cl$0ean}}\n"), "15 clean");
    check_definition("yaml pipeline", &at("inputs.raw", "inputs.ra$0w"), "14 raw");
    check_definition("yaml pipeline", &at("      data:", "      da$0ta:"), "score.yml:6 data");
    check_definition("yaml node", "component: ./sc$0ore.yml", "score.yml:1");
    check_definition("yaml inline", "task:\n  entry_script: sc$0ore.py", "src/score.py:6 run");
    check_definition("yaml inline", "task:\n  entry_script: no$0pe.py", "nothing");
    let block = "task:\n  program_arguments: --lim$0it 5";
    check_definition_with(
        "yaml inline",
        block,
        &[("src/score.py", SCRIPT)],
        "src/score.py:6 '--limit'; src/score.py:6 '-l'",
    );
    check_definition("python v2", "input_data=\"${{inputs.da$0ta}}\"", "7 \"data\"");
    check_definition("python v2 after", "node = score(da$0ta=1)", "7 \"data\"");
    check_definition("python v2 after", "node = score(data=1)\nx = node.outputs.sco$0res", "8 \"scores\"");
    let load = "from azure.ai.ml import load_component\nc = load_component(\"./score.yml\")\nn = c(da$0ta=1)";
    check_definition("python file", load, "score.yml:6 data");
    check_definition("python file", &load.replace("$0", "").replace("score.yml", "sco$0re.yml"), "score.yml:1");
}

#[test]
fn every_place_that_names_the_same() {
    check_references("yaml inline", "input_data: ${{inputs.da$0ta}}", &[], "9 data; 15 data");
    let node = "inputs:\n  da$0ta: x\ntask: {program_arguments: \"--日本 ${{inputs.data}}\"}";
    check_references("yaml node", node, &[], "10 data; 11 data; score.yml:6 data; score.yml:11 data");
    let images = "14 images; 17 images";
    check_references("yaml pipeline", &at("images:", "ima$0ges:"), &[], images);
    check_references("yaml pipeline", &at("prepare:", "prepare$0:"), &[], "10 prepare; 11 prepare");
    check_references("yaml pipeline", &at("{clean", "{cle$0an"), &[], "10 clean; 13 clean; 15 clean");
    let user = "type: pipeline\njobs:\n  again: {type: parallel, component: ./score.yml, inputs: {data: x}}\n";
    let component = FRAMES[0].1.replace("  data:", "  da$0ta:");
    let expected = "6 data; 11 data; other.yml:3 data; use.yml:10 data";
    let others = [("other.yml", user), ("use.yml", FRAMES[2].1)];
    check_references("yaml file path=score.yml", &component, &others, expected);
    let python = "
        score.inputs.data.mode = \"direct\"
        node = score(data=1)
        other = score(da$0ta=2)
        x = node.outputs.scores
        ";
    check_references("python v2 after", python, &[], "7 \"data\"; 9 data; 21 data; 22 data; 23 data");
    let pipeline = ("pipeline.yml", FRAMES[1].1);
    check_references(
        "python script",
        &SCRIPT.replace("run(", "ru$0n("),
        &[pipeline],
        "8 run; pipeline.yml:26 score.py",
    );
    let passing =
        FRAMES[1].1.replace("entry_script: score.py", "entry_script: score.py\n      program_arguments: -l 5");
    let flags = "5 '--limit'; 5 '-l'; pipeline.yml:27 -l";
    let files = [("src/score.py", SCRIPT), ("pipeline.yml", &passing)];
    check_references("python script", &SCRIPT.replace("'-l'", "'$0-l'"), &files[1..], flags);
}

/// The lines that renaming changes, by file.
fn renamed(frame: &str, block: &str, name: &str, others: &[(&str, &str)]) -> String {
    let case = Case::with(frame, block, others);
    let others: Vec<_> = others.iter().map(|(path, text)| document(path, text)).collect();
    let found = match rename(case.view(), case.offset, name, &others) {
        Ok(found) => found,
        Err(message) => return message.english(),
    };
    let mut shown = String::new();
    for file in found {
        let document = file.document.as_deref().unwrap_or(&case.document);
        let after = document.apply(&file.edits).unwrap();
        let changed = document.text().lines().zip(after.lines()).filter(|(old, new)| old != new);
        shown += &format!("{}\n", document.path().display());
        changed.for_each(|(_, new)| shown += &format!("{}\n", new.trim()));
    }
    shown
}

#[test]
fn renames_every_place() {
    let block =
        "inputs:\n  \"da$0ta\": x\ntask:\n  program_arguments: --日本 ${{ inputs.data }} $[[--x ${{inputs.data}}]]";
    insta::assert_snapshot!(renamed("yaml inline", block, "images", &[]), @r#"
    pipeline.yml
    "images": x
    input_data: ${{inputs.images}}
    program_arguments: --日本 ${{ inputs.images }} $[[--x ${{inputs.images}}]]
    "#);
    insta::assert_snapshot!(renamed("yaml pipeline", &at("prepare:", "pre$0pare:"), "clean_up", &[]), @r"
    pipeline.yml
    data: ${{parent.jobs.clean_up.outputs.clean}}
    clean_up:
    ");
    let user = "type: pipeline\njobs:\n  again: {type: parallel, component: ./score.yml, inputs: {data: x}}\n";
    insta::assert_snapshot!(renamed("yaml node", "inputs:\n  da$0ta: x", "files", &[("other.yml", user)]), @r"
    use.yml
    files: x
    score.yml
    files:
    input_data: ${{inputs.files}}
    other.yml
    again: {type: parallel, component: ./score.yml, inputs: {files: x}}
    ");
    insta::assert_snapshot!(renamed("python v2 after", "node = score(da$0ta=1)\nscore.inputs[\"data\"].mode = \"direct\"", "files", &[]), @r#"
    job.py
    inputs={"files": Input(type="uri_folder", path="azureml:images:1")},
    input_data="${{inputs.files}}",
    node = score(files=1)
    score.inputs["files"].mode = "direct"
    "#);
}

#[test]
fn refuses_what_is_not_certain() {
    let check = |frame: &str, block: &str, name: &str, others: &[(&str, &str)], expected: &str| {
        assert_eq!(renamed(frame, block, name, others), expected, "{frame}: {block}");
    };
    let input = "input_data: ${{inputs.da$0ta}}";
    check("yaml inline", input, "a-b", &[], "`a-b` cannot be the name");
    check("yaml inline", input, "yes", &[], "`yes` cannot be the name");
    check("yaml inline", input, "lambda", &[], "`lambda` cannot be the name");
    check("yaml inline", input, "Scores", &[], "`Scores` is there already");
    check("yaml inline", "input_data: ${{inputs.no$0pe}}", "x", &[], "nothing declares `nope`");
    check("yaml inline", "mini_batch_si$0ze: \"1\"", "x", &[], "only inputs, outputs and nodes can be renamed");
    check(
        "yaml inline",
        &format!("{input}\ncompute: \"x"),
        "x",
        &[],
        "`pipeline.yml` is not understood in full: it has syntax errors",
    );
    let registered = "component: azureml:score:1\ninputs:\n  da$0ta: x";
    check("yaml node", registered, "x", &[], "`data` is declared by a component that parlint cannot see");
    check("yaml pipeline", &at("prepare:", "pre$0pare:"), "Clean", &[], "`Clean` cannot be the name");
    check("yaml pipeline", &at("prepare:", "pre$0pare:"), "score", &[], "`score` is there already");
    let shared =
        "inputs:\n  data: &d {type: uri_folder, path: x}\n  more: *d\ninput_data: &i ${{inputs.da$0ta}}\nx: *i";
    check("yaml inline", shared, "x", &[], "a place in `pipeline.yml` that names `data` cannot be changed");
    let other = ("other.py", "from job import score\n");
    check("python v2 after", "node = score(da$0ta=1)", "x", &[other], "`other.py` may use the step `score` too");
    check(
        "python v2 after",
        "node = score(da$0ta=1, **more)",
        "x",
        &[],
        "not all that is done with this step is known",
    );
}

/// A project in memory that can be edited.
struct Files(BTreeMap<PathBuf, String>);

impl Files {
    fn documents(&self) -> Vec<Arc<Document>> {
        self.0.iter().map(|(path, text)| document(path.to_str().unwrap(), text)).collect()
    }

    fn project(&self) -> Project {
        Project::new(Memory::new(self.0.clone()))
    }

    /// Renames what stands at a place; answers the files after it.
    fn renamed(&self, path: &Path, offset: usize, name: &str) -> Option<Self> {
        let (documents, project) = (self.documents(), self.project());
        let own = documents.iter().find(|document| document.path() == path).unwrap();
        let changes = rename(View::new(own, &project), offset, name, &documents).ok()?;
        let mut files = self.0.clone();
        for change in changes {
            let document = change.document.as_ref().unwrap_or(own);
            files.insert(document.path().to_owned(), document.apply(&change.edits).unwrap());
        }
        Some(Self(files))
    }

    /// The first place where something of this name can be renamed.
    fn find(&self, path: &Path, name: &str) -> Option<usize> {
        let (documents, project) = (self.documents(), self.project());
        let own = documents.iter().find(|document| document.path() == path).unwrap();
        (0..own.text().len())
            .find(|at| prepare_rename(View::new(own, &project), *at).is_ok_and(|(_, found)| found == name))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Renames every name of a file there and back; answers how many can be renamed.
#[track_caller]
fn check_round_trips(files: &Files, path: &Path) -> usize {
    let text = &files.0[path];
    let is_start = |at: &usize| !text[..*at].ends_with(is_word) && text[*at..].starts_with(is_word);
    let (documents, project) = (files.documents(), files.project());
    let own = documents.iter().find(|document| document.path() == path).unwrap();
    let mut count = 0;
    for offset in (0..text.len()).filter(|at| text.is_char_boundary(*at)).filter(is_start) {
        let Ok((span, name)) = prepare_rename(View::new(own, &project), offset) else { continue };
        assert_eq!(span.slice(text), name);
        let Some(there) = files.renamed(path, offset, "renamed") else { continue };
        let Some(place) = there.find(path, "renamed") else { panic!("{} at {offset}:\n{text}", path.display()) };
        let back = there.renamed(path, place, &name).unwrap();
        assert!(there.0 != files.0 && back.0 == files.0, "{} at {offset}: {name}\n{text}", path.display());
        count += 1;
    }
    count
}

fn frames() -> Files {
    Files(FRAMES.iter().map(|(path, text)| ((*path).into(), (*text).to_owned())).collect())
}

#[test]
fn renaming_there_and_back_changes_nothing() {
    let mut files = frames();
    let pipeline = Case::new("yaml pipeline", &format!("{PIPELINE}$0"));
    files.0.insert("many.yml".into(), pipeline.document.text().to_owned());
    let count: usize = files.0.keys().map(|path| check_round_trips(&files, path)).sum();
    assert!(count > 20, "{count}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn renaming_there_and_back_in_a_damaged_frame(frame in 0..FRAMES.len() - 1, damage in damage()) {
        let (path, text) = FRAMES[frame];
        let mut files = frames();
        files.0.insert(path.into(), damaged(text, path.ends_with(".py"), &damage));
        check_round_trips(&files, Path::new(path));
    }
}

#[test]
fn paths_and_codes_lead_somewhere() {
    let case = Case::new(
        "yaml node",
        "task: {code: src, entry_script: score.py} # parlint: ignore[PJ101, x]\ninputs: {data: {path: ./src}, b: {path: ./nope}}$0",
    );
    let shown = |target: &LinkTarget| match target {
        LinkTarget::Path(path) => path.display().to_string(),
        LinkTarget::Url(url) => url.rsplit('/').next().unwrap().to_owned(),
    };
    let found = links(case.view());
    let found: Vec<_> = found
        .iter()
        .map(|link| format!("{} → {}", link.span.slice(case.document.text()), shown(&link.target)))
        .collect();
    assert_eq!(
        found.join("\n"),
        "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json → pipelineJob.schema.json\n./score.yml → score.yml\n./src → src\nsrc → src\nscore.py → src/score.py\nPJ101 → PJ101.md"
    );
}

#[test]
fn outlines() {
    fn lines(items: &[Outline], depth: usize, found: &mut String) {
        for item in items {
            assert!(item.span.contains(item.name_span), "{item:?}");
            let detail = item.detail.as_deref().unwrap_or_default();
            *found += &format!("{}{:?} {} {detail}\n", "  ".repeat(depth), item.kind, item.name);
            lines(&item.children, depth + 1, found);
        }
    }
    let shown = |frame: &str, block: &str| {
        let case = Case::new(frame, &format!("{block}$0"));
        let mut found = String::new();
        lines(&outline(case.view()), 0, &mut found);
        found
    };
    insta::assert_snapshot!(shown("yaml pipeline", PIPELINE), @r"
    Pipeline pipeline 
      Port images uri_folder
      Node score parallel
        Port data 
      Node prepare command
        Port raw 
        Port clean uri_folder
    ");
    insta::assert_snapshot!(shown("python v2 after", ""), @r"
    Step score parallel_run_function
      Port data uri_folder
      Port scores uri_file
    ");
    insta::assert_snapshot!(shown("python script", SCRIPT), @r"
    Function init 
    Option --limit 
    Function run
    ");
}
