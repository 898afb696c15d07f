//! Messages as templates with named arguments. The English template is the key under which translations are found;
//! text is made late, in the reader's language. Knows nothing of rules.

use std::fmt;

/// A sentence for people, not yet put into words: `{name}` in the template stands for an argument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    template: &'static str,
    arguments: Vec<(&'static str, String)>,
}

impl Message {
    /// A message from its English template. Prefer [`message!`](crate::message!), which names the arguments.
    #[must_use]
    pub fn new(template: &'static str, arguments: Vec<(&'static str, String)>) -> Self {
        Self { template, arguments }
    }

    /// The English template, which is also the key of its translations.
    #[must_use]
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// The arguments by name.
    #[must_use]
    pub fn arguments(&self) -> &[(&'static str, String)] {
        &self.arguments
    }

    /// The words of this message in another template, such as a translation.
    #[must_use]
    pub fn fill(&self, template: &str) -> String {
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
            text.push_str(argument);
            rest = &tail[length..];
        }
        text.push_str(rest);
        text
    }

    /// The argument whose placeholder `tail` begins with, and the placeholder's length.
    fn argument_at(&self, tail: &str) -> Option<(&str, usize)> {
        let close = tail.find('}')?;
        let name = &tail[1..close];
        self.arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| (value.as_str(), close + 1))
    }
}

/// The English words.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fill(self.template))
    }
}

/// A [`Message`]: `message!("`{key}` is unknown", key = name)`. Braces that name no argument are kept as they are, so
/// `${{inputs.x}}` may be written plainly.
#[macro_export]
macro_rules! message {
    ($template:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new($template, vec![$((stringify!($name), ($value).to_string())),*])
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn fills_only_what_it_knows() {
        let message = message!("`{key}` is no key; write `${{inputs.{name}}}`", key = "a{name}", name = 5);
        assert_eq!(message.to_string(), "`a{name}` is no key; write `${{inputs.5}}`");
        assert_eq!(message.fill("{name}: {key}"), "5: a{name}");
        assert_eq!(message!("{ {} {x").to_string(), "{ {} {x");
    }
}
