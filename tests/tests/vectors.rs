//! The vectors, natively. Node and C run the same folder: `node.rs`, `c.rs`.

use zwgk_tests::{answer, vectors};

#[test]
fn the_library_gives_the_answers_of_the_vectors() {
    let vectors = vectors().unwrap_or_default();
    assert!(vectors.len() >= 10, "{} vectors", vectors.len());
    for vector in &vectors {
        let found = answer(vector);
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&vector.answer), "{}", vector.name);
    }
}
