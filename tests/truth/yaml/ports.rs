//! Every port of a base as a whole: missing, by another name, and with each value in place of it.

use super::base::Base;
use super::tree::{Path, Tree};
use super::turns::Turns;
use super::values;
use crate::case::Case;

/// The cases of the step's ports, and of the ports of the pipeline around it.
pub fn cases(base: &Base, turns: &mut Turns) -> Vec<Case> {
    let mut levels = vec![base.step.clone()];
    if base.name == "inline" {
        levels.push(Vec::new());
    }
    let sides = levels.iter().flat_map(|level| ["inputs", "outputs"].map(|side| below(level, side)));
    sides.flat_map(|side| of_side(base, &side, turns)).collect()
}

fn below(path: &Path, key: &str) -> Path {
    path.iter().cloned().chain([key.to_owned()]).collect()
}

fn of_side(base: &Base, side: &Path, turns: &mut Turns) -> Vec<Case> {
    let Some(Tree::Map(ports)) = base.tree.get(side) else { return Vec::new() };
    let mut cases = Vec::new();
    for (name, _) in ports {
        let at = below(side, name);
        let title = base.short(&at);
        cases.push(base.missing(&format!("{title}/missing"), &base.tree.clone().without(&at), side));
        for (what, other) in
            [("renamed", "other"), ("upper-case", "DATA"), ("hyphen", "a-b"), ("digit", "1a"), ("japanese", "入力")]
        {
            let tree = base.tree.clone().renamed(&at, other);
            cases.push(base.changed(&format!("{title}/{what}"), &tree, &below(side, other)));
        }
        for (what, raw) in values::of_port(turns.is_first_port(base.load, &base.short(side))) {
            let tree = base.tree.clone().with(&at, Tree::Raw(raw));
            cases.push(base.changed(&format!("{title}/{what}"), &tree, &at));
        }
    }
    cases
}
