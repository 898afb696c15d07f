//! Messages on byte streams: JSON in frames with a `Content-Length`. Knows nothing of what the messages say. Never gives
//! up on a stream that still has bytes: what is no frame is passed over.

use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};

/// A frame that announces more than this many bytes is none.
const MAX_LENGTH: u64 = 1 << 30;

const LENGTH: &str = "content-length:";

/// What was read.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    /// A message.
    Message(Value),
    /// Bytes that are no message, and why.
    Malformed(String),
}

/// The next message; `None` at the end of the stream.
///
/// # Errors
/// If the stream cannot be read.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    match read_header(input)? {
        Header::End => Ok(None),
        Header::Broken => Ok(Some(Incoming::Malformed("there is no `Content-Length`".to_owned()))),
        Header::Length(length) => {
            let mut body = Vec::new();
            // The length is only believed as far as bytes arrive.
            if input.by_ref().take(length).read_to_end(&mut body)? as u64 != length {
                return Ok(None);
            }
            let message = serde_json::from_slice(&body);
            Ok(Some(message.map_or_else(|error| Incoming::Malformed(error.to_string()), Incoming::Message)))
        }
    }
}

enum Header {
    Length(u64),
    Broken,
    End,
}

/// Reads lines up to an empty one. After a frame whose length was wrong, the next header begins somewhere in a line.
fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim_end().is_empty() {
            return Ok(length.map_or(Header::Broken, Header::Length));
        }
        length = length_in(&text).or(length);
    }
}

fn length_in(line: &str) -> Option<u64> {
    let lower = line.to_ascii_lowercase();
    let number = &lower[lower.rfind(LENGTH)? + LENGTH.len()..];
    number.trim().parse().ok().filter(|length| *length <= MAX_LENGTH)
}

/// Writes one message.
///
/// # Errors
/// If the stream cannot be written.
pub fn write(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(stream: &str, expected: &[Option<Value>]) {
        let mut input = stream.as_bytes();
        let mut found = Vec::new();
        while let Some(incoming) = read(&mut input).unwrap() {
            found.push(match incoming {
                Incoming::Message(message) => Some(message),
                Incoming::Malformed(_) => None,
            });
        }
        assert_eq!(found, expected, "{stream:?}");
    }

    #[test]
    fn reads_messages_whatever_stands_between() {
        let one = "Content-Length: 1\r\n\r\n1";
        check("", &[]);
        check(one, &[Some(json!(1))]);
        check("content-length:1\nContent-Type: x\n\n2", &[Some(json!(2))]);
        check(&format!("rubbish\r\n\r\n{one}"), &[None, Some(json!(1))]);
        check(&format!("Content-Length: 2\r\n\r\n{{]{one}"), &[None, Some(json!(1))]);
        check(&format!("Content-Length: x\r\n\r\n{one}"), &[None, Some(json!(1))]);
        check(&format!("Content-Length: 99999999999999\r\n\r\n{one}"), &[None, Some(json!(1))]);
        check(&format!("Content-Length: 2\r\n\r\n[1]{one}"), &[None, Some(json!(1))]);
        check("Content-Length: 9\r\n\r\n1", &[]);
        check("Content-Length: 9", &[]);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut stream = Vec::new();
        write(&mut stream, &json!({"text": "日本🦀\r\n"})).unwrap();
        assert_eq!(read(&mut stream.as_slice()).unwrap(), Some(Incoming::Message(json!({"text": "日本🦀\r\n"}))));
    }
}
