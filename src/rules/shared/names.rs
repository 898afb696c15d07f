//! Names that the SDK accepts, made of those that it does not. Knows no rule.

/// Whether a node may be called so: `^[a-z_][a-z0-9_]*$`.
pub(crate) fn is_node_name(name: &str) -> bool {
    is_word(name) && !name.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether a port may be called so: words of letters, digits and `_`, with dots between.
pub(crate) fn is_port_name(name: &str) -> bool {
    name.split('.').all(is_word)
}

/// The component's name closest to a text: lower case, `_` for other characters, `n` before a digit. A text of which
/// nothing would be left has none.
pub(crate) fn component_name(text: &str) -> Option<String> {
    let name = plain(&text.to_ascii_lowercase());
    let name = name.trim_start_matches('_');
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n{name}") } else { name.to_owned() };
    (!name.is_empty()).then_some(name)
}

/// The node's name closest to a text.
pub(crate) fn node_name(text: &str) -> Option<String> {
    let name = plain(&text.to_ascii_lowercase());
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n{name}") } else { name };
    (is_node_name(&name) && says_something(&name)).then_some(name)
}

/// The port's name closest to a text.
pub(crate) fn port_name(text: &str) -> Option<String> {
    let name = plain(text);
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name };
    (is_port_name(&name) && says_something(&name)).then_some(name)
}

/// Whether a name is more than the `_` that stand for what it may not hold.
fn says_something(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_alphanumeric())
}

fn is_word(word: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    word.starts_with(letter) && word.chars().all(|c| letter(c) || c.is_ascii_digit())
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_acceptable() {
        assert_eq!(component_name("Score-Files"), Some("score_files".to_owned()));
        assert_eq!(component_name("2nd"), Some("n2nd".to_owned()));
        assert_eq!(component_name("-"), None);
        assert_eq!(node_name("1 b.C"), Some("n1_b_c".to_owned()));
        assert_eq!(port_name("Score-Model"), Some("Score_Model".to_owned()));
        assert_eq!(port_name(""), None);
    }

    #[test]
    fn knows_what_is_accepted() {
        for name in ["a", "_a", "class", "a1_"] {
            assert!(is_node_name(name) && is_port_name(name), "{name}");
        }
        for name in ["", "1a", "a-b", "a b", "é"] {
            assert!(!is_node_name(name) && !is_port_name(name), "{name}");
        }
        assert!(is_port_name("a.B") && !is_node_name("a.b") && !is_node_name("A") && !is_port_name("a..b"));
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        assert_eq!(node_name("日本語"), None);
        assert_eq!(port_name("한국"), None);
        assert_eq!(component_name("---"), None);
    }
}
