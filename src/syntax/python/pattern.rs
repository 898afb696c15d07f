//! The names that an assignment target, loop or `match` pattern binds. Knows no scopes.

use super::tree::{Kind, NodeId, Role, Tree};

/// The identifiers that a target binds: not those of attributes and subscripts in it.
pub(super) fn bound_names(tree: &Tree, target: NodeId) -> Vec<NodeId> {
    let mut names = Vec::new();
    let mut next = target;
    while next < tree.subtree_end(target) {
        match tree.kind(next) {
            Kind::Attribute | Kind::Subscript => {
                next = tree.subtree_end(next);
                continue;
            }
            Kind::Identifier => names.push(next),
            _ => {}
        }
        next = NodeId(next.0 + 1);
    }
    names
}

/// The attributes and subscripts that a target assigns to.
pub(super) fn assigned_parts(tree: &Tree, target: NodeId) -> Vec<NodeId> {
    let mut parts = Vec::new();
    let mut next = target;
    while next < tree.subtree_end(target) {
        let is_part = matches!(tree.kind(next), Kind::Attribute | Kind::Subscript);
        if is_part {
            parts.push(next);
        }
        next = if is_part { tree.subtree_end(next) } else { NodeId(next.0 + 1) };
    }
    parts
}

/// Pairs of target and value, for `a, b = 1, 2`; a target without certain value has none.
pub(super) fn unpack(tree: &Tree, target: NodeId, value: NodeId) -> Vec<(NodeId, Option<NodeId>)> {
    if tree.kind(target) == Kind::Identifier {
        return vec![(target, Some(value))];
    }
    let value = tree.unparenthesized(value);
    let targets: Vec<_> = tree.parts(target).collect();
    let values: Vec<_> = tree.parts(value).collect();
    let splat = |id: &NodeId| matches!(tree.kind(*id), Kind::ListSplat | Kind::ListSplatPattern | Kind::Error);
    let aligned = matches!(tree.kind(target), Kind::PatternList | Kind::TuplePattern)
        && matches!(tree.kind(value), Kind::ExpressionList | Kind::Tuple)
        && targets.len() == values.len()
        && !targets.iter().chain(&values).any(splat);
    if !aligned {
        return bound_names(tree, target).into_iter().map(|name| (name, None)).collect();
    }
    let pairs = targets.into_iter().zip(values);
    pairs
        .flat_map(|(target, value)| match tree.kind(target) {
            Kind::Identifier => vec![(target, Some(value))],
            _ => bound_names(tree, target).into_iter().map(|name| (name, None)).collect(),
        })
        .collect()
}

/// The value at the end of `a = b = value`; `None` for a bare annotation or an augmented assignment in the chain.
pub(super) fn final_value(tree: &Tree, assignment: NodeId) -> Option<NodeId> {
    let mut value = tree.child(assignment, Role::Right)?;
    while tree.kind(value) == Kind::Assignment {
        value = tree.child(value, Role::Right)?;
    }
    Some(value)
}
