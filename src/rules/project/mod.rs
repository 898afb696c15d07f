//! PJ6xx: what a step says against the files around it: its script, its component, its environment and its data.

super::group! {
    entry_script_not_python,
}
