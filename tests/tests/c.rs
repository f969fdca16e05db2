//! The C door as its users have it: the built libraries, the checked-in header, a C compiler, sanitizers, valgrind.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// All that the ABI exports: a new ability is a new operation, not a new symbol.
const SYMBOLS: [&str; 12] = [
    "zwgk_abi_version",
    "zwgk_buffer_free",
    "zwgk_buffer_new",
    "zwgk_call",
    "zwgk_engine_free",
    "zwgk_engine_new",
    "zwgk_session_finish",
    "zwgk_session_free",
    "zwgk_session_merge",
    "zwgk_session_open",
    "zwgk_session_push",
    "zwgk_version",
];

/// Which of the two libraries a program is linked with.
#[derive(Clone, Copy)]
enum Link {
    Shared,
    Static,
}

/// What a command prints; a command that fails or is not there fails the test, with the way out.
fn run(command: &mut Command, without: &str) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}; {without}"));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {}\n{out}\n{err}", output.status);
    out.into_owned()
}

const NO_COMPILER: &str = "a C compiler and its tools are needed: apt-get install gcc libc6-dev binutils";
const NO_VALGRIND: &str = "valgrind is needed: apt-get install valgrind";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The folder of the built libraries. Cargo says where they are, wherever its target folder may be.
fn libraries() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["build", "--quiet", "--locked", "-p", "zwgk-c", "--message-format=json-render-diagnostics"]);
        let said = run(&mut cargo, "cargo");
        let library = said.split('"').find(|word| word.ends_with("/libzwgk.so")).unwrap_or_else(|| panic!("no library in {said}"));
        let folder = Path::new(library).parent().unwrap().to_owned();
        assert!(folder.join("libzwgk.a").exists(), "no static library in {}", folder.display());
        folder
    })
}

/// Compiles a program of `tests/c` and returns it.
fn program(name: &str, link: Link, flags: &[&str]) -> PathBuf {
    let sources = root().join("tests/c");
    let kind = match link {
        Link::Shared => "shared",
        Link::Static => "static",
    };
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{kind}{}", flags.concat().replace(['=', ','], "-")));
    let mut rpath = OsString::from("-Wl,-rpath,");
    rpath.push(libraries());
    let mut cc = Command::new("cc");
    cc.args(["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-g", "-O1", "-pthread"]).args(flags);
    cc.arg("-I").arg(root().join("bindings-c")).arg("-o").arg(&program).arg(sources.join(format!("{name}.c")));
    match link {
        Link::Shared => cc.arg("-L").arg(libraries()).arg(rpath).arg("-l:libzwgk.so"),
        Link::Static => cc.arg(libraries().join("libzwgk.a")).args(["-lgcc_s", "-lpthread", "-lm", "-ldl"]),
    };
    run(&mut cc, NO_COMPILER);
    program
}

fn run_program<A: AsRef<OsStr>>(program: &Path, arguments: &[A]) -> String {
    run(Command::new(program).args(arguments), NO_COMPILER)
}

#[test]
fn c_gives_the_answers_of_the_vectors() {
    for link in [Link::Shared, Link::Static] {
        let said = run_program(&program("vectors", link, &[]), &[zwgk_tests::folder()]);
        assert!(said.contains(" vectors agree, 0 differ"), "{said}");
    }
}

#[test]
fn misuse_gets_a_status() {
    run_program::<&str>(&program("misuse", Link::Shared, &[]), &[]);
}

#[test]
fn misuse_under_sanitizers() {
    let flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    run_program::<&str>(&program("misuse", Link::Shared, &flags), &[]);
}

#[test]
fn five_hundred_calls_lose_no_memory() {
    let program = program("calls", Link::Shared, &[]);
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--leak-check=full", "--error-exitcode=9"]).arg(program).arg("500");
    assert_eq!(run(&mut valgrind, NO_VALGRIND), "500 rounds\n");
}

/// The gates themselves: a leak that is there is found.
#[test]
fn a_leak_is_seen() {
    let flags = ["-fsanitize=address,undefined"];
    let output = Command::new(program("leak", Link::Shared, &flags)).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("LeakSanitizer"), "{}\n{said}", output.status);
    let program = program("leak", Link::Shared, &[]);
    let output = Command::new("valgrind")
        .args(["--quiet", "--leak-check=full", "--error-exitcode=9"])
        .arg(program)
        .output()
        .unwrap_or_else(|e| panic!("{e}; {NO_VALGRIND}"));
    assert_eq!(output.status.code(), Some(9), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn nothing_else_is_exported() {
    let mut nm = Command::new("nm");
    nm.args(["-D", "--defined-only", "--format=posix"]).arg(libraries().join("libzwgk.so"));
    let said = run(&mut nm, NO_COMPILER);
    let mut found: Vec<&str> = said.lines().filter_map(|line| line.split(' ').next()).collect();
    found.sort_unstable();
    assert_eq!(found, SYMBOLS);
}
