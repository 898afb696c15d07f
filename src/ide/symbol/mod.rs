//! What a name refers to, wherever it is written: the same symbol for the declaration of an input, the binding that
//! reads it and the keyword that gives it. Knows no feature.

mod binding;
mod files;
mod home;
mod mentions;

pub use binding::{Reference, pipeline_of};
pub use files::{file_mentions, local_file, script_file};
pub use home::{Home, Which, ports};
pub use mentions::{Mention, mentions};

use super::spot::{Found, NodePort, Spot};
use crate::model::Direction;
use crate::project::View;
use std::path::PathBuf;

/// Something that has a name and is referred to by it.
#[derive(Clone, Debug, PartialEq)]
pub enum Symbol {
    /// An input or output.
    Port {
        /// What declares it.
        home: Home,
        /// The side.
        direction: Direction,
        /// Its name.
        name: String,
    },
    /// A node of a pipeline.
    Node {
        /// The pipeline.
        home: Home,
        /// Its name.
        name: String,
    },
    /// An entry script, which is where its `run` is.
    Script(PathBuf),
    /// An option that an entry script declares.
    Option {
        /// The script.
        script: PathBuf,
        /// The first of its names that tells most.
        name: String,
    },
    /// Another file: a component, a conda file.
    File(PathBuf),
}

impl Symbol {
    /// The symbol that stands under the cursor.
    pub fn of(found: &Found, view: &View) -> Option<Self> {
        match &found.spot {
            Spot::Port(owner, port) => {
                let home = Home::of_owner(owner, view)?;
                Some(Self::Port { home, direction: port.direction, name: port.name().to_owned() })
            }
            Spot::Job(pipeline, job) => {
                Some(Self::Node { home: Home::of_pipeline(pipeline, view)?, name: job.name().to_owned() })
            }
            Spot::Binding(binding) => Reference::of(binding, view)?.symbol().cloned(),
            Spot::GivenInput(made, entry) => {
                let home = Home::of_use(made, view)?;
                Some(Self::Port { home, direction: Direction::Input, name: entry.key.clone() })
            }
            Spot::PortOfNode(port) => Self::of_node_port(port, view),
            Spot::Value(setting, value) => files::of_setting(setting, value, view),
            Spot::Loaded(path) => files::of_path(path.known_text()?, view).map(Self::File),
            Spot::EntryFunction(_) => Some(Self::Script(script_file(found.span, view)?)),
            Spot::Declared(option, _) => {
                Some(Self::Option { script: script_file(found.span, view)?, name: option.name().to_owned() })
            }
            Spot::Argument(argument) => files::of_argument(argument, view),
            Spot::Key(_) | Spot::Callee(_) | Spot::Suppressed(_) => None,
        }
    }

    /// The symbol that a port of a node in Python is.
    pub fn of_node_port(port: &NodePort, view: &View) -> Option<Self> {
        let of_use = port.made.and_then(|made| Home::of_use(made, view));
        let home = of_use.or_else(|| Home::of_step(port.step?, view))?;
        Some(Self::Port { home, direction: port.direction, name: port.name.to_owned() })
    }

    /// Its name, if it has one of its own.
    pub fn name(&self) -> &str {
        match self {
            Self::Port { name, .. } | Self::Node { name, .. } | Self::Option { name, .. } => name,
            Self::Script(_) | Self::File(_) => "",
        }
    }
}
