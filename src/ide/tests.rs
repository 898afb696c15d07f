//! What holds of every feature at every place of every text.

use super::{completion, hover};
use crate::document::{Document, Language};
use crate::locale::Words;
use crate::project::{Memory, Project, View};
use crate::rules::testing::{FRAMES, damage, damaged};
use crate::tables::Locale;
use crate::text::Span;
use proptest::prelude::*;
use std::path::Path;

fn check(view: View, offset: usize) {
    let sound = |span: Span| view.text().get(span.start..span.end).is_some();
    let words = Words::new(Locale::En);
    if let Some(hover) = hover(view, offset, words) {
        assert!(sound(hover.span) && !hover.markdown.is_empty(), "{hover:?}");
    }
    for item in completion(view, offset, words) {
        assert!(sound(item.span) && item.span.touches(offset), "{item:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nothing_fails_anywhere(frame in 0..FRAMES.len(), damage in damage(), cut in 0usize..2000, places in prop::collection::vec(0usize..2000, 12)) {
        let (path, text) = FRAMES[frame];
        let mut text = damaged(text, path.ends_with(".py"), &damage);
        let cut = text.floor_char_boundary(cut);
        text.truncate(cut);
        let path = Path::new(path);
        let project = Project::new(Memory::new(FRAMES.map(|(path, text)| (path.into(), text.to_owned()))));
        let document = Document::new(path, text, Language::of(path).unwrap());
        let view = View::new(&document, &project);
        places.into_iter().chain([cut]).for_each(|place| check(view, place % (document.text().len() + 2)));
    }
}
