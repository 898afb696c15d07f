//! What SDK v1 called a field, and what became in v2 of what v1 has: the mapping table, put into words.

use super::page::{Page, quoted};
use crate::ide::spot::Callee;
use crate::message;
use crate::model::Entry;
use crate::rules::v1_calls;
use crate::tables::{FieldInfo, MappingRow, Origin, mapping, mapping_rows};

/// What a field of v2 was in v1.
pub(super) fn ancestor(page: &mut Page, info: &FieldInfo) {
    let rows = mapping().iter().filter(|row| row.field == Some(info.field) && row.origin != Origin::Around);
    for row in rows {
        let advice = row.description(page.words().locale());
        page.fact(&message!("In SDK v1: {v1}. {advice}", v1 = quoted(row.v1), advice = advice));
    }
}

/// What a key of v1 becomes in v2. Where that depends on its value, the known one decides.
pub(super) fn successor(page: &mut Page, entry: &Entry) {
    let rows: Vec<_> = mapping_rows(&entry.key).filter(|row| row.origin != Origin::Around).collect();
    let value = entry.value.known_text().map(|text| format!("={:?}", text.to_lowercase()));
    let of_value = |row: &&&MappingRow| value.as_ref().is_some_and(|value| row.v1.ends_with(value.as_str()));
    match rows.iter().find(of_value) {
        Some(row) => becomes(page, row),
        None => rows.into_iter().for_each(|row| becomes(page, row)),
    }
}

/// What a call of v1 becomes in v2.
pub(super) fn call(page: &mut Page, callee: &Callee) -> Option<()> {
    let row = v1_calls::row(callee.object?)?;
    page.title(callee.name, &message!("part of SDK v1"));
    becomes(page, row);
    Some(())
}

fn becomes(page: &mut Page, row: &MappingRow) {
    let advice = row.description(page.words().locale());
    page.paragraph(&if row.v1.contains('=') { format!("{}: {advice}", quoted(row.v1)) } else { advice.to_owned() });
    match row.python {
        Some(python) => page.fact(&message!("In SDK v2, Python: {python}", python = quoted(python))),
        None if row.yaml.is_none() => page.fact(&message!("SDK v2 has nothing for {v1}", v1 = quoted(row.v1))),
        None => {}
    }
    if let Some(yaml) = row.yaml {
        page.fact(&message!("In SDK v2, YAML: {yaml}", yaml = quoted(yaml)));
    }
    if let Some(absent) = row.absent {
        page.fact(&message!(
            "Where v1 leaves it out, write {absent} in v2: the defaults differ",
            absent = quoted(absent)
        ));
    }
}
