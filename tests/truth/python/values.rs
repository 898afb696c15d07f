//! Values that an argument may be given, right or wrong: one of each kind in Python, and the limits of numbers. Knows no
//! argument.

/// A name for people, and the value as it is written.
pub type Value = (&'static str, &'static str);

/// A value of each kind.
pub const KINDS: [Value; 7] = [
    ("none", "None"),
    ("integer", "5"),
    ("text", "\"text\""),
    ("empty", "\"\""),
    ("list", "[\"a\", 1]"),
    ("mapping", "{\"a\": \"b\"}"),
    ("expression", "\"${{parent.inputs.images}}\""),
];

/// What might pass for a whole number, whole numbers at the limits of what settings take, and one that JSON cannot hold.
pub const NUMBERS: [Value; 10] = [
    ("float", "1.5"),
    ("boolean", "True"),
    ("digits", "\"5\""),
    ("minus-two", "-2"),
    ("minus-one", "-1"),
    ("zero", "0"),
    ("one", "1"),
    ("three-days", "259200"),
    ("more-than-three-days", "259201"),
    ("huge", "99999999999999999999"),
];
