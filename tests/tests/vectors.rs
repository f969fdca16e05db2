//! The vectors, natively. Node and C run the same folder: `node.rs`, `c.rs`.

use zwgk_tests::{answer, folder, vectors};

#[test]
fn the_library_gives_the_answers_of_the_vectors() {
    let vectors = vectors().unwrap_or_default();
    assert!(vectors.len() >= 10, "{} vectors", vectors.len());
    for vector in &vectors {
        let found = answer(vector);
        // ZWGK_WRITE=1 writes the answers of new vectors; they are read by a person before they are committed.
        if std::env::var_os("ZWGK_WRITE").is_some() {
            let written = std::fs::write(folder().join(&vector.name).join("answer"), &found);
            assert!(written.is_ok(), "{written:?}");
            continue;
        }
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&vector.answer), "{}", vector.name);
    }
}
