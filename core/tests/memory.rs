//! A session holds totals, not reports. Alone in its file: the allocator counts for the whole process.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod support;

use std::alloc::System;

use serde_json::{Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::{AS_OF, base, with};
use zwgk::Engine;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes that `work` leaves allocated.
fn left_by(work: impl FnOnce()) -> isize {
    let region = Region::new(ALLOCATOR);
    work();
    let change = region.change();
    change.bytes_allocated.wrapping_sub(change.bytes_deallocated).cast_signed()
}

#[test]
fn a_session_does_not_grow_with_its_inputs() {
    const INPUTS: usize = 300;
    let engine = Engine::new(b"{}").unwrap();
    let mut session = engine.open("check", AS_OF.as_bytes()).unwrap();
    let good = base("base-2021").to_string();
    let bad = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
    // Names differ: a session that remembers them grows.
    let mut push_all = |round: &str, kept: &mut Vec<Vec<u8>>, keep: bool| {
        for number in 0..INPUTS {
            let input = [good.as_str(), bad.as_str(), "{"][number % 3];
            let answer = session.push(&format!("{round}{number}"), input.as_bytes());
            assert_eq!(answer.is_err(), number % 3 == 2);
            kept.extend(answer.ok().filter(|_| keep));
        }
    };
    // What is made once is made in the first round.
    push_all("a", &mut Vec::new(), false);
    let grown = left_by(|| push_all("b", &mut Vec::new(), false));
    assert!(grown < INPUTS.cast_signed() / 2, "{grown} bytes by {INPUTS} inputs");
    // The measure itself: answers that are kept are seen.
    let mut kept = Vec::new();
    let grown = left_by(|| push_all("c", &mut kept, true));
    let bytes = kept.iter().map(Vec::len).sum::<usize>().cast_signed();
    assert!(bytes > 100_000 && grown >= bytes, "{grown} bytes counted, {bytes} kept");
    let totals: Value = serde_json::from_slice(&session.finish().unwrap()).unwrap();
    assert_eq!((&totals["totals"]["subjects"], &totals["totals"]["errors"]), (&json!(600), &json!(300)));
}
