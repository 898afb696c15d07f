//! What a script asks of SDK v1, and of the environment that SDK v1 makes. Leaves out what never runs, and what stands in
//! a `try`, where the script has another way.

use super::Script;
use crate::syntax::python::{CallId, Callee, Data, Guard, Home, NameUse, NodeId, Object, Surrounding, UseForm};
use crate::text::Span;

/// The attributes of a run that hold datasets.
const DATASETS: [&str; 2] = ["input_datasets", "output_datasets"];

impl Script {
    /// Where the script reads the datasets of its run.
    #[must_use]
    pub fn run_datasets(&self) -> &[Span] {
        self.run_datasets.get_or_init(|| self.find_run_datasets())
    }

    fn find_run_datasets(&self) -> Vec<Span> {
        let module = self.module();
        let contexts: Vec<_> =
            module.calls().filter(|site| self.is_v1(&site.callee, &["Run.get_context"])).map(|site| site.id).collect();
        if contexts.is_empty() {
            return Vec::new();
        }
        let calls = contexts.iter().filter_map(|call| module.call_node(*call));
        let names =
            module.names_in(self.whole()).filter(|found| self.is_made_by(found, &contexts)).map(|found| found.node);
        let read = calls.chain(names).filter_map(|node| match module.surrounding(node) {
            Surrounding::Attribute { name, whole } if DATASETS.contains(&name) => Some(whole),
            _ => None,
        });
        let mut found: Vec<_> = read.filter(|node| self.is_needed(*node)).map(|node| module.span(node)).collect();
        found.sort_unstable();
        found
    }

    /// Where the script fetches a registered model.
    #[must_use]
    pub fn registered_models(&self) -> &[Span] {
        self.registered_models.get_or_init(|| self.find_registered_models())
    }

    fn find_registered_models(&self) -> Vec<Span> {
        let module = self.module();
        let fetches = |callee: &Callee, id: CallId| {
            let made =
                self.is_v1(callee, &["Model"]) && module.call(id).is_some_and(|call| !call.layout.items.is_empty());
            made || self.is_v1(callee, &["Model.get_model_path"])
        };
        let sites = module.calls().filter(|site| fetches(&site.callee, site.id));
        sites
            .filter(|site| module.call_node(site.id).is_some_and(|node| self.is_needed(node)))
            .map(|site| site.span)
            .collect()
    }

    /// The environment variables that the script reads and does not set, each with the places.
    #[must_use]
    pub fn environment_reads(&self) -> &[(String, Span)] {
        self.environment_reads.get_or_init(|| self.find_environment_reads())
    }

    fn find_environment_reads(&self) -> Vec<(String, Span)> {
        let module = self.module();
        let set: Vec<_> = module.attribute_assignments().filter_map(|it| Some(it.path.last()?.text.clone())).collect();
        let indexed = module.names_in(self.whole()).filter_map(|found| {
            let variables = self.environment(found.node)?;
            let Surrounding::Indexed { index, whole } = module.surrounding(variables) else { return None };
            Some((self.text_of(index)?, whole))
        });
        let asked = module.calls().filter_map(|site| {
            let Callee::Qualified(name) = &site.callee else { return None };
            let reads = ["os.getenv", "os.environ.get"].contains(&name.as_str());
            let call = module.call(site.id).filter(|_| reads)?;
            Some((call.positional.first()?.as_str()?.to_owned(), module.call_node(site.id)?))
        });
        let mut found: Vec<_> = indexed
            .chain(asked)
            .filter(|(name, node)| !set.contains(name) && self.is_needed(*node))
            .map(|(name, node)| (name, module.span(node)))
            .collect();
        found.sort_unstable_by_key(|(_, span)| *span);
        found
    }

    fn whole(&self) -> Span {
        Span::new(0, self.module().text().len())
    }

    /// Whether what is called is one of these of `azureml.core`.
    fn is_v1(&self, callee: &Callee, names: &[&str]) -> bool {
        let Callee::Qualified(name) = callee else { return false };
        let rest = name.strip_prefix("azureml.core.");
        rest.is_some_and(|rest| names.iter().any(|name| rest == *name || rest.ends_with(&format!(".{name}"))))
    }

    /// Whether a name stands for what one of these calls made.
    fn is_made_by(&self, found: &NameUse, calls: &[CallId]) -> bool {
        let made =
            |object: Object| matches!(object, Object::Made { call, path } if path.is_empty() && calls.contains(&call));
        if made(self.module().object(found.node)) {
            return true;
        }
        // A name under `global` is bound in one function and read in another.
        let bindings = || {
            self.uses(found.name).filter(|other| {
                other.home == Home::Module
                    && !matches!(other.form, UseForm::Read | UseForm::Method(_) | UseForm::Declared)
            })
        };
        found.home == Home::Module
            && bindings().count() == 1
            && bindings()
                .all(|other| matches!(other.form, UseForm::Assigned(Some(value)) if made(self.module().object(value))))
    }

    /// The expression that is `os.environ`, of which this name is the beginning or all.
    fn environment(&self, name: NodeId) -> Option<NodeId> {
        let module = self.module();
        let is_environment = |node: NodeId| module.object(node) == Object::Qualified("os.environ".to_owned());
        if is_environment(name) {
            return Some(name);
        }
        let Surrounding::Attribute { whole, .. } = module.surrounding(name) else { return None };
        is_environment(whole).then_some(whole)
    }

    fn text_of(&self, expression: NodeId) -> Option<String> {
        match self.module().value(expression).data {
            Data::Str(text) if !text.has_holes() => Some(text.as_str().to_owned()),
            _ => None,
        }
    }

    /// Whether an expression runs with the script, and what it raises is not handled.
    fn is_needed(&self, expression: NodeId) -> bool {
        let tried = self.module().guards(expression).iter().any(|guard| matches!(guard, Guard::Try(_)));
        !tried && !self.is_main_only(expression)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, ask: fn(&Script) -> &[Span], expected: &str) {
        check_all(source, |script| ask(script).to_vec(), expected);
    }

    fn check_all(source: &str, ask: impl Fn(&Script) -> Vec<Span>, expected: &str) {
        let script = Script::parse(source);
        let found: Vec<_> = ask(&script).iter().map(|span| span.slice(source)).collect();
        assert_eq!(found.join(" "), expected, "{source}");
    }

    #[test]
    fn finds_datasets_of_the_run() {
        let check = |body: &str, expected: &str| {
            check(&format!("from azureml.core import Run\n{body}"), Script::run_datasets, expected)
        };
        check("Run.get_context().input_datasets['a']", "Run.get_context().input_datasets");
        check("run = Run.get_context(allow_offline=False)\ndef f(): return run.input_datasets", "run.input_datasets");
        check(
            "def init():\n  global context\n  context = Run.get_context()\ndef run(b): context.output_datasets['a']",
            "context.output_datasets",
        );
        check("try:\n  Run.get_context().input_datasets['a']\nexcept E: pass", "");
        check("if __name__ == '__main__':\n  Run.get_context().input_datasets['a']", "");
        check("Run.get_context().experiment", "");
        check("run = other()\nrun.input_datasets", "");
        check("run = Run.get_context()\nrun = other()\nrun.input_datasets", "");
    }

    #[test]
    fn finds_registered_models() {
        let check = |body: &str, expected: &str| check(body, Script::registered_models, expected);
        check("from azureml.core.model import Model\nModel.get_model_path('a')", "Model.get_model_path('a')");
        check("from azureml.core import Model as M\nM(ws, 'a')", "M(ws, 'a')");
        check("import azureml.core\nazureml.core.Model.get_model_path('a')", "azureml.core.Model.get_model_path('a')");
        check("from azureml.core.model import Model\ntry:\n  Model.get_model_path('a')\nexcept E: pass", "");
        check("from keras import Model\nModel(a)", "");
        check("import mlflow\nmlflow.pyfunc.load_model('a')", "");
    }

    #[test]
    fn finds_environment_variables() {
        let ask = |script: &Script| script.environment_reads().iter().map(|(_, span)| *span).collect();
        let check = |body: &str, expected: &str| check_all(&format!("import os\n{body}"), ask, expected);
        check("os.environ['a']", "os.environ['a']");
        check("os.getenv('a', 'b')", "os.getenv('a', 'b')");
        check("os.environ.get('a')", "os.environ.get('a')");
        check("from os import environ\nf(environ['a'])", "environ['a']");
        check("os.environ[a]", "");
        check("os.environ['a'] = 'b'\nos.environ['a']", "");
    }
}
