//! Which library this is.

use std::ffi::{CStr, c_char};

/// Version of this ABI: it changes when a caller that was compiled against an older header would break.
pub const ZWGK_ABI_VERSION: i32 = 1;

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// The ABI version of the library that is loaded: compare it with `ZWGK_ABI_VERSION` of the header.
#[unsafe(no_mangle)]
pub extern "C" fn zwgk_abi_version() -> i32 {
    guard!(else 0, { ZWGK_ABI_VERSION })
}

/// The version of the program, such as `0.1.0`: static, NUL-terminated, never to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn zwgk_version() -> *const c_char {
    guard!(else c"".as_ptr(), { VERSION.as_ptr() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!(zwgk_abi_version(), ZWGK_ABI_VERSION);
        assert_eq!(VERSION.to_str(), Ok(env!("CARGO_PKG_VERSION")));
    }
}
