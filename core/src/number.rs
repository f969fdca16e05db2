//! Exact decimal numbers as they stand in tables: at most 15 significant digits, smaller than 10^15.

use core::fmt;

use serde_json::value::RawValue;

/// `mantissa` / 10^`scale`, in lowest terms, so that equal values are equal bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    mantissa: i64,
    scale: u8,
}

/// Ten to the fifteenth: the first whole number that is too large.
const BOUND: u64 = 1_000_000_000_000_000;

impl Number {
    /// A whole number, if it is smaller than 10^15 either way.
    #[must_use]
    pub fn from_whole(whole: i64) -> Option<Self> {
        (whole.unsigned_abs() < BOUND).then_some(Number { mantissa: whole, scale: 0 })
    }

    /// From a JSON number with a fraction or an exponent; none when it has more than 15 digits or is too large.
    ///
    /// A decimal of at most 15 digits survives the way through a double: its shortest form is the decimal itself.
    #[must_use]
    pub fn from_double(double: f64) -> Option<Self> {
        if !(double.is_finite() && double.abs() < 1e15) {
            return None;
        }
        Number::from_text(&double.to_string())
    }

    /// From plain decimal digits, such as `-12.50`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let plain = !whole.is_empty() && all.bytes().all(|b| b.is_ascii_digit());
        if !plain || significant.len() > 15 || whole.trim_start_matches('0').len() > 15 {
            return None;
        }
        let mantissa = if significant.is_empty() { 0 } else { significant.parse::<i64>().ok()? };
        Some(Number { mantissa: sign * mantissa, scale: u8::try_from(fraction.len()).ok()? })
    }

    /// The whole number it is, if it has no fraction.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        (self.scale == 0).then_some(self.mantissa)
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.whole() == Some(0)
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether `self` is at least `factor` times `other`, exactly.
    #[must_use]
    pub fn at_least_times(self, factor: i64, other: Number) -> bool {
        let scaled = |n: Number, other_scale: u8| i128::from(n.mantissa).checked_mul(10_i128.checked_pow(u32::from(other_scale))?);
        match (scaled(self, other.scale), scaled(other, self.scale)) {
            (Some(a), Some(b)) => b.checked_mul(i128::from(factor)).is_some_and(|b| a >= b),
            _ => false,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.is_negative() { "-" } else { "" };
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let width = usize::from(self.scale) + 1;
        let padded = format!("{digits:0>width$}");
        let (whole, fraction) = padded.split_at(padded.len() - usize::from(self.scale));
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            // The decimal as it is: what a double of it would print, without the way through one.
            None => RawValue::from_string(self.to_string()).map_err(serde::ser::Error::custom)?.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_kept_to_the_last_digit() {
        for (text, printed) in [
            ("59237.2449", "59237.2449"),
            ("18.8710", "18.871"),
            ("0.1", "0.1"),
            ("-0.050", "-0.05"),
            ("000", "0"),
            ("-3", "-3"),
            ("100000000000000", "100000000000000"),
        ] {
            assert_eq!(Number::from_text(text).map(|n| n.to_string()).as_deref(), Some(printed));
        }
        assert_eq!(Number::from_double(59237.2449), Number::from_text("59237.2449"));
        assert_eq!(Number::from_double(-0.0), Number::from_text("0"));
        assert_eq!(Number::from_double(100.0), Number::from_whole(100));
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        for text in ["", ".", "1e5", "1000000000000000", "1.234567890123456", "+1", "１"] {
            assert_eq!(Number::from_text(text), None, "{text}");
        }
        assert_eq!(Number::from_double(1e15), None);
        assert_eq!(Number::from_double(f64::INFINITY), None);
        assert_eq!(Number::from_whole(1_000_000_000_000_000), None);
    }

    #[test]
    fn a_multiple_is_compared_exactly() {
        let n = |t| Number::from_text(t).unwrap_or(Number { mantissa: 0, scale: 0 });
        assert!(n("0.5").at_least_times(5, n("0.1")));
        assert!(!n("0.4999").at_least_times(5, n("0.1")));
        assert!(n("500").at_least_times(5, n("100")));
    }
}
