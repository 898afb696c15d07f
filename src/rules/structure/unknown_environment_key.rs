//! PJ015 `unknown-environment-key`: An inline environment has a key that does not exist.

use super::keys::FaultyKey;
use super::rename;
use crate::diagnostic::Applicability;
use crate::model::{Mapping, ParallelStep};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, FieldInfo, Place};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// An inline environment has a key that does not exist.
    ///
    /// - **Fires when** a mapping under `task.environment` has a key outside `$schema, name, version, description, tags, image, conda_file, build, os_type, inference_config, datastore`, or `build` one outside `path, dockerfile_path`.
    /// - **Silent on** the contents of `conda_file` and `inference_config`.
    /// - **Why** The SDK answers with a page about ARM identifiers. `channels` and `dependencies` here mean that a conda file was pasted one level too high; `docker` comes from SDK v1.
    /// - **Fix** `docker: {image: x}` → `image: x`, and `conda`, `conda_dependencies` → `conda_file`, near misses: safe. `channels` and `dependencies`: move both under `conda_file`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    ///     dependencies:
    ///     - python=3.10
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    ///     conda_file:
    ///       dependencies:
    ///       - python=3.10
    /// ```
    PJ015 "unknown-environment-key" Error, on: [Component, Inline, Node], sdk: Poor, costs: false, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let name = &key.entry.key;
        let message = message!("an environment has no key `{key}`; the SDK answers with a page about ARM identifiers", key = name);
        let entry = |field| tables::entry(step.surface, Place::Environment, field);
        let special = match (key.place, name.as_str()) {
            (Place::Environment, "channels" | "dependencies") => entry(Field::CondaFile),
            (Place::Environment, "docker") => entry(Field::Image),
            _ => None,
        };
        let Some(info) = special else {
            rename::report(cx, &key, message, rename::known(step.surface, key.place));
            continue;
        };
        let span = key.entry.key_span;
        if info.field == Field::Image {
            let help = message!("SDK v1 had `docker`; write `{name}`", name = info.key);
            let edits = image_of_docker(cx, &key, info);
            cx.report(span, message).help(help).fix(Applicability::Safe, message!("Write `{name}`", name = info.key), edits);
        } else {
            let help = message!("this is a part of a conda file: write it in `{name}`", name = info.key);
            let edits = into_conda_file(cx, &key, info);
            cx.report(span, message).help(help).fix_unsafe(message!("Move it into `{name}`", name = info.key), edits);
        }
    }
}

/// `docker: {image: x}` → `image: x`.
fn image_of_docker(cx: &Context, key: &FaultyKey, image: &FieldInfo) -> Option<Vec<Edit>> {
    let docker = key.entry.value.mapping().filter(|_| !key.mapping.has(image.key))?;
    let [only] = docker.entries.as_slice() else { return None };
    let text = only.value.known_text().filter(|_| only.key == image.key && !docker.open)?;
    let rewrite = cx.rewrite();
    let written = Literal::Raw(rewrite.source(&only.value).trim_end().to_owned());
    let literal = if only.value.editable { written } else { Literal::text(text) };
    rewrite.all([rewrite.rename_key(key.entry, image.key), rewrite.set_value(&key.entry.value, &literal)])
}

/// Moves an entry into the conda file that is written in the environment, or into a new one.
fn into_conda_file(cx: &Context, key: &FaultyKey, conda_file: &FieldInfo) -> Option<Vec<Edit>> {
    let rewrite = cx.rewrite();
    let Some(there) = key.mapping.get(conda_file.key) else {
        return rewrite.move_into_new(key.mapping, key.entry, key.mapping, conda_file.key, &key.entry.key);
    };
    let inside: &Mapping = there.value.mapping().filter(|inside| !inside.has(&key.entry.key))?;
    rewrite.move_entry(key.mapping, key.entry, inside)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn environment(lines: &str) -> String {
        format!("task:\n  environment:\n    {}", lines.replace('\n', "\n    "))
    }

    #[test]
    fn draws_the_key() {
        check("yaml inline", &environment("image: a/b:1\ndependencies:\n^^^^^^^^^^^^ PJ015\n- python=3.10"));
        check("yaml component", &environment("image: a/b:1\nconda: x.yml\n^^^^^ PJ015"));
        check("yaml component", &environment("build:\n  path: src\n  dockerfile: y\n  ^^^^^^^^^^ PJ015"));
        check("yaml component", &environment("image: a/b:1\nconda_file: {anything: 1}"));
    }

    #[test]
    fn rearranges() {
        insta::assert_snapshot!(fix_of("PJ015", "yaml inline", &environment("image: a/b:1\ndependencies:\n- python=3.10\n- pip")));
        insta::assert_snapshot!(fix_of("PJ015", "yaml inline", &environment("image: a/b:1\nconda_file:\n  channels: [a]\ndependencies:\n- pip")));
        insta::assert_snapshot!(fix_of("PJ015", "yaml inline", &environment("docker:\n  image: a/b:1\nos_type: linux")));
        insta::assert_snapshot!(fix_of("PJ015", "yaml inline", &environment("docker: {image: 'a/b:1'}")));
        assert_eq!(fix_of("PJ015", "yaml inline", &environment("image: a/b:1\nchannels: [a]\nconda_file: x.yml")), "none");
    }
}
