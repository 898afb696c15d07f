//! How the features are tested: a block with the cursor drawn in it as `$0` completes a frame of the rules' tests.

use crate::document::Document;
use crate::project::{Project, View};
use crate::rules::testing::{CURSOR, complete, document, project, unindent};

/// A document in its project, with a cursor.
pub(super) struct Case {
    pub document: Document,
    pub project: Project,
    pub offset: usize,
}

impl Case {
    /// Completes `block` by `frame` and takes the cursor out of it.
    #[track_caller]
    pub fn new(frame: &str, block: &str) -> Self {
        Self::with(frame, block, &[])
    }

    /// As [`Self::new`], with other files in place of those of the frames.
    #[track_caller]
    pub fn with(frame: &str, block: &str, files: &[(&str, &str)]) -> Self {
        let mut fixture = complete(frame, &unindent(block));
        files.iter().for_each(|(path, text)| fixture.replace(path, text));
        let (before, after) = fixture.main_text().split_once(CURSOR).expect("no cursor in the block");
        let (offset, text) = (before.len(), format!("{before}{after}"));
        let main = fixture.main().to_owned();
        fixture.replace(&main, &text);
        Self { document: document(&fixture, &text), project: project(&fixture), offset }
    }

    /// The document, seen in its project.
    pub fn view(&self) -> View<'_> {
        View::new(&self.document, &self.project)
    }
}
