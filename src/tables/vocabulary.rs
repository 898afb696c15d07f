//! The words the table speaks in: where something is written, what becomes of it, in which language it is explained.
//!
//! Knows no field and no file.

/// Declares an enum whose variants have a name in `schemas/`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it in `schemas/`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one that `schemas/` calls `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                let unknown = || serde::de::Error::custom(format!("{word} is no {}", stringify!($name)));
                Self::from_name(&word).ok_or_else(unknown)
            }
        }
    };
}

words! {
    /// Where a step can be written.
    Surface {
        /// Parallel component in YAML: a file, or a mapping under `component:`.
        Component = "component",
        /// Pipeline node that carries its own `task:`.
        Inline = "inline",
        /// Pipeline node that uses a component.
        Node = "node",
        /// The pipeline job around the nodes.
        Pipeline = "pipeline",
        /// `parallel_run_function` of the Python SDK v2.
        SdkV2 = "sdk_v2",
        /// `ParallelRunConfig` and `ParallelRunStep` of the Python SDK v1.
        SdkV1 = "sdk_v1",
        /// The `parallel_run_config:` file of SDK v1.
        V1Yaml = "v1_yaml",
    }
}

words! {
    /// Which mapping or call of a surface an entry stands in; inner ones first.
    Place {
        /// `retry_settings`.
        RetrySettings = "retry_settings",
        /// `resources`.
        Resources = "resources",
        /// `build` of an environment.
        Build = "build",
        /// An environment written in place, or a call of `Environment`.
        Environment = "environment",
        /// `task`, or a call of `RunFunction`.
        Task = "task",
        /// `identity`.
        Identity = "identity",
        /// One input: of a component on [`Surface::Component`], of a job elsewhere, a call of `Input` in Python.
        Input = "input",
        /// One output, likewise.
        Output = "output",
        /// `settings` of a pipeline.
        Settings = "settings",
        /// The configuration of SDK v1: a call of `ParallelRunConfig`, or what stands under `parallel_run_config:`.
        Config = "config",
        /// The outermost mapping or call of the surface.
        Step = "step",
        /// An attribute assigned to the node that `parallel_run_function` or a component returned.
        Attribute = "attribute",
    }
}

words! {
    /// What becomes of a key that is written there.
    Effect {
        /// It takes effect.
        Takes = "takes",
        /// It is accepted and thrown away without a word.
        Dropped = "dropped",
        /// It is sent to where nobody reads it; a warning is all.
        Sent = "sent",
        /// The SDK refuses it.
        Refused = "refused",
    }
}

words! {
    /// What kind of value a field holds.
    Kind {
        /// Text.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// A number.
        Number = "number",
        /// True or false.
        Boolean = "boolean",
        /// One number, text or Boolean.
        Scalar = "scalar",
        /// A list.
        List = "list",
        /// A mapping with keys of its own, or free ones.
        Mapping = "mapping",
        /// A mapping from names to texts.
        Texts = "texts",
        /// A mapping from names to inputs or outputs.
        Ports = "ports",
        /// One `${{…}}` expression.
        Expression = "expression",
        /// A path.
        Path = "path",
        /// A reference such as `azureml:<name>:<version>`, or a mapping in its stead.
        Reference = "reference",
        /// An object of the Python SDK.
        Object = "object",
    }
}

words! {
    /// What the names in a `${{…}}` expression refer to.
    Scope {
        /// The step's own ports: `inputs`, `outputs`.
        Task = "task",
        /// The pipeline around the node: `parent`.
        Node = "node",
    }
}

words! {
    /// A language that parlint explains itself in.
    Locale {
        /// English.
        En = "en",
        /// Japanese.
        Ja = "ja",
        /// Korean.
        Ko = "ko",
    }
}

pub(super) use words;
