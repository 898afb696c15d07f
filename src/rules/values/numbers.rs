//! Numbers as the SDK reads the attributes of parameters, and as it writes them down. Knows no rule.

use crate::model::{Data, Value};

/// The number that a limit or default is read as, quoted or not. A Boolean is none.
pub(super) fn number(value: &Value) -> Option<f64> {
    match &value.data {
        #[expect(clippy::cast_precision_loss, reason = "the SDK reads it as a float too")]
        Data::Int(number) => Some(*number as f64),
        Data::Float(number) => Some(*number),
        Data::Text(_) => value.known_text()?.trim().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// A number as Python prints a float: `5.0`, `1.5`, `1e+20`.
pub(super) fn python_float(number: f64) -> String {
    let size = number.abs();
    if !number.is_finite() {
        return if number.is_nan() { "nan".to_owned() } else { format!("{number}") };
    }
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let sign = if exponent.starts_with('-') { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:0>2}", exponent.trim_start_matches('-'));
    }
    format!("{number:?}")
}

#[cfg(test)]
mod tests {
    use super::python_float;

    #[test]
    fn prints_as_python() {
        let cases = [
            (5.0, "5.0"),
            (1.5, "1.5"),
            (-0.5, "-0.5"),
            (1e20, "1e+20"),
            (1.5e-7, "1.5e-07"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (0.0001, "0.0001"),
            (0.0, "0.0"),
            (f64::INFINITY, "inf"),
        ];
        for (number, text) in cases {
            assert_eq!(python_float(number), text);
        }
    }
}
