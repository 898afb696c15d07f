//! Every field of the library's tables, wherever it may stand, changed in every way: a new field is changed without
//! anyone thinking of it.

use super::base::Base;
use super::samples::sample;
use super::tree::{Path, Tree};
use super::turns::{Turn, Turns};
use super::values;
use crate::case::Case;
use parlint::tables::{self, Effect, Field, FieldInfo, Kind, Place, Surface};
use std::collections::HashSet;

/// A field where it may stand in a base.
struct Spot {
    path: Path,
    info: &'static FieldInfo,
    /// The base, with the mapping that the field stands in.
    ground: Tree,
    /// The same with the field given.
    given: Tree,
    /// Whether it is given without our doing.
    native: bool,
}

/// The cases of a base's step, and of the pipeline around it.
pub fn cases(base: &Base, turns: &mut Turns) -> Vec<Case> {
    let mut spots = Vec::new();
    collect(&base.tree, base.surface, Place::Step, &base.step, &mut spots);
    // The pipeline around is the same for every step, but a component is none like a job.
    if ["inline", "pipeline-component"].contains(&base.name) {
        collect(&base.tree, Surface::Pipeline, Place::Step, &Vec::new(), &mut spots);
    }
    let (spots, again): (Vec<_>, Vec<_>) = spots.into_iter().partition(|spot| !is_tried_elsewhere(base, spot.info));
    let places = places(&spots);
    let changed = spots.iter().enumerate().flat_map(|(index, spot)| {
        changes(base, spot, turns.next(base.load, spot.info)).into_iter().chain(moves(base, spot, index, &places))
    });
    changed.chain(again.iter().flat_map(|spot| presence(base, spot))).collect()
}

/// The mappings that fields stand in: of those that are read alike the first.
fn places(spots: &[Spot]) -> Vec<(Surface, Place, Path)> {
    let mut seen = HashSet::new();
    let first = spots.iter().filter(|spot| seen.insert((spot.info.surface, spot.info.place)));
    first.map(|spot| (spot.info.surface, spot.info.place, spot.path[..spot.path.len() - 1].to_vec())).collect()
}

/// Whether the other values and names of a field would be the same cases again as those of another base.
fn is_tried_elsewhere(base: &Base, info: &FieldInfo) -> bool {
    match base.name {
        // A table in the place of `inline`'s files: only what says how the input is split is judged by its kind.
        "table" => {
            let of_input = [Field::InputData, Field::MiniBatchSize, Field::PartitionKeys].contains(&info.field);
            info.place != Place::Input && !of_input
        }
        // A pipeline's component differs from its job at the top; its steps are read alike.
        "pipeline-component" => info.surface != Surface::Pipeline,
        // A component in a node is read by a schema of its own, but the mappings in it by those of a component's file.
        "written" => ![Place::Step, Place::Input, Place::Output].contains(&info.place),
        _ => false,
    }
}

/// Goes through the keys of a mapping of `ground`: the base, in which that mapping and all around it exist.
fn collect(ground: &Tree, surface: Surface, place: Place, at: &Path, spots: &mut Vec<Spot>) {
    // What has no nodes has nothing parallel, and is no business of parlint's.
    let infos = tables::keys(surface, place).filter(|info| !is_preview(info) && info.field != Field::Jobs);
    for info in infos {
        let path = child(at, info.key);
        let native = ground.get(&path).is_some();
        let given = if native { ground.clone() } else { ground.clone().with(&path, sample(info)) };
        let inside = info.inside.filter(|_| info.effect == Effect::Takes && !is_read_alike(info));
        if let Some(inner) = inside {
            match ground.get(&path) {
                Some(Tree::Map(ports)) if info.kind == Kind::Ports => {
                    collect_ports(ground, surface, inner, &path, ports, spots)
                }
                _ if info.kind == Kind::Ports => {}
                Some(Tree::Map(_)) => collect(ground, surface, inner, &path, spots),
                // An environment is built or has an image.
                _ if info.field == Field::Build => {
                    let built = ground.clone().without(at).with(&path, sample(info));
                    collect(&built, surface, inner, &path, spots);
                }
                _ => collect(&ground.clone().with(&path, sample(info)), surface, inner, &path, spots),
            }
        }
        spots.push(Spot { path, info, ground: ground.clone(), given, native });
    }
}

/// The first port has every attribute, the others have their own.
fn collect_ports(
    ground: &Tree,
    surface: Surface,
    place: Place,
    at: &Path,
    ports: &[(String, Tree)],
    spots: &mut Vec<Spot>,
) {
    let mappings = ports.iter().filter(|(_, port)| matches!(port, Tree::Map(_)));
    for (index, (name, _)) in mappings.enumerate() {
        let mut found = Vec::new();
        collect(ground, surface, place, &child(at, name), &mut found);
        spots.extend(found.into_iter().filter(|spot| spot.native || index == 0));
    }
}

/// Whether one schema of the SDK, and one of parlint, reads a mapping of a node with a component as it reads that of an
/// inline node, so that trying its fields there is enough.
fn is_read_alike(info: &FieldInfo) -> bool {
    info.field == Field::Environment && info.surface == Surface::Node
}

/// Whether the SDK knows a field only where its private features are on.
fn is_preview(info: &FieldInfo) -> bool {
    matches!(info.field, Field::EarlyAvailable | Field::OnInit | Field::OnFinalize)
        || info.key == "intellectual_property"
}

fn child(path: &Path, key: &str) -> Path {
    path.iter().cloned().chain([key.to_owned()]).collect()
}

/// The field given where it is not, missing where it is.
fn presence(base: &Base, spot: &Spot) -> Option<Case> {
    let name = base.short(&spot.path);
    if !spot.native {
        return Some(base.changed(&format!("{name}/given"), &spot.given, &spot.path));
    }
    let tree = spot.ground.clone().without(&spot.path);
    let missing = || base.missing(&format!("{name}/missing"), &tree, &spot.path[..spot.path.len() - 1]);
    (spot.info.effect == Effect::Takes).then(missing)
}

/// The field given or missing, misspelled, and with each value.
fn changes(base: &Base, spot: &Spot, turn: Turn) -> Vec<Case> {
    let name = base.short(&spot.path);
    let changed = |what: &str, tree: &Tree, at: &Path| base.changed(&format!("{name}/{what}"), tree, at);
    let mut cases: Vec<_> = presence(base, spot).into_iter().collect();
    if spot.info.effect != Effect::Takes {
        return cases;
    }
    let parent = spot.path[..spot.path.len() - 1].to_vec();
    for (what, key) in misspellings(spot.info.key, turn) {
        let tree = spot.given.clone().renamed(&spot.path, &key);
        cases.push(changed(what, &tree, &child(&parent, &key)));
    }
    for (what, raw) in values::of(spot.info, turn) {
        let tree = spot.ground.clone().with(&spot.path, Tree::Raw(raw));
        // Another type may not go with what else is said of the port.
        let of_port = matches!(spot.info.field, Field::InputType | Field::OutputType);
        cases.push(changed(&what, &tree, if of_port { &parent } else { &spot.path }));
    }
    cases
}

fn misspellings(key: &str, turn: Turn) -> Vec<(&'static str, String)> {
    let middle = key.len() / 2;
    let mut dropped = key.to_owned();
    dropped.remove(middle);
    let mut all = vec![("a-letter-less", dropped), ("upper-case", key.to_uppercase())];
    if turn == Turn::Again {
        return all;
    }
    all.push(("a-word-more", format!("{key}_value")));
    if key.contains('_') {
        all.push(("hyphens", key.replace('_', "-")));
    }
    all
}

/// The field moved to the mappings around it and, by turns, to some of the others; where the SDK is quick, to all. `index`
/// of all fields of the base.
fn moves(base: &Base, spot: &Spot, index: usize, places: &[(Surface, Place, Path)]) -> Vec<Case> {
    if spot.info.effect != Effect::Takes {
        return Vec::new();
    }
    let value = spot.given.get(&spot.path).cloned().unwrap_or(Tree::Map(Vec::new()));
    let key = spot.info.key;
    let is_due = |at: usize, parent: &Path| {
        base.name == "component" || spot.path.starts_with(parent) || (at + index).is_multiple_of(5)
    };
    let takes = |surface, place| tables::lookup(surface, place, key).is_some_and(|info| info.effect == Effect::Takes);
    let due = places.iter().enumerate().filter(|(at, (.., parent))| is_due(*at, parent));
    let strange = due.filter(|(_, (surface, place, parent))| {
        !takes(*surface, *place) && !parent.starts_with(&spot.path) && spot.ground.get(parent).is_some()
    });
    let moved = strange.map(|(_, (.., parent))| {
        let to = child(parent, key);
        let tree = spot.ground.clone().without(&spot.path).with(&to, value.clone());
        let name = format!("{}/moved-to-{}", base.short(&spot.path), base.short(parent));
        base.moved(&name, &tree, &to, &spot.path[..spot.path.len() - 1])
    });
    moved.collect()
}
