//! Which known word a mistyped one probably means. Knows no list of words.

/// The single best candidate that `word` is near to: a Damerau–Levenshtein distance of at most 2 and at most a third of
/// the longer length, case dropped and `-` read as `_`. `None` if there is none, or two are equally near. A candidate
/// that differs in case or dashes only is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in candidates {
        let Some(distance) = distance(word, candidate) else { continue };
        match best {
            Some((known, other)) if known == distance => tied |= other != candidate,
            Some((known, _)) if known < distance => {}
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, candidate)| candidate)
}

/// Whether `word` is near to `candidate`, but not the same text.
#[must_use]
pub fn is_near(word: &str, candidate: &str) -> bool {
    distance(word, candidate).is_some()
}

fn distance(word: &str, candidate: &str) -> Option<usize> {
    if word == candidate {
        return None;
    }
    let (word, candidate) = (plain(word), plain(candidate));
    let longer = word.chars().count().max(candidate.chars().count());
    if word.len().abs_diff(candidate.len()) > 4 * longer / 3 || longer > 100 {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&word, &candidate);
    (distance <= 2 && distance * 3 <= longer).then_some(distance)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<&str>) {
        let candidates = ["max_retries", "timeout", "code", "model", "mode", "mini_batch_size"];
        assert_eq!(nearest(word, candidates), expected, "{word}");
    }

    #[test]
    fn finds_the_single_nearest() {
        check("max_retires", Some("max_retries"));
        check("max-retries", Some("max_retries"));
        check("Timeout", Some("timeout"));
        check("mini_batch_sizee", Some("mini_batch_size"));
        check("cod", Some("code"));
        check("modl", None);
        check("entry", None);
        check("timeout", None);
        check("", None);
        check(&"x".repeat(500), None);
    }
}
