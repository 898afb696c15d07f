//! The program: all it does is done by the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    parlint::cli::main()
}
