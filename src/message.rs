//! Messages as templates with named arguments. The English template is the key under which translations are found;
//! text is made late, in the reader's language. Knows nothing of rules.

use std::fmt;

/// The English text of a message, `{name}` standing for an argument. [`template!`](crate::template!) and
/// [`message!`](crate::message!) make them, and by these names `tests/translations.rs` finds every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Template(&'static str);

impl Template {
    /// A template whose translation is somebody's care: that of the macros and of the tables.
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self(english)
    }
}

/// A sentence for people, not yet put into words. It cannot be displayed as it is: who shows it chooses the language,
/// mostly by [`Words::say`](crate::locale::Words::say).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    template: Template,
    arguments: Vec<(&'static str, Argument)>,
}

/// What stands for a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// What is the same in every language: names, code, numbers.
    Text(String),
    /// Words.
    Message(Message),
}

/// What can be an argument.
pub trait ToArgument {
    /// The argument.
    fn to_argument(&self) -> Argument;
}

impl<T: fmt::Display + ?Sized> ToArgument for T {
    fn to_argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl ToArgument for Message {
    fn to_argument(&self) -> Argument {
        Argument::Message(self.clone())
    }
}

impl ToArgument for &Message {
    fn to_argument(&self) -> Argument {
        (*self).to_argument()
    }
}

impl Message {
    /// A message from its template. Prefer [`message!`](crate::message!), which names the arguments.
    #[must_use]
    pub fn new(template: Template, arguments: Vec<(&'static str, Argument)>) -> Self {
        Self { template, arguments }
    }

    /// The words of this message, `translate` giving each template in the reader's language.
    #[must_use]
    pub fn words<'t>(&self, translate: &impl Fn(&'static str) -> &'t str) -> String {
        let template = translate(self.template.0);
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            text.push_str(&rest[..open]);
            let tail = &rest[open..];
            let Some((argument, length)) = self.argument_at(tail) else {
                text.push('{');
                rest = &tail[1..];
                continue;
            };
            match argument {
                Argument::Text(argument) => text.push_str(argument),
                Argument::Message(message) => text.push_str(&message.words(translate)),
            }
            rest = &tail[length..];
        }
        text.push_str(rest);
        text
    }

    /// The words in English.
    #[must_use]
    pub fn english(&self) -> String {
        self.words(&|english| english)
    }

    /// The argument whose placeholder `tail` begins with, and the placeholder's length.
    fn argument_at(&self, tail: &str) -> Option<(&Argument, usize)> {
        let close = tail.find('}')?;
        let name = &tail[1..close];
        self.arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| (value, close + 1))
    }
}

/// A [`Template`].
#[macro_export]
macro_rules! template {
    ($english:literal) => {
        $crate::message::Template::new($english)
    };
}

/// A [`Message`]: `message!("`{key}` is unknown", key = name)`. Braces that name no argument are kept as they are, so
/// `${{inputs.x}}` may be written plainly. An argument that is words of English is a message of its own:
/// `message!("`{key}` is {kind}", key = name, kind = message!("a list"))`.
#[macro_export]
macro_rules! message {
    ($template:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new(
            $crate::message::Template::new($template),
            vec![$((stringify!($name), $crate::message::ToArgument::to_argument(&$value))),*],
        )
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn fills_only_what_it_knows() {
        let message = message!("`{key}` is no key; write `${{inputs.{name}}}`", key = "a{name}", name = 5);
        assert_eq!(message.english(), "`a{name}` is no key; write `${{inputs.5}}`");
        assert_eq!(message.words(&|_| "{name}: {key}"), "5: a{name}");
        assert_eq!(message!("{ {} {x").english(), "{ {} {x");
    }

    #[test]
    fn an_argument_that_is_a_message_speaks_the_same_language() {
        let message = message!("{name} is {kind}", name = "x", kind = message!("a list"));
        let german = |english: &'static str| if english == "a list" { "eine Liste" } else { "{name} ist {kind}" };
        assert_eq!((message.english().as_str(), message.words(&german).as_str()), ("x is a list", "x ist eine Liste"));
    }
}
