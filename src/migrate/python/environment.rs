//! Environments of v1: references stay references, packages get an image. Knows the environment calls of SDK v1.

use super::definition::Definition;
use super::names::Names;
use super::program::Program;
use super::spell::{self, Pieces};
use crate::message;
use crate::message::Message;
use crate::migrate::{IMAGE, Note, Weight};
use crate::model::{Data, Datum, Object, Term, Value};
use crate::surface::rewrite::python_string;
use crate::text::Span;

/// The environment of a step.
pub(super) fn term(program: &Program, names: &Names, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
    let subscript = || registered(program, value).or_else(|| attribute(program, names, value));
    let made = value.object().and_then(|object| of_call(program, names, object, value.span)).or_else(subscript);
    let object = value.object().filter(|object| object.name() == "from_dockerfile");
    if object.is_some() && made.is_some() {
        notes.push(note(
            "Environment.from_dockerfile",
            value,
            message!("v1 sends the Dockerfile alone, v2 builds it with all that stands in its folder"),
            message!("see that the folder holds nothing else that is large or secret"),
        ));
    }
    if made.is_none() {
        notes.push(note(
            "environment",
            value,
            message!("how this environment is made has no direct successor in v2"),
            message!("make an `Environment` of `azure.ai.ml.entities`, or name a registered one"),
        ));
    }
    made.or_else(|| Some(Term::Source { text: program.source(value).to_owned(), known: None }))
}

/// `self.environment`, which holds what it becomes.
fn attribute(program: &Program, names: &Names, value: &Value) -> Option<Term> {
    let source = program.source(value);
    let held = program.attribute(source)?;
    let term = of_call(program, names, program.call_at(held)?, held)?;
    Some(Term::Source { text: source.to_owned(), known: term.known().cloned() })
}

fn note(subject: &str, value: &Value, why: Message, advice: Message) -> Note {
    Note { subject: subject.to_owned(), span: value.used_at(), weight: Weight::Left, why, advice }
}

/// `workspace.environments["name"]`
fn registered(program: &Program, value: &Value) -> Option<Term> {
    let name = program.item_of(value, "environments")?;
    Some(Pieces::default().text("azureml:").code(&name).text("@latest").term(program))
}

/// An environment while it is put together.
#[derive(Default)]
struct Made {
    name: Option<Term>,
    reference: Option<Term>,
    image: Option<Term>,
    conda: Option<Term>,
    build: Option<(String, String)>,
}

/// What a call that makes an environment becomes, with what is assigned to its attributes afterwards.
pub(super) fn of_call(program: &Program, names: &Names, call: &Object, span: Span) -> Option<Term> {
    let mut made = read(program, call)?;
    for assignment in program.model.v1_assignments.iter().filter(|assignment| assignment.object == span) {
        made.assign(program, &assignment.path, assignment.value.as_ref()?)?;
    }
    made.name = made.name.filter(|_| is_registered(program, span));
    made.term(program, names)
}

/// Whether the environment is registered under its name.
pub(super) fn is_registered(program: &Program, span: Span) -> bool {
    program.method_calls(span).any(|(method, _)| method == "register")
}

fn read(program: &Program, call: &Object) -> Option<Made> {
    let mut words = call.class.rsplit('.');
    let (last, class) = (words.next()?, words.next());
    let say = |value: &Value| spell::term(program, value);
    let name = call.argument("name", 0).map(say);
    let plain = Made { name, ..Made::default() };
    Some(match (last, class) {
        ("Environment", _) => plain,
        ("get", Some("Environment")) => {
            let reference = Pieces::default().text("azureml:").value(program, call.argument("name", 1)?);
            let version = call.argument("version", 2).filter(|version| !version.is_null());
            let reference = match version {
                Some(version) => reference.text(":").value(program, version),
                None => reference.text("@latest"),
            };
            Made { reference: Some(reference.term(program)), ..Made::default() }
        }
        ("from_conda_specification", Some("Environment")) => {
            Made { conda: Some(say(call.argument("file_path", 1)?)), ..plain }
        }
        ("from_docker_image", Some("Environment")) => {
            let file = call.argument("conda_specification", 3).filter(|file| !file.is_null());
            Made { image: Some(say(call.argument("image", 1)?)), conda: file.map(say), ..plain }
        }
        ("from_dockerfile", Some("Environment")) => {
            let path = call.argument("dockerfile", 1)?.known_text().filter(|path| !path.contains('\n'))?;
            call.argument("conda_specification", 2).is_none_or(Value::is_null).then_some(())?;
            let (folder, file) = path.rsplit_once('/').unwrap_or((".", path));
            Made { build: Some((folder.to_owned(), file.to_owned())), ..plain }
        }
        _ => return None,
    })
}

impl Made {
    /// Takes in what is assigned to an attribute; `None` if v2 has nothing for it.
    fn assign(&mut self, program: &Program, path: &str, value: &Value) -> Option<()> {
        match path {
            "docker.enabled" => {}
            "docker.base_image" => self.image = Some(spell::term(program, value)).filter(|_| !value.is_null()),
            "docker.base_dockerfile" if value.is_null() => {}
            "python.conda_dependencies" => self.conda = Some(packages(program, value)?),
            "python.user_managed_dependencies" => {
                if matches!(value.data, Data::Bool(true)) {
                    self.conda = None;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn term(self, program: &Program, names: &Names) -> Option<Term> {
        if self.reference.is_some() {
            return self.reference;
        }
        let image = self.image.or_else(|| self.conda.as_ref().map(|_| Term::text(IMAGE)));
        let mut arguments: Vec<(&str, Term)> = Vec::new();
        arguments.extend(self.name.map(|name| ("name", name)));
        arguments.extend(image.map(|image| ("image", image)));
        arguments.extend(self.conda.map(|conda| ("conda_file", conda)));
        if let Some((path, file)) = self.build {
            let build = Datum::Mapping(vec![
                ("path".to_owned(), Datum::Text(path.clone())),
                ("dockerfile_path".to_owned(), Datum::Text(file.clone())),
            ]);
            let say = |text: &str| python_string(text, program.quote);
            let context = names.local("BuildContext");
            let text = format!("{context}(path={}, dockerfile_path={})", say(&path), say(&file));
            arguments.push(("build", Term::Source { text, known: Some(build) }));
        }
        let makes = arguments.iter().any(|(key, _)| *key != "name");
        makes.then(|| made_of(program, names, &arguments))
    }
}

/// A call of v2's `Environment`, and what it is.
pub(super) fn made_of(program: &Program, names: &Names, arguments: &[(&str, Term)]) -> Term {
    let known = arguments.iter().map(|(key, term)| Some(((*key).to_owned(), term.known()?.clone())));
    let known = known.collect::<Option<_>>().map(Datum::Mapping);
    let written: Vec<String> =
        arguments.iter().map(|(key, term)| format!("{key}={}", spell::say(program, term))).collect();
    let (class, one_line) = (names.local("Environment"), written.join(", "));
    let text = match one_line.len() < 80 {
        true => format!("{class}({one_line})"),
        false => {
            let lines: String = written.iter().map(|argument| format!("{}{argument},\n", program.unit())).collect();
            format!("{class}(\n{lines})")
        }
    };
    Term::Source { text, known }
}

/// The packages that a `CondaDependencies` holds, as the content of a conda file.
fn packages(program: &Program, value: &Value) -> Option<Term> {
    let object = value.object().filter(|object| object.class.contains("CondaDependencies"))?;
    let created = object.name() == "create";
    if let Some(file) = object.argument("conda_dependencies_file_path", 0).filter(|_| !created) {
        return program.method_calls(value.span).next().is_none().then(|| spell::term(program, file));
    }
    let list = |name: &str| object.arguments.get(name).filter(|_| created).map(|entry| &entry.value);
    let (mut conda, mut pip) = (Items::default(), Items::default());
    conda.add(program, list("conda_packages"));
    pip.add(program, list("pip_packages"));
    let mut python = list("python_version").and_then(Value::known_text).unwrap_or("3.10").to_owned();
    for (method, call) in program.method_calls(value.span) {
        let argument = call.argument("", 0).or_else(|| call.arguments.entries.first().map(|entry| &entry.value))?;
        match method {
            "add_pip_package" => pip.one(program, argument),
            "add_conda_package" => conda.one(program, argument),
            "set_python_version" => python = argument.known_text()?.to_owned(),
            _ => return None,
        }
    }
    Some(conda_file(program, &python, &conda, &pip))
}

/// The items of a list, in code and as far as they are known.
#[derive(Default)]
struct Items {
    code: Vec<String>,
    known: Option<Vec<Datum>>,
    unknown: bool,
}

impl Items {
    fn add(&mut self, program: &Program, list: Option<&Value>) {
        let Some(list) = list else { return };
        match list.items().filter(|_| list.through_name.is_none()) {
            Some(items) => items.iter().for_each(|item| self.one(program, item)),
            None => {
                self.code.push(format!("*{}", program.source(list)));
                match Datum::of(list) {
                    Some(Datum::List(items)) => self.known.get_or_insert_default().extend(items),
                    _ => self.unknown = true,
                }
            }
        }
    }

    fn one(&mut self, program: &Program, item: &Value) {
        self.code.push(program.source(item).to_owned());
        match Datum::of(item) {
            Some(datum) => self.known.get_or_insert_default().push(datum),
            None => self.unknown = true,
        }
    }
}

fn conda_file(program: &Program, python: &str, conda: &Items, pip: &Items) -> Term {
    let say = |text: &str| python_string(text, program.quote);
    let python = format!("python={python}");
    let mut code = vec![say(&python), say("pip")];
    code.extend(conda.code.iter().cloned());
    let mut known = vec![Datum::Text(python), Datum::Text("pip".to_owned())];
    known.extend(conda.known.iter().flatten().cloned());
    if !pip.code.is_empty() {
        code.push(format!("{{{}: [{}]}}", say("pip"), pip.code.join(", ")));
        known
            .push(Datum::Mapping(vec![("pip".to_owned(), Datum::List(pip.known.iter().flatten().cloned().collect()))]));
    }
    let text = format!("dict(channels=[{}], dependencies=[{}])", say("conda-forge"), code.join(", "));
    let channels = Datum::List(vec![Datum::Text("conda-forge".to_owned())]);
    let known =
        Datum::Mapping(vec![("channels".to_owned(), channels), ("dependencies".to_owned(), Datum::List(known))]);
    Term::Source { text, known: (!conda.unknown && !pip.unknown).then_some(known) }
}

/// The statement at whose place an environment is complete: the last of those that make it.
pub(super) fn last_statement(definition: &Definition) -> Span {
    definition.parts.iter().copied().chain([definition.statement]).max().unwrap_or(definition.statement)
}
