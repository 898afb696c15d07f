//! The forms of paths as people write them. Knows texts only; what stands at a path, it does not ask.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// What no path has that is meant as it is written: places to be filled in, patterns, what some systems forbid.
const PLACEHOLDERS: [char; 11] = ['<', '>', '{', '}', '$', '%', '*', '?', '|', '"', '\n'];

/// Whether a text is certainly a path on the author's machine that counts from a folder of the project: no address, no
/// asset, not absolute, nothing to be filled in.
#[must_use]
pub fn is_relative(text: &str) -> bool {
    !(text.is_empty() || is_absolute(text) || text.contains([':', '@']) || text.contains(PLACEHOLDERS))
}

/// Whether a path counts from the root of one machine, its drive or its user's home, on whatever system.
#[must_use]
pub fn is_absolute(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive =
        bytes.len() >= 3 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'/' | b'\\');
    drive || text.starts_with(['/', '\\', '~'])
}

/// The path that a text writes, its parts put between by `/` or `\`.
#[must_use]
pub fn path(text: &str) -> PathBuf {
    PathBuf::from(text.replace('\\', "/"))
}

/// The path without `.` and with `..` taken back where that is certain.
#[must_use]
pub fn normalize(path: &Path) -> PathBuf {
    if is_normal(path) {
        return path.to_owned();
    }
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// Whether a path certainly is as [`normalize`] leaves it, told without taking it apart.
fn is_normal(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let starts_plain = text.strip_prefix(b"/").unwrap_or(text).first().is_some_and(|first| !b"./".contains(first));
    let plain = !text.windows(2).any(|pair| pair[0] == b'/' && b"./".contains(&pair[1]));
    MAIN_SEPARATOR == '/' && starts_plain && plain && !text.ends_with(b"/")
}

/// Whether a path leads out of the folder that it counts from.
#[must_use]
pub fn leaves(path: &Path) -> bool {
    normalize(path).components().next() == Some(Component::ParentDir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative() {
        for text in ["src", "./src", "../src/a b", ".", "src\\sub", ".azureml/x.yml", "日本"] {
            assert!(is_relative(text), "{text}");
        }
        let others = [
            "",
            "/src",
            "~/src",
            "\\\\host\\src",
            "C:\\src",
            "https://a.net/b",
            "azureml:code:1",
            "git+https://a/b",
            "wasbs://c@a/x",
            "data@latest",
            "${{parent.inputs.code}}",
            "<your code>",
            "{{ code }}",
            "$(code)",
            "%CODE%",
        ];
        for text in others {
            assert!(!is_relative(text), "{text}");
        }
    }

    #[test]
    fn absolute() {
        for text in ["/a", "~", "~/a", "\\a", "\\\\host\\a", "C:/a", "c:\\a"] {
            assert!(is_absolute(text), "{text}");
        }
        for text in ["a", "C:", "C:a", "CC:/a", "https://a", "日:/"] {
            assert!(!is_absolute(text), "{text}");
        }
    }

    #[test]
    fn cleaned() {
        for (text, clean, out) in
            [("./a/../b", "b", false), ("a/../../b", "../b", true), (".", "", false), ("a\\b", "a/b", false)]
        {
            assert_eq!((normalize(&path(text)), leaves(&path(text))), (clean.into(), out), "{text}");
        }
    }
}
