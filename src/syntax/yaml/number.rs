//! PyYAML's integers and floats: the patterns of its resolver and what its constructor makes of them.

use super::resolve::{Outcome, Resolved};

/// Python refuses to turn longer decimal texts into an `int`.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// A plain scalar that matches the resolver's integer pattern.
pub(super) fn int(text: &str) -> Option<Outcome> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let matches = match digits.as_bytes() {
        [b'0'] => true,
        [b'0', b'b', rest @ ..] => !rest.is_empty() && rest.iter().all(|b| matches!(b, b'0' | b'1' | b'_')),
        [b'0', b'x', rest @ ..] => !rest.is_empty() && rest.iter().all(|b| b.is_ascii_hexdigit() || *b == b'_'),
        [b'0', rest @ ..] => rest.iter().all(|b| matches!(b, b'0'..=b'7' | b'_')),
        _ => is_decimal_or_sexagesimal(digits),
    };
    matches.then(|| construct_int(text))
}

fn is_decimal_or_sexagesimal(digits: &str) -> bool {
    let (head, tail) = digits.split_once(':').map_or((digits, None), |(head, tail)| (head, Some(tail)));
    !head.starts_with('0') && starts_digit_then_digits(head) && tail.is_none_or(are_sixtieths)
}

/// A plain scalar that matches the resolver's float pattern.
pub(super) fn float(text: &str) -> Option<Outcome> {
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(construct_float(text));
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(construct_float(text));
    }
    let (whole, fraction) = unsigned.split_once('.')?;
    let matches = match whole.split_once(':') {
        Some((head, tail)) => starts_digit_then_digits(head) && are_sixtieths(tail) && are_digits(fraction),
        // `.5` takes no sign.
        None if whole.is_empty() => {
            unsigned.len() == text.len() && fraction.starts_with(|c: char| c.is_ascii_digit()) && is_fraction(fraction)
        }
        None => starts_digit_then_digits(whole) && is_fraction(fraction),
    };
    matches.then(|| construct_float(text))
}

fn starts_digit_then_digits(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && are_digits(text)
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'_')
}

fn are_sixtieths(text: &str) -> bool {
    text.split(':').all(|part| match part.as_bytes() {
        [units] => units.is_ascii_digit(),
        [tens, units] => matches!(tens, b'0'..=b'5') && units.is_ascii_digit(),
        _ => false,
    })
}

/// Digits and an exponent that, in YAML 1.1, must have a sign.
fn is_fraction(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else { return are_digits(text) };
    let Some(exponent) = exponent.strip_prefix(['-', '+']) else { return false };
    are_digits(digits) && !exponent.is_empty() && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// `construct_yaml_int`: what the tag `!!int`, written or resolved, makes of a text.
pub(super) fn construct_int(text: &str) -> Outcome {
    let text = text.replace('_', "");
    if !text.is_ascii() {
        return foreign(&text);
    }
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let value = match digits.as_bytes() {
        [] => return Outcome::Refused,
        [b'0'] => Some(Number::Small(0)),
        [b'0', b'b', ..] => python_int(&digits[2..], 2),
        [b'0', b'x', ..] => python_int(&digits[2..], 16),
        [b'0', ..] => python_int(digits, 8),
        _ if digits.contains(':') => sexagesimal(digits),
        _ => python_int(digits, 10),
    };
    match value {
        Some(Number::Small(value)) => Resolved::Int(if negative { -value } else { value }).into(),
        Some(Number::Big) => Resolved::BigInt.into(),
        None => Outcome::Refused,
    }
}

/// Python knows more digits and blanks than ASCII's, and no other characters.
fn foreign(text: &str) -> Outcome {
    let may_count = |c: char| c.is_ascii() || c.is_numeric() || c.is_whitespace();
    if text.chars().all(may_count) { Outcome::Unknown } else { Outcome::Refused }
}

#[derive(Clone, Copy)]
enum Number {
    Small(i128),
    Big,
}

fn sexagesimal(digits: &str) -> Option<Number> {
    let mut total = Number::Small(0);
    for part in digits.split(':') {
        total = match (total, python_int(part, 10)?) {
            (Number::Small(total), Number::Small(part)) => {
                total.checked_mul(60).and_then(|shifted| shifted.checked_add(part)).map_or(Number::Big, Number::Small)
            }
            _ => Number::Big,
        };
    }
    Some(total)
}

/// Python's `int(text, radix)`: blanks around, one more sign and the radix's own prefix are fine.
fn python_int(text: &str, radix: u32) -> Option<Number> {
    let text = text.trim();
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let prefix = match radix {
        2 => 'b',
        8 => 'o',
        16 => 'x',
        _ => '\0',
    };
    let tail = digits.strip_prefix('0').and_then(|rest| rest.strip_prefix([prefix, prefix.to_ascii_uppercase()]));
    let digits = tail.unwrap_or(digits);
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
        return None;
    }
    let value = i128::from_str_radix(digits, radix);
    Some(value.map_or(Number::Big, |value| Number::Small(if negative { -value } else { value })))
}

/// `construct_yaml_float`: what the tag `!!float`, written or resolved, makes of a text.
pub(super) fn construct_float(text: &str) -> Outcome {
    let text = text.replace('_', "").to_lowercase();
    if !text.is_ascii() {
        return foreign(&text);
    }
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let value = match digits {
        ".inf" => Some(f64::INFINITY),
        ".nan" => Some(f64::NAN),
        _ => sexagesimal_float(digits),
    };
    value.map_or(Outcome::Refused, |value| Resolved::Float(sign * value).into())
}

/// Summed from the last part on, as PyYAML does, so that rounding is the same.
fn sexagesimal_float(digits: &str) -> Option<f64> {
    let bases = std::iter::successors(Some(1.0), |base| Some(base * 60.0));
    digits.rsplit(':').zip(bases).try_fold(0.0, |total, (part, base)| Some(total + python_float(part)? * base))
}

fn python_float(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}
