//! Names of anchors: PyYAML takes fewer characters than YAML 1.2.

/// What PyYAML makes of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Name<'t> {
    /// The same.
    Same,
    /// It ends it earlier, and reads on in its own way.
    Shorter(&'t str),
    /// It refuses it.
    Refused,
}

/// Judges the `name` of an anchor or alias that is followed by `next`.
pub(super) fn judge(name: &str, next: Option<char>) -> Name<'_> {
    let length = name.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let (head, tail) = name.split_at(length);
    let next = tail.chars().next().or(next);
    match next {
        _ if head.is_empty() => Name::Refused,
        Some(c) if !matches!(c, ' ' | '\t' | '\r' | '\n') && !"?:,]}%@`".contains(c) => Name::Refused,
        _ if tail.is_empty() => Name::Same,
        _ => Name::Shorter(head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges() {
        assert_eq!(judge("a-b_1", None), Name::Same);
        assert_eq!(judge("a", Some(' ')), Name::Same);
        assert_eq!(judge("a", Some('{')), Name::Refused);
        assert_eq!(judge("a.b", None), Name::Refused);
        assert_eq!(judge("日", None), Name::Refused);
        assert_eq!(judge("a:", Some(' ')), Name::Shorter("a"));
    }
}
