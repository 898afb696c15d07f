//! parlint knows Azure Machine Learning parallel jobs: it reads every spelling of one, tells what is wrong with it, and
//! mends it.
//!
//! ```text
//! bytes ─ text ─┬ syntax::yaml ───┐
//!               ├ syntax::python ─┼─ surface::*::lower ─▶ model ─▶ rules ─▶ suppress ─▶ check::Report
//!               └ syntax::notebook┘        ▲                                                │
//!          schemas/ ─ tables ──────────────┘                                    cli, server ◀┘
//! ```
//!
//! The modules by layer; a lower number never imports a higher one (a test checks it):
//!
//! - 0: [`text`] spans, edits, positions; [`mod@message`] sentences for people; [`guard`] panics
//! - 1: [`syntax`] text to tree, never failing; [`tables`] the one table of fields; [`locale`] the reader's language
//! - 2: [`model`] what a parallel step is, free of spelling
//! - 3: [`surface`] how a step is spelt; [`script`] what an entry script does; [`document`] one file understood;
//!   [`project`] the door to other files
//! - 4: [`rules`], and the engine around them: [`check`], [`suppress`], [`fix`], [`diagnostic`];
//!   [`config`] which rules run on which files; [`migrate`] v1 to v2
//! - 5: [`ide`] what an editor asks about a place; [`walk`] finding the files of a folder
//! - 6: [`server`] the language server
//! - 7: [`cli`] the command line: arguments, walking, output formats
#![forbid(unsafe_code)]

pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fix;
pub mod guard;
pub mod ide;
pub mod locale;
pub mod message;
pub mod migrate;
pub mod model;
pub mod project;
pub mod rules;
pub mod script;
pub mod server;
pub mod suppress;
pub mod surface;
pub mod syntax;
pub mod tables;
pub mod text;
pub mod walk;
