//! Numbers and times as people read them. Knows no field.

use crate::message;
use crate::message::Message;

/// A number with its thousands set apart.
#[must_use]
pub fn plain(number: u128) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let groups = digits.as_bytes()[head..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (head > 0).then(|| digits[..head].to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// A time in the units that people read.
#[must_use]
pub fn time(seconds: u64) -> Message {
    let units = [seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60];
    let [days, hours, minutes, rest] = units;
    match units {
        [0, 0, _, 0] => message!("{minutes} min", minutes = minutes),
        [0, 0, ..] => message!("{minutes} min {seconds} s", minutes = minutes, seconds = rest),
        [0, ..] => message!("{hours} h {minutes} min", hours = hours, minutes = minutes),
        [..] => message!("{days} d {hours} h", days = days, hours = hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_thousands_apart() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (1_048_576, "1,048,576"), (10_240, "10,240")];
        cases.into_iter().for_each(|(number, text)| assert_eq!(plain(number), text));
    }

    #[test]
    fn times_have_two_units() {
        let cases = [(60, "1 min"), (90, "1 min 30 s"), (3661, "1 h 1 min"), (259_200, "3 d 0 h")];
        cases.into_iter().for_each(|(seconds, text)| assert_eq!(time(seconds).english(), text));
    }
}
