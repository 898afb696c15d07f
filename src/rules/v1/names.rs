//! Which names SDK v1 takes for inputs.

/// Whether a text can name an input: letters of ASCII, digits and underscores, no digit in front.
pub(super) fn is_valid(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(is_valid_char)
}

/// The valid name that differs from a text in as few characters as possible.
pub(super) fn made_valid(name: &str) -> Option<String> {
    let replaced: String = name.chars().map(|c| if is_valid_char(c) { c } else { '_' }).collect();
    let lead = if replaced.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    name.contains(is_valid_char).then(|| format!("{lead}{replaced}"))
}

fn is_valid_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
