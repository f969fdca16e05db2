//! The C ABI: the core's engine, its one JSON face and its sessions, as twelve symbols. A new ability is a new operation
//! of `zwgk_call`, never a new symbol.
//!
//! The conventions stand at the head of `zwgk.h` (from `cbindgen.toml`) and hold for every export: bytes go in as pointer
//! and length, an answer or an error comes out as a [`ZwgkBuffer`], the status says which. There are no globals and no
//! thread-locals. What is here converts and guards; whatever has a meaning is in the core.

#![expect(unsafe_code, reason = "pointers of C callers can be read in no other way; every block says why it is sound")]
#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

#[macro_use]
mod guard;
mod buffer;
mod engine;
mod session;
mod slice;
mod status;
mod version;

pub use buffer::{ZwgkBuffer, zwgk_buffer_free, zwgk_buffer_new};
pub use engine::{ZwgkEngine, zwgk_call, zwgk_engine_free, zwgk_engine_new};
pub use session::{ZwgkSession, zwgk_session_finish, zwgk_session_free, zwgk_session_merge, zwgk_session_open, zwgk_session_push};
pub use status::{ZWGK_STATUS_INPUT, ZWGK_STATUS_INTERNAL, ZWGK_STATUS_LIMIT, ZWGK_STATUS_OK, ZWGK_STATUS_OPTIONS, ZWGK_STATUS_PROFILE};
pub use version::{ZWGK_ABI_VERSION, zwgk_abi_version, zwgk_version};
