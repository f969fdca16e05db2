//! The fingerprint of a finding: what makes it the same finding next year, whatever the page looks like then.

use sha2::{Digest, Sha256};

/// Between the parts of what is digested.
const SEPARATOR: &str = "\u{1f}";

/// 32 hex digits over rule, finding, place key and value; nothing else may enter.
#[must_use]
pub fn fingerprint(rule: &str, finding: &str, place_key: &str, value: &str) -> String {
    let digest = Sha256::digest(["1", rule, finding, place_key, value].join(SEPARATOR));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn it_is_the_first_half_of_the_documented_digest() {
        // printf '1\037a.b\037f\037/x\0371,2' | sha256sum
        assert_eq!(fingerprint("a.b", "f", "/x", "1,2"), "38830528e326060baff0a4bdef7ea8d4");
    }
}
