//! The workspace of v1 and the client of v2 in its place. Knows the workspace calls and attributes of SDK v1.

use super::names::Names;
use super::program::{Program, Variable};
use crate::model::{Object, Value};
use crate::syntax::python::{Callee, Surrounding};
use crate::text::Span;

/// What is read of a workspace, and what it becomes.
const READS: [(&str, &str); 5] = [
    ("name", "{client}.workspace_name"),
    ("resource_group", "{client}.resource_group_name"),
    ("subscription_id", "{client}.subscription_id"),
    ("location", "{client}.workspaces.get({client}.workspace_name).location"),
    ("compute_targets", "[compute.name for compute in {client}.compute.list()]"),
];

/// Whether a call makes a workspace.
pub(super) fn is_workspace(object: &Object) -> bool {
    let makers = ["core.Workspace", "workspace.Workspace", "Workspace.from_config", "Workspace.get"];
    object.class.starts_with("azureml.") && makers.iter().any(|tail| object.class.ends_with(tail))
}

/// The call of the client that takes the place of a workspace.
pub(super) fn client(program: &Program, names: &Names, call: &Object) -> String {
    let credential = format!("{}()", names.local("DefaultAzureCredential"));
    let client = names.local("MLClient");
    let say = |value: &Value| program.source(value).to_owned();
    if call.name() == "from_config" {
        let path = call.argument("path", 0).filter(|path| !path.is_null()).map(|path| format!(", path={}", say(path)));
        return format!("{client}.from_config(credential={credential}{})", path.unwrap_or_default());
    }
    let (subscription, group, name) = if call.name() == "get" { (2, 3, 0) } else { (0, 1, 2) };
    let workspace = call.argument("workspace_name", name).or_else(|| call.argument("name", name));
    let parts = [
        ("subscription_id", call.argument("subscription_id", subscription)),
        ("resource_group_name", call.argument("resource_group", group)),
        ("workspace_name", workspace),
    ];
    let parts: String = parts.into_iter().filter_map(|(key, value)| Some(format!(", {key}={}", say(value?)))).collect();
    format!("{client}({credential}{parts})")
}

/// What is read of a workspace by its variable: where it stands, and what it becomes. Computes may stay as they are.
pub(super) fn reads(program: &Program, variable: &Variable, client: &str, keeps_computes: bool) -> Vec<(Span, String)> {
    program.uses(variable).into_iter().filter_map(|used| read(program, used, client, keeps_computes)).collect()
}

/// Where a workspace is handed to a function or class of the file.
pub(super) fn handed_over(program: &Program, variable: &Variable) -> Vec<Span> {
    let own = |call| {
        let callee = program.module.call_site(call).map(|site| site.callee);
        matches!(callee, Some(Callee::Function(_) | Callee::Class(_)))
    };
    let uses = program.names().filter(|used| used.name == variable.name && used.home == variable.home);
    let handed = uses.filter(|used| match program.module.surrounding(used.node) {
        Surrounding::Argument { call, .. } | Surrounding::Keyword { call, .. } => own(call),
        _ => false,
    });
    handed.map(|used| used.span).collect()
}

fn read(program: &Program, used: Span, client: &str, keeps_computes: bool) -> Option<(Span, String)> {
    let rest = program.text[used.end..].strip_prefix('.')?;
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let (_, becomes) = READS.iter().find(|(name, _)| *name == &rest[..length])?;
    let end = used.end + 1 + length;
    let after = &program.text[end..];
    if let Some(inner) = after.strip_prefix('[').filter(|_| &rest[..length] == "compute_targets") {
        let close = inner.find([']', '[', '\n'])?;
        let key = inner[..close].trim();
        let whole = Span::new(used.start, end + 1 + close + 1);
        let closes = inner[close..].starts_with(']');
        return (closes && !keeps_computes).then(|| (whole, format!("{client}.compute.get({key})")));
    }
    let plain = !after.starts_with(['(', '[', '.']);
    plain.then(|| (Span::new(used.start, end), becomes.replace("{client}", client)))
}
