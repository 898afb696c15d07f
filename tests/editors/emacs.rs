//! Emacs with Eglot.

use crate::page;
use crate::scene::Scene;

#[test]
fn emacs_works_as_the_page_says() {
    let scene = Scene::new();
    scene.write("home/.emacs.d/init.el", &page::configuration("Emacs", "elisp"));
    let mut editor = scene.editor("PARLINT_EMACS", "emacs");
    editor.args(["--batch", "--funcall", "package-initialize", "--load"]).arg(scene.path("home/.emacs.d/init.el"));
    editor.args(["--load", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/editors/emacs.el")]);
    scene.play(editor);
}
