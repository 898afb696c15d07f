//! What a name refers to, wherever it is written: the same symbol for the declaration of an input, the binding that
//! reads it and the keyword that gives it. Knows no feature.

mod binding;
mod home;

pub use binding::{Reference, pipeline_of};
pub use home::{Home, ports};

use super::spot::{Found, NodePort, Spot};
use crate::model::Direction;
use crate::project::View;

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
            Spot::Binding(binding) => match Reference::of(binding, view)? {
                Reference::Scope => None,
                Reference::Symbol { symbol, .. } => Some(symbol),
            },
            Spot::GivenInput(made, entry) => {
                let home = Home::of_use(made, view)?;
                Some(Self::Port { home, direction: Direction::Input, name: entry.key.clone() })
            }
            Spot::PortOfNode(port) => Self::of_node_port(port, view),
            Spot::Key(_) | Spot::Value(..) | Spot::Argument(_) | Spot::Callee(_) | Spot::Loaded(_) => None,
            Spot::Suppressed(_) | Spot::Declared(..) | Spot::EntryFunction(_) => None,
        }
    }

    /// The symbol that a port of a node in Python is.
    pub fn of_node_port(port: &NodePort, view: &View) -> Option<Self> {
        let of_use = port.made.and_then(|made| Home::of_use(made, view));
        let home = of_use.or_else(|| Home::of_step(port.step?, view))?;
        Some(Self::Port { home, direction: port.direction, name: port.name.to_owned() })
    }
}
