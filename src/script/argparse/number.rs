//! Which texts Python's `int()` and `float()` take. `None` where that depends on more than ASCII.

/// Whether `int(text)` gives a number, and which, if it is not too large.
pub(super) fn int(text: &str) -> Option<Result<Option<i128>, ()>> {
    let body = trimmed(text)?;
    let digits = body.strip_prefix(['+', '-']).unwrap_or(body);
    if !is_digits(digits) {
        return Some(Err(()));
    }
    Some(Ok(body.replace('_', "").parse().ok()))
}

/// Whether `float(text)` gives a number.
pub(super) fn is_float(text: &str) -> Option<bool> {
    let body = trimmed(text)?;
    let body = body.strip_prefix(['+', '-']).unwrap_or(body).to_ascii_lowercase();
    if ["inf", "infinity", "nan"].contains(&body.as_str()) {
        return Some(true);
    }
    let (mantissa, exponent) = body.split_once('e').map_or((body.as_str(), None), |(head, tail)| (head, Some(tail)));
    let exponent_fits = exponent.is_none_or(|tail| is_digits(tail.strip_prefix(['+', '-']).unwrap_or(tail)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let part = |part: &str| part.is_empty() || is_digits(part);
    let given = !(whole.is_empty() && fraction.is_empty());
    Some(given && part(whole) && part(fraction) && exponent_fits)
}

/// Digits with single underscores between them.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.split('_').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The text without the white space that Python leaves out.
fn trimmed(text: &str) -> Option<&str> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1f');
    text.is_ascii().then(|| text.trim_matches(blank))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_python_does() {
        for text in ["1", " 5 ", "-3", "+07", "1_000", "\x1c1"] {
            assert!(matches!(int(text), Some(Ok(Some(_)))), "{text}");
        }
        for text in ["", "1.0", "1e3", "0x1", "_1", "1__0", "1_", "- 1", "--1", "one"] {
            assert_eq!(int(text), Some(Err(())), "{text}");
        }
        assert_eq!(int("1".repeat(50).as_str()), Some(Ok(None)));
        assert_eq!((int("１"), is_float("１")), (None, None));
        for text in ["1", "1.", ".5", "1e3", "-1E-3", "inf", "-Infinity", "NaN", "1_0.0_1e1_0", " 2 "] {
            assert_eq!(is_float(text), Some(true), "{text}");
        }
        for text in ["", ".", "e3", "1e", "1_.0", "0x1p3", "infin", "1,5"] {
            assert_eq!(is_float(text), Some(false), "{text}");
        }
    }
}
