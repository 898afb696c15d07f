//! Neovim, with the keys that it has for a language server by itself.

use crate::page;
use crate::scene::Scene;

#[test]
fn neovim_works_as_the_page_says() {
    let scene = Scene::new();
    scene.write("home/config/nvim/init.lua", &page::configuration("Neovim", "lua"));
    let mut editor = scene.editor("PARLINT_NEOVIM", "nvim");
    editor.args(["--headless", "-S", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/editors/neovim.lua")]);
    scene.play(editor);
}
