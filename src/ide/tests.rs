//! What holds of every feature at every place of every text.

use super::{completion, definition, highlight, hints, hover, links, outline, prepare_rename, references, rename};
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

/// What is asked of a place of names, and of the whole document.
fn check_names(view: View, offset: usize) {
    let sound = |span: Span| assert!(view.text().get(span.start..span.end).is_some(), "{span:?}");
    if let Some((span, targets)) = definition(view, offset) {
        sound(span);
        assert!(!targets.is_empty());
        assert!(
            targets
                .iter()
                .all(|target| target.file.is_some() || view.text().get(target.span.start..target.span.end).is_some())
        );
    }
    highlight(view, offset).iter().for_each(|target| sound(target.span));
    let _ = references(view, offset, &[]);
    if let Ok((span, name)) = prepare_rename(view, offset) {
        sound(span);
        let _ = rename(view, offset, &format!("{name}_2"), &[]);
    }
}

fn check_whole(view: View) {
    let sound = |span: Span| assert!(view.text().get(span.start..span.end).is_some(), "{span:?}");
    links(view).iter().for_each(|link| sound(link.span));
    outline(view).iter().for_each(|item| sound(item.span));
    let all = Span::new(0, view.text().len());
    hints(view, all, Words::new(Locale::Ja)).iter().for_each(|hint| sound(Span::at(hint.offset)));
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
        check_whole(view);
        for place in places.into_iter().chain([cut]) {
            let place = place % (document.text().len() + 2);
            check(view, place);
            check_names(view, place);
        }
    }
}
