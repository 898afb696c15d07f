//! The forms of references to assets and files. Knows texts only.

/// Whether a text is a full reference to an asset or file. A name has no `/`, a resource or an address begins with one.
pub(in crate::rules) fn is_reference(text: &str) -> bool {
    match text.strip_prefix("azureml:") {
        Some(asset) => !asset.contains('/') || asset.starts_with('/'),
        None => text.starts_with("file:"),
    }
}

/// Whether a text is an address that the SDK downloads from.
pub(in crate::rules) fn is_download(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| ["http", "https", "ftp", "ftps"].contains(&scheme.as_str()))
}

/// Whether a text is an address or the name of an asset, and not a path.
pub(in crate::rules) fn is_address(text: &str) -> bool {
    text.contains("://") || ["azureml:", "file:", "git+", "git@"].iter().any(|prefix| text.starts_with(prefix))
}

/// Whether a text is `<name>:<version>` or `<name>@<label>`.
pub(in crate::rules) fn is_versioned(text: &str) -> bool {
    text.split_once([':', '@']).is_some_and(|(name, rest)| is_asset_name(name) && is_asset_name(rest))
}

/// Whether a text is `azureml:<name>` without version or label.
pub(in crate::rules) fn is_bare_asset(text: &str) -> bool {
    text.strip_prefix("azureml:").is_some_and(is_asset_name)
}

/// Whether a text is the bare name of an asset.
pub(in crate::rules) fn is_asset_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

/// Whether a text is a path to a YAML file.
pub(in crate::rules) fn is_yaml_path(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    (lower.ends_with(".yml") || lower.ends_with(".yaml")) && !text.contains("://")
}
