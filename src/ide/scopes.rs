//! Which `${{…}}` may stand at a setting, from what the rules know of it. Knows no names that are declared.

use super::spot::{Owner, Setting};
use crate::model::Direction;
use crate::rules::{ExpressionRole as Role, expression_role};
use crate::tables::{FieldInfo, Kind};

/// A way to refer to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `inputs.<name>` or `outputs.<name>`: the step's own.
    Own(Direction),
    /// `parent.inputs.<name>` or `parent.outputs.<name>`: the pipeline's.
    Parent(Direction),
    /// `parent.jobs.<node>.outputs.<name>`.
    Node,
}

impl Scope {
    /// How it is written.
    #[must_use]
    pub fn pattern(self) -> &'static str {
        match self {
            Self::Own(Direction::Input) => "${{inputs.<name>}}",
            Self::Own(Direction::Output) => "${{outputs.<name>}}",
            Self::Parent(Direction::Input) => "${{parent.inputs.<name>}}",
            Self::Parent(Direction::Output) => "${{parent.outputs.<name>}}",
            Self::Node => "${{parent.jobs.<node>.outputs.<name>}}",
        }
    }
}

/// What may stand in the text of a setting: `None` where nobody looks for an expression, nothing where one is wrong.
#[must_use]
pub fn of_setting(setting: &Setting) -> Option<Vec<Scope>> {
    let info = setting.info?;
    match setting.port {
        Some(port) => of_port(&setting.owner, port.direction, info),
        None => match expression_role(info)? {
            // The rules judge it where somebody writes one; that it works is not known.
            Role::Task if info.expressions.is_none() => None,
            role => of_role(role),
        },
    }
}

/// What may stand in the text of a port, be it all of it or its path.
fn of_port(owner: &Owner, direction: Direction, info: &FieldInfo) -> Option<Vec<Scope>> {
    use Direction::{Input, Output};
    if info.kind != Kind::Ports && info.expressions.is_none() {
        return None;
    }
    match (owner, direction) {
        (Owner::Pipeline(_), _) => None,
        (Owner::Step(_) | Owner::Job(..), Input) => Some(vec![Scope::Parent(Input), Scope::Node]),
        (Owner::Step(_) | Owner::Job(..), Output) => Some(vec![Scope::Parent(Output)]),
    }
}

fn of_role(role: Role) -> Option<Vec<Scope>> {
    use Direction::{Input, Output};
    match role {
        Role::InputData => Some(vec![Scope::Own(Input)]),
        Role::AppendRowTo => Some(vec![Scope::Own(Output)]),
        Role::Task => Some(vec![Scope::Own(Input), Scope::Own(Output)]),
        Role::Environment => Some(vec![Scope::Parent(Input), Scope::Own(Input)]),
        Role::Port(Input) => Some(vec![Scope::Parent(Input), Scope::Node]),
        Role::Port(Output) => Some(vec![Scope::Parent(Output)]),
        Role::Setting => Some(vec![Scope::Parent(Input)]),
        Role::Fixed | Role::Never => Some(Vec::new()),
        Role::Declaration | Role::PipelinePort(_) => None,
    }
}
