//! Replacements in a text, applied in one pass. Does not know why they are made.

use super::Span;

/// Replace the bytes of `span` by `replacement`. An empty span inserts, an empty replacement deletes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Edit {
    /// Replaces `span`.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Inserts before byte `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Deletes `span`.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Edits of one text, sorted and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

/// Why edits cannot be made together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits replace the same byte, or insert at the same place.
    #[error("the edits at bytes {} and {} overlap", .0.span.start, .1.span.start)]
    Overlap(Edit, Edit),
    /// An edit lies outside the text or cuts a character.
    #[error("the edit at bytes {}..{} does not fit the text", .0.span.start, .0.span.end)]
    Misfit(Edit),
}

impl Edits {
    /// Sorts `edits`; equal ones count once.
    ///
    /// # Errors
    /// [`EditError::Overlap`] if two of them touch the same bytes.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, EditError> {
        edits.sort();
        edits.dedup();
        let clash = edits.windows(2).find(|pair| overlap(&pair[0], &pair[1]));
        match clash {
            Some(pair) => Err(EditError::Overlap(pair[0].clone(), pair[1].clone())),
            None => Ok(Self(edits)),
        }
    }

    /// Adds all of `more`, or none of it if one of its edits overlaps one that is here.
    pub fn try_add(&mut self, more: &[Edit]) -> bool {
        let Ok(more) = Self::new(more.to_vec()) else { return false };
        if more.iter().any(|edit| self.clashes(edit)) {
            return false;
        }
        for edit in more.0 {
            if let Err(place) = self.0.binary_search(&edit) {
                self.0.insert(place, edit);
            }
        }
        true
    }

    /// Whether an edit overlaps one that is here and is not the same.
    fn clashes(&self, edit: &Edit) -> bool {
        let Err(place) = self.0.binary_search(edit) else { return false };
        let before = place.checked_sub(1).is_some_and(|index| overlap(&self.0[index], edit));
        before || self.0.get(place).is_some_and(|next| overlap(edit, next))
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits in the order of the text.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Edit> {
        self.0.iter()
    }

    /// The text after all edits.
    ///
    /// # Errors
    /// [`EditError::Misfit`] if one lies outside `text` or cuts a character.
    pub fn apply(&self, text: &str) -> Result<String, EditError> {
        let mut result = String::with_capacity(text.len() + self.0.iter().map(|e| e.replacement.len()).sum::<usize>());
        let mut done = 0;
        for edit in &self.0 {
            let kept = text.get(done..edit.span.start).filter(|_| text.is_char_boundary(edit.span.end));
            let Some(kept) = kept else { return Err(EditError::Misfit(edit.clone())) };
            result.push_str(kept);
            result.push_str(&edit.replacement);
            done = edit.span.end;
        }
        result.push_str(text.get(done..).unwrap_or_default());
        Ok(result)
    }
}

fn overlap(first: &Edit, second: &Edit) -> bool {
    second.span.start < first.span.end || (first.span.start == second.span.start && first.span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(text: &str, edits: Vec<Edit>) -> String {
        Edits::new(edits).unwrap().apply(text).unwrap()
    }

    #[test]
    fn applies_in_text_order_whatever_the_order_given() {
        let edits = vec![Edit::replace(Span::new(3, 4), "Z"), Edit::insert(0, ">"), Edit::delete(Span::new(1, 2))];
        assert_eq!(apply("abcd", edits), ">acZ");
    }

    #[test]
    fn an_insertion_may_touch_a_replacement_but_not_another_insertion() {
        assert_eq!(apply("ab", vec![Edit::replace(Span::new(0, 1), "x"), Edit::insert(1, "-")]), "x-b");
        assert!(Edits::new(vec![Edit::insert(1, "-"), Edit::insert(1, "+")]).is_err());
        assert!(Edits::new(vec![Edit::delete(Span::new(0, 2)), Edit::delete(Span::new(1, 3))]).is_err());
    }

    #[test]
    fn refuses_to_cut_a_character_or_leave_the_text() {
        assert!(Edits::new(vec![Edit::delete(Span::new(0, 1))]).unwrap().apply("é").is_err());
        assert!(Edits::new(vec![Edit::insert(9, "x")]).unwrap().apply("é").is_err());
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let edit = (0usize..9, 0usize..3, "[ab]?");
        let edit = edit.prop_map(|(start, length, with)| Edit::replace(Span::new(start, start + length), with));
        proptest::collection::vec(edit, 0..4)
    }

    proptest! {
        #[test]
        fn adding_is_as_making_anew(first in edits(), second in edits()) {
            let Ok(mut known) = Edits::new(first.clone()) else { return Ok(()) };
            let together = Edits::new([first, second.clone()].concat());
            let before = known.clone();
            prop_assert_eq!(known.try_add(&second), together.is_ok());
            prop_assert_eq!(known, together.unwrap_or(before));
        }

        #[test]
        fn keeps_every_byte_outside(text in "\\PC{0,40}", a in 0usize..40, b in 0usize..40, with in "\\PC{0,5}") {
            let cut = |at: usize| (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let span = Span::new(cut(a.min(b)), cut(a.max(b)));
            let after = apply(&text, vec![Edit::replace(span, with.clone())]);
            prop_assert_eq!(after, format!("{}{}{}", &text[..span.start], with, &text[span.end..]));
        }
    }
}
