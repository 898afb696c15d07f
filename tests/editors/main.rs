//! Editors that people use, without a screen, with the built binary as their server and the configuration that
//! `docs/editors.md` shows: they show the findings, explain, apply a fix, and complete.
//!
//! `PARLINT_NEOVIM` and `PARLINT_EMACS` name the editors, which `tests/run` installs; without them, `nvim` and `emacs`
//! count. Each is driven by a script in its own language, which writes down what the user would see.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod emacs;
mod neovim;
mod others;
mod page;
mod scene;
