//! The language server as editors use it: the built binary, spoken to on its standard streams.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actions;
mod burst;
mod cancellation;
mod client;
mod completion;
mod configuration;
mod cross_file;
mod hover;
mod lifecycle;
mod logging;
mod migration;
mod navigation;
mod notebooks;
mod pull;
mod push;
mod sync;
mod workspace;
