//! The header is generated, checked in, and compared here. `ZWGK_WRITE=1` writes it.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::path::Path;

#[test]
fn the_header_is_that_of_the_sources() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(folder.join("cbindgen.toml")).unwrap();
    let mut header = Vec::new();
    cbindgen::Builder::new().with_crate(folder).with_config(config).generate().unwrap().write(&mut header);
    let header = String::from_utf8(header).unwrap();
    let file = folder.join("zwgk.h");
    if std::env::var_os("ZWGK_WRITE").is_some() {
        std::fs::write(&file, &header).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, header, "run ZWGK_WRITE=1 cargo test -p zwgk-c --test header");
}
