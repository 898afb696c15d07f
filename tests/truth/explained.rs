//! The disagreements that stay, each with its evidence.

/// Cases in which parlint and the SDK disagree for a reason.
pub struct Explained {
    /// The cases: a name, or the beginning of one with `*` behind it.
    pub cases: &'static str,
    /// Who is right, and the evidence.
    pub evidence: &'static str,
}

/// All of them.
pub const EXPLAINED: &[Explained] = &[];

/// The explanation of a case, by its place in the table.
pub fn find(case: &str) -> Option<usize> {
    EXPLAINED.iter().position(|explained| match explained.cases.strip_suffix('*') {
        Some(start) => case.starts_with(start),
        None => case == explained.cases,
    })
}
