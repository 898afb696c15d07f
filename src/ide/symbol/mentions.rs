//! Every place of a document that names an input, output or node: declarations, bindings, keywords, attributes. Knows
//! no feature.

use super::{Home, Reference, Symbol, Which};
use crate::ide::spot::{Binding, NodePort, Owner};
use crate::model::{Direction, Entry, FileModel, Job, Mapping, ParallelStep, Value, scan};
use crate::project::View;
use crate::rules::each_value;
use crate::surface::rewrite::Rewrite;
use crate::tables::Field;
use crate::text::{Edit, Span};
use std::ops::Range;

/// A place that names something.
#[derive(Clone, Debug)]
pub struct Mention<'d> {
    /// What is named.
    pub symbol: Symbol,
    /// The bytes of the name; of a key with its quotes.
    pub span: Span,
    /// Whether it is declared here.
    pub declares: bool,
    form: Form<'d>,
}

/// How a name is written.
#[derive(Clone, Debug)]
enum Form<'d> {
    /// As a key.
    Key(&'d Entry),
    /// In a text.
    Text(&'d Value, Range<usize>),
    /// As an attribute or subscript.
    Attribute,
}

impl Mention<'_> {
    /// The edits that put another name here; `None` if that cannot be done for certain.
    pub fn renamed(&self, rewrite: Rewrite, text: &str, name: &str) -> Option<Vec<Edit>> {
        match &self.form {
            Form::Key(entry) => rewrite.rename_key(entry, name),
            Form::Text(value, range) => rewrite.set_text_range(value, range.clone(), name),
            Form::Attribute => {
                let source = self.span.slice(text);
                let quoted = source.starts_with(['"', '\'']) && source.len() >= 2;
                let inner = if quoted { Span::new(self.span.start + 1, self.span.end - 1) } else { self.span };
                (inner.slice(text) == self.symbol.name()).then(|| vec![Edit::replace(inner, name)])
            }
        }
    }
}

/// The places of a document that name something, sorted.
pub fn mentions<'d>(view: &View<'d>) -> Vec<Mention<'d>> {
    let mut walk = Walk { view, found: Vec::new() };
    let model = view.model();
    for (index, step) in model.steps.iter().enumerate() {
        walk.step(index, step);
    }
    for (index, pipeline) in model.pipelines.iter().enumerate() {
        walk.pipeline(index, pipeline);
    }
    walk.uses(model);
    walk.found.sort_by_key(|mention| mention.span);
    // A part that several steps share is seen from each of them.
    walk.found.dedup_by(|one, other| one.span == other.span && one.symbol == other.symbol);
    walk.found
}

struct Walk<'w, 'd> {
    view: &'w View<'d>,
    found: Vec<Mention<'d>>,
}

impl<'d> Walk<'_, 'd> {
    fn step(&mut self, index: usize, step: &'d ParallelStep) {
        let owner = Owner::Step(step);
        let Some(home) = Home::of_step(step, self.view) else { return };
        let declares = home.document.is_none() && home.which == Which::Step(index);
        for direction in [Direction::Input, Direction::Output] {
            self.ports(&home, direction, step.port_mapping(direction), declares);
        }
        self.texts(owner, &step.body, &[Field::Component]);
        step.assigned.iter().for_each(|(_, entry)| self.text(owner, &entry.value));
    }

    fn pipeline(&mut self, index: usize, pipeline: &'d crate::model::Pipeline) {
        let Some(home) = Home::of_pipeline(pipeline, self.view) else { return };
        for direction in [Direction::Input, Direction::Output] {
            self.ports(&home, direction, pipeline.port_mapping(direction), true);
        }
        self.texts(Owner::Pipeline(pipeline), &pipeline.body, &[Field::Jobs]);
        for (place, job) in pipeline.jobs.iter().enumerate() {
            let symbol = Symbol::Node { home: home.clone(), name: job.name().to_owned() };
            self.add(symbol, &job.entry, true);
            if job.step.is_none() {
                self.foreign(Home { which: Which::Job(index, place), ..home.clone() }, pipeline, job);
            }
        }
    }

    fn foreign(&mut self, home: Home, pipeline: &'d crate::model::Pipeline, job: &'d Job) {
        let Some(body) = job.body() else { return };
        for direction in [Direction::Input, Direction::Output] {
            let ports = body.get(direction.word()).and_then(|entry| entry.value.mapping());
            self.ports(&home, direction, ports, true);
        }
        // A pipeline in the node is one of its own.
        self.texts(Owner::Job(pipeline, job), body, &[Field::Jobs, Field::Component]);
    }

    fn ports(&mut self, home: &Home, direction: Direction, ports: Option<&'d Mapping>, declares: bool) {
        for entry in ports.into_iter().flat_map(|ports| &ports.entries) {
            let symbol = Symbol::Port { home: home.clone(), direction, name: entry.key.clone() };
            self.add(symbol, entry, declares);
        }
    }

    fn add(&mut self, symbol: Symbol, entry: &'d Entry, declares: bool) {
        self.found.push(Mention { symbol, span: entry.key_span, declares, form: Form::Key(entry) });
    }

    /// The expressions in the texts of a mapping, but for the mappings under some of its keys.
    fn texts(&mut self, owner: Owner<'d>, body: &'d Mapping, but: &[Field]) {
        for entry in &body.entries {
            let left_out = but.iter().any(|field| field.name() == entry.key) && entry.value.mapping().is_some();
            if !left_out {
                self.text(owner, &entry.value);
            }
        }
    }

    fn text(&mut self, owner: Owner<'d>, value: &'d Value) {
        let mut texts = Vec::new();
        each_value(value, &mut |value| texts.extend(value.text_with_holes().map(|text| (value, text))));
        for (value, text) in texts {
            for expression in scan(text.as_str()).expressions {
                let binding = Binding { owner, setting: None, value, expression, word: 0 };
                for reference in Reference::all(&binding, self.view) {
                    let Reference::Symbol { symbol, span, range } = reference else { continue };
                    self.found.push(Mention { symbol, span, declares: false, form: Form::Text(value, range) });
                }
            }
        }
    }

    /// What Python gives to components, reads of nodes, and assigns to their ports.
    fn uses(&mut self, model: &'d FileModel) {
        for made in &model.uses {
            let Some(home) = Home::of_use(made, self.view) else { continue };
            for entry in &made.arguments.entries {
                let symbol = Symbol::Port { home: home.clone(), direction: Direction::Input, name: entry.key.clone() };
                self.add(symbol, entry, false);
            }
            for (direction, name, span) in &made.port_reads {
                let symbol = Symbol::Port { home: home.clone(), direction: *direction, name: name.clone() };
                self.found.push(Mention { symbol, span: *span, declares: false, form: Form::Attribute });
            }
        }
        for port in &model.port_assignments {
            let step = model.written(&port.component);
            let port_of = NodePort { made: None, step, direction: port.direction, name: &port.port };
            let Some(symbol) = Symbol::of_node_port(&port_of, self.view) else { continue };
            self.found.push(Mention { symbol, span: port.port_span, declares: false, form: Form::Attribute });
        }
    }
}
