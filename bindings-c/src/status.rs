//! Status numbers. They are never used again for anything else; the error's `code` in the buffer is the exact reason.

/// It worked; the buffer holds the answer, if the function has one.
pub const ZWGK_STATUS_OK: i32 = 0;

/// The input could not be read.
pub const ZWGK_STATUS_INPUT: i32 = 1;

/// A limit was reached.
pub const ZWGK_STATUS_LIMIT: i32 = 2;

/// The operation, its options or an argument were wrong.
pub const ZWGK_STATUS_OPTIONS: i32 = 3;

/// The profile or the engine's configuration was wrong.
pub const ZWGK_STATUS_PROFILE: i32 = 4;

/// The program itself failed; the engine can still be used.
pub const ZWGK_STATUS_INTERNAL: i32 = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use zwgk_core::Status;

    // The constants are written out because cbindgen cannot follow a path into another crate.
    #[test]
    fn the_numbers_are_those_of_the_core() {
        let core = [Status::Input, Status::Limit, Status::Options, Status::Profile, Status::Internal].map(|s| s as i32);
        let here = [ZWGK_STATUS_INPUT, ZWGK_STATUS_LIMIT, ZWGK_STATUS_OPTIONS, ZWGK_STATUS_PROFILE, ZWGK_STATUS_INTERNAL];
        assert_eq!((ZWGK_STATUS_OK, here), (0, core));
    }
}
