//! Marks the nodes that are used more than once.

use super::{Data, Tree};

/// Marks every node that an alias stands for, and all nodes inside it.
pub(super) fn mark(tree: &mut Tree) {
    let targets = tree.nodes.iter().filter_map(|node| match node.data {
        Data::Alias(target) => Some((target.index(), tree.raw(target).next as usize)),
        _ => None,
    });
    // How many shared subtrees begin, less those that end, at each node.
    let mut steps = vec![0_i64; tree.nodes.len() + 1];
    let mut any = false;
    for (start, end) in targets {
        any = true;
        steps[start] += 1;
        steps[end] -= 1;
    }
    if !any {
        return;
    }
    let mut depth = 0;
    for (node, step) in tree.nodes.iter_mut().zip(steps) {
        depth += step;
        node.shared = depth > 0;
    }
}
