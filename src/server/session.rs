//! The loop around the service: messages come in, are begun in their order, and answered when they are ready. Knows no
//! feature.
//!
//! `tower-lsp-server` has a loop of its own (`Server`). Its four slots hold up everything behind them, `$/cancelRequest`
//! included, and an error in the stream ends it; so this one stands in its place. Every message is polled once before
//! the next is looked at: what a handler does before its first `.await` it does in the order of the messages.

use super::backend::Backend;
use super::lifecycle;
use super::log::Log;
use super::transport::{self, Incoming};
use crate::guard;
use futures::future::BoxFuture;
use futures::{FutureExt, SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::Value;
use std::io::BufReader;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{Receiver, Sender};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LspService};
use tower_service::Service;

/// Messages that may wait to be looked at before the client has to wait.
const QUEUE: usize = 256;

/// How long the last messages may take to be written after the session has ended.
const FAREWELL: Duration = Duration::from_secs(2);

/// What happens to a session.
#[derive(Debug)]
pub enum Event {
    /// Something was read.
    Incoming(Incoming),
    /// The client is gone.
    Closed,
}

/// A message to the client, or the end of all.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
enum Message {
    Request(Request),
    Response(Response),
    End,
}

/// Where messages to the client go. They are turned into bytes there, so that nothing waits for that.
#[derive(Clone)]
struct Outgoing {
    messages: mpsc::Sender<Message>,
    log: Arc<Log>,
}

impl Outgoing {
    fn send(&self, message: Message) {
        // Nobody takes messages any more when the session is over.
        let _ = self.messages.send(message);
    }

    fn refuse(&self, id: Id, error: Error) {
        self.send(Message::Response(Response::from_error(id, error)));
    }

    fn finish(&self, id: Option<Id>, outcome: Outcome) {
        match outcome {
            Ok(response) => response.unwrap_or(None).into_iter().for_each(|it| self.send(Message::Response(it))),
            // The client must not wait for ever.
            Err(_) => {
                self.log.error(guard::last());
                id.into_iter().for_each(|id| self.refuse(id, Error::internal_error()));
            }
        }
    }
}

/// Serves one client on the standard streams; tells whether it said goodbye.
pub fn serve(runtime: &Runtime, service: LspService<Backend>, socket: ClientSocket, log: &Arc<Log>) -> bool {
    let (events, incoming) = tokio::sync::mpsc::channel(QUEUE);
    let (outgoing, messages) = mpsc::channel();
    let outgoing = Outgoing { messages: outgoing, log: Arc::clone(log) };
    let (done, finished) = mpsc::channel();
    let (reader, writer) = (events.clone(), events.clone());
    std::thread::spawn(move || read(&reader));
    std::thread::spawn(move || {
        write(&messages, &writer);
        // Nobody is waiting if the client took its time.
        let _ = done.send(());
    });
    let session = Session { service, outgoing: outgoing.clone(), events, said_goodbye: false };
    let said_goodbye = runtime.block_on(session.run(socket, incoming));
    // The answers given so far are written, unless the client does not take them.
    outgoing.send(Message::End);
    let _ = finished.recv_timeout(FAREWELL);
    said_goodbye
}

fn read(events: &Sender<Event>) {
    let mut input = BufReader::new(std::io::stdin());
    while let Ok(Some(incoming)) = transport::read(&mut input) {
        if events.blocking_send(Event::Incoming(incoming)).is_err() {
            return;
        }
    }
    let _ = events.blocking_send(Event::Closed);
}

fn write(messages: &mpsc::Receiver<Message>, events: &Sender<Event>) {
    let mut output = std::io::stdout();
    while let Ok(message @ (Message::Request(_) | Message::Response(_))) = messages.recv() {
        if transport::write(&mut output, &message).is_err() {
            let _ = events.blocking_send(Event::Closed);
            return;
        }
    }
}

struct Session {
    service: LspService<Backend>,
    outgoing: Outgoing,
    events: Sender<Event>,
    said_goodbye: bool,
}

/// What became of a request: an answer, none for a notification, or a panic.
type Outcome = std::thread::Result<Result<Option<Response>, ExitedError>>;

impl Session {
    async fn run(mut self, socket: ClientSocket, mut events: Receiver<Event>) -> bool {
        let (mut requests, mut responses) = socket.split();
        let outgoing = self.outgoing.clone();
        let forward = async move {
            while let Some(request) = requests.next().await {
                outgoing.send(Message::Request(request));
            }
        };
        let forward = tokio::spawn(forward);
        while let Some(Event::Incoming(incoming)) = events.recv().await {
            match incoming {
                Incoming::Malformed(why) => {
                    self.outgoing.log.warning(format_args!("what came is no message: {why}"));
                    self.outgoing.refuse(Id::Null, Error::parse_error());
                }
                Incoming::Message(message) if message.get("method").is_some() => match Request::deserialize(&message) {
                    Ok(request) if request.method() == "exit" => break,
                    Ok(request) => self.begin(request),
                    Err(_) => self.outgoing.refuse(id_of(&message), Error::invalid_request()),
                },
                Incoming::Message(message) => match response(message) {
                    Ok(response) => drop(responses.send(response).await),
                    Err(id) => self.outgoing.refuse(id, Error::invalid_request()),
                },
            }
        }
        forward.abort();
        self.said_goodbye
    }

    /// Starts on a request; what is not done at once goes on while the next one is looked at.
    fn begin(&mut self, request: Request) {
        let id = request.id().cloned();
        self.outgoing.log.debug(format_args!(
            "{} {}",
            request.method(),
            id.as_ref().map_or_else(String::new, Id::to_string)
        ));
        if let ("initialize", Some(parameters)) = (request.method(), request.params()) {
            lifecycle::watch_client(parameters, self.events.clone());
        }
        let is_goodbye = request.method() == "shutdown";
        let call: BoxFuture<'static, _> = self.service.call(request);
        let mut call = AssertUnwindSafe(call).catch_unwind();
        let outgoing = self.outgoing.clone();
        match (&mut call).now_or_never() {
            Some(outcome) => {
                self.said_goodbye |= is_goodbye && is_success(&outcome);
                outgoing.finish(id, outcome);
            }
            None => drop(tokio::spawn(async move { outgoing.finish(id, call.await) })),
        }
    }
}

fn is_success(outcome: &Outcome) -> bool {
    matches!(outcome, Ok(Ok(Some(response))) if response.is_ok())
}

/// A message without a method as the answer to a request of ours; one without a result has none to give.
fn response(mut message: Value) -> Result<Response, Id> {
    let id = id_of(&message);
    let Some(fields) = message.as_object_mut().filter(|fields| fields.contains_key("id")) else { return Err(id) };
    if !fields.contains_key("error") {
        fields.entry("result").or_insert(Value::Null);
    }
    Response::deserialize(message).map_err(|_| id)
}

/// The id of a message that is no request, as far as it has one.
fn id_of(message: &Value) -> Id {
    message.get("id").and_then(|id| Id::deserialize(id).ok()).unwrap_or_default()
}
