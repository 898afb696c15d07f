//! PJ1xx: types, ranges, units, spellings of single values, and values that do not go together.

super::group! { threshold_below_minus_one }
