//! Owned bytes that cross the border.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::null_mut;

/// Bytes that this library allocated and the caller owns: an answer, or an error as JSON. A NUL follows them and is not
/// counted, so text without NULs is a C string. Free it with `zwgk_buffer_free`; never change its fields.
#[repr(C)]
#[derive(Debug)]
pub struct ZwgkBuffer {
    /// The bytes; NULL when there are none to free.
    pub data: *mut u8,
    /// How many.
    pub len: usize,
}

impl ZwgkBuffer {
    /// Nothing, and nothing to free.
    pub(crate) const EMPTY: ZwgkBuffer = ZwgkBuffer { data: null_mut(), len: 0 };

    /// A copy of `bytes` with a NUL behind it; nothing when there is no memory.
    ///
    /// A copy, so that every buffer has one layout and the length alone says how to free it.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let data = allocate(bytes.len());
        if data.is_null() {
            return None;
        }
        // SAFETY: `data` is a fresh block of at least `bytes.len()` bytes, so it overlaps nothing.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), data, bytes.len()) };
        Some(ZwgkBuffer { data, len: bytes.len() })
    }
}

/// The block of a buffer of `len` bytes: they, a NUL, and the alignment of a `ZwgkBuffer`, so that a host without memory
/// of its own can keep out-parameters in one.
fn layout(len: usize) -> Option<Layout> {
    Layout::from_size_align(len.checked_add(1)?, align_of::<ZwgkBuffer>()).ok()
}

fn allocate(len: usize) -> *mut u8 {
    // SAFETY: the size is never 0, there is the NUL.
    layout(len).map_or(null_mut(), |layout| unsafe { alloc_zeroed(layout) })
}

/// `len` zeroed bytes and a NUL, aligned for any out-parameter of this library; NULL when there is no memory for them.
///
/// This is how a host of the wasm32 build gets memory to write arguments to and out-parameters in: such a host has none
/// to begin with, so a pointer is returned, not a buffer written. Free it as the `data` of a `ZwgkBuffer` with this `len`;
/// that `ZwgkBuffer` may stand in the very bytes that it frees.
#[unsafe(no_mangle)]
pub extern "C" fn zwgk_buffer_new(len: usize) -> *mut u8 {
    guard!(else null_mut(), { allocate(len) })
}

/// Frees the bytes of a buffer and sets it to zero; NULL or a buffer that is zero already: nothing happens.
///
/// # Safety
/// `buffer` is NULL or as this library filled it, freed at most once (a copy of it is the same buffer).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_buffer_free(buffer: *mut ZwgkBuffer) {
    guard!(else (), {
        if buffer.is_null() {
            return;
        }
        // The fields are taken out first: the buffer may lie in the block that is freed.
        // SAFETY: not null; the caller owns it.
        let ZwgkBuffer { data, len } = unsafe { buffer.replace(ZwgkBuffer::EMPTY) };
        if let (false, Some(layout)) = (data.is_null(), layout(len)) {
            // SAFETY: `data` came from `allocate(len)`, which used this layout, and was not freed yet.
            unsafe { dealloc(data, layout) };
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_follows_and_freeing_sets_to_zero() {
        for bytes in [&b""[..], b"a", "中文".as_bytes()] {
            let mut buffer = ZwgkBuffer::of(bytes).unwrap_or(ZwgkBuffer::EMPTY);
            // SAFETY: the buffer holds its length and a NUL.
            let found = unsafe { std::slice::from_raw_parts(buffer.data, buffer.len + 1) };
            assert_eq!(found, [bytes, b"\0"].concat());
            for _ in 0..2 {
                // SAFETY: ours; the second time it is zero.
                unsafe { zwgk_buffer_free(&raw mut buffer) };
                assert!(buffer.data.is_null() && buffer.len == 0);
            }
        }
    }

    #[test]
    fn a_buffer_may_lie_in_its_own_bytes() {
        let data = zwgk_buffer_new(size_of::<ZwgkBuffer>());
        let buffer = data.cast::<ZwgkBuffer>();
        assert!(!data.is_null() && buffer.is_aligned());
        // SAFETY: the block is as large and as aligned as a buffer.
        unsafe {
            buffer.write(ZwgkBuffer { data, len: size_of::<ZwgkBuffer>() });
            zwgk_buffer_free(buffer);
        }
    }

    #[test]
    fn memory_that_cannot_be_had_is_null() {
        for len in [usize::MAX, isize::MAX as usize, usize::MAX / 2 - 16] {
            assert!(zwgk_buffer_new(len).is_null());
        }
    }
}
