//! PyYAML's dates and timestamps: which texts match, and which of these name no day or hour.

use super::resolve::{Outcome, Resolved};

/// A plain scalar that matches the resolver's timestamp pattern.
pub(super) fn implicit(text: &str) -> Option<Outcome> {
    let stamp = Stamp::parse(text)?;
    let whole_date = text.len() == 10;
    (stamp.time.is_some() || whole_date).then(|| stamp.construct())
}

/// `construct_yaml_timestamp`: what the written tag `!!timestamp` makes of a text.
pub(super) fn construct(text: &str) -> Outcome {
    Stamp::parse(text).map_or(Outcome::Refused, Stamp::construct)
}

#[derive(Clone, Copy)]
struct Stamp {
    date: [u32; 3],
    time: Option<Time>,
}

#[derive(Clone, Copy)]
struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    zone_minutes: u32,
}

impl Stamp {
    fn parse(text: &str) -> Option<Self> {
        let mut cursor = Cursor(text);
        let year = cursor.digits(4, 4)?;
        let month = cursor.literal('-').and_then(|()| cursor.digits(1, 2))?;
        let day = cursor.literal('-').and_then(|()| cursor.digits(1, 2))?;
        let date = [year, month, day];
        if cursor.0.is_empty() {
            return Some(Self { date, time: None });
        }
        if cursor.literal('T').or_else(|| cursor.literal('t')).is_none() && !cursor.blanks() {
            return None;
        }
        let time = cursor.time()?;
        cursor.0.is_empty().then_some(Self { date, time: Some(time) })
    }

    fn construct(self) -> Outcome {
        let [year, month, day] = self.date;
        let in_calendar = year >= 1 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        let in_day =
            self.time.is_none_or(|t| t.hour < 24 && t.minute < 60 && t.second < 60 && t.zone_minutes < 24 * 60);
        match (in_calendar && in_day, self.time) {
            (false, _) => Outcome::Refused,
            (true, None) => Resolved::Date.into(),
            (true, Some(_)) => Resolved::Timestamp.into(),
        }
    }
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

struct Cursor<'t>(&'t str);

impl Cursor<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if count < least {
            return None;
        }
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        digits.parse().ok()
    }

    fn literal(&mut self, expected: char) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    fn blanks(&mut self) -> bool {
        let rest = self.0.trim_start_matches([' ', '\t']);
        let found = rest.len() < self.0.len();
        self.0 = rest;
        found
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.digits(1, 2)?;
        let minute = self.literal(':').and_then(|()| self.digits(2, 2))?;
        let second = self.literal(':').and_then(|()| self.digits(2, 2))?;
        if self.literal('.').is_some() {
            self.0 = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        Some(Time { hour, minute, second, zone_minutes: self.zone()? })
    }

    /// Minutes off UTC without their sign; none written is none off.
    fn zone(&mut self) -> Option<u32> {
        if self.0.is_empty() {
            return Some(0);
        }
        self.blanks();
        if self.literal('Z').is_some() {
            return Some(0);
        }
        self.literal('-').or_else(|| self.literal('+'))?;
        let hours = self.digits(1, 2)?;
        let minutes = if self.literal(':').is_some() { self.digits(2, 2)? } else { 0 };
        Some(hours * 60 + minutes)
    }
}
