//! Reading a file that may turn out to be none of our business. Knows nothing of what is in it but whether it is text.

use crate::message;
use crate::message::Message;
use crate::text::nearest;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What came of reading.
#[derive(Debug)]
pub enum Outcome {
    /// The bytes.
    Bytes(Vec<u8>),
    /// It is larger than the limit, by its number of bytes.
    Large(u64),
    /// It could not be read.
    Failed(io::Error),
}

/// Reads a file that is no larger than `limit`, in one go.
#[must_use]
pub fn read(path: &Path, limit: u64) -> Outcome {
    match try_read(path, limit) {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(error),
    }
}

fn try_read(path: &Path, limit: u64) -> io::Result<Outcome> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.len() > limit {
        return Ok(Outcome::Large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // A pipe has no size of its own: never take more than one byte beyond the limit.
    file.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    Ok(if length > limit { Outcome::Large(length) } else { Outcome::Bytes(bytes) })
}

/// Why a file that was asked for by name could not be read.
#[must_use]
pub fn explain(path: &Path, error: &io::Error) -> Message {
    let broken_link = || std::fs::read_link(path).ok().map(|target| target.display().to_string());
    match (error.kind(), broken_link()) {
        (io::ErrorKind::NotFound, Some(target)) => {
            message!("the symbolic link points to `{target}`, which does not exist", target = target)
        }
        (io::ErrorKind::NotFound, None) => message!("there is no such file or folder"),
        (io::ErrorKind::PermissionDenied, _) => message!("permission to read it is denied"),
        _ => message!("it cannot be read: {error}", error = error),
    }
}

/// What is there and was probably meant by a path that leads nowhere: a neighbour in its folder, or one of `commands`.
#[must_use]
pub fn probable(path: &Path, commands: &[String]) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.take(MAX_NAMES);
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
        return Some(path.with_file_name(near).display().to_string());
    }
    let command = || nearest(name, commands.iter().map(String::as_str)).map(str::to_owned);
    folder.is_none().then(command).flatten()
}

/// So many names of a folder are compared.
const MAX_NAMES: usize = 10_000;

/// The text of some bytes.
///
/// # Errors
/// Why they are no text, and whether nobody would take them for text.
pub fn text(bytes: Vec<u8>) -> Result<String, (Message, bool)> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((message!("it is UTF-16 text; save it as UTF-8"), false));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err((message!("it is a binary file"), true));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..error.utf8_error().valid_up_to()]).count() + 1;
        (message!("it is no UTF-8 text: line {line} has bytes that mean nothing; save it as UTF-8", line = line), false)
    })
}
