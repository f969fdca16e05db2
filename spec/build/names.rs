//! From the spec's kebab-case to Rust's names.

/// `row-total` to `RowTotal`.
pub fn upper_camel(kebab: &str) -> String {
    kebab
        .split(['-', '.', '_'])
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
        })
        .collect()
}

/// `row-total` to `row_total`.
pub fn snake(kebab: &str) -> String {
    kebab.replace(['-', '.'], "_")
}

/// `row-total` to `ROW_TOTAL`.
pub fn shout(kebab: &str) -> String {
    snake(kebab).to_uppercase()
}

/// Whether `id` is a kebab-case word: lower-case letters, digits and single dashes, a letter first.
pub fn is_kebab(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with('-')
        && !id.contains("--")
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Whether `name` is a Rust name of lower-case words: what an argument or a parameter is called.
pub fn is_snake(name: &str) -> bool {
    !name.contains('-') && is_kebab(&name.replace('_', "-"))
}
