//! From html5gum's tokens to html5ever's tree builder, each with the byte at which it begins.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Error, ForwardingEmitter, Span, State, Tokenizer};
use zwgk_spec::vocabulary::Limit;

use super::sink::{Budget, Handle, Sink};

/// Attributes of one element: each is compared with those before it.
pub(super) const ATTRIBUTES: usize = 512;

/// How trees are built: as in a browser, whose scripts run.
pub(super) fn options() -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: true, drop_doctype: true, ..TreeBuilderOpts::default() }
}

/// Parses a text; beyond the budget it stops and says which limit was reached.
pub(super) fn build(text: &str, budget: Budget) -> Result<Sink, Limit> {
    let builder = TreeBuilder::new(Sink::new(budget), options());
    let glue = Glue { builder: &builder, tag: None, next_state: None, over: None };
    let mut tokenizer = Tokenizer::new_with_emitter(text, Forward(CallbackEmitter::new(glue)));
    // No token comes out but the limit that ends the work.
    if let Some(Ok(limit)) = tokenizer.next() {
        return Err(limit);
    }
    drop(tokenizer);
    match builder.sink.over() {
        Some(limit) => Err(limit),
        None => Ok(builder.sink),
    }
}

type Builder = TreeBuilder<Handle, Sink>;

/// Collects a tag and hands whole tokens on.
#[derive(Clone)]
struct Glue<'b> {
    builder: &'b Builder,
    tag: Option<(Tag, usize)>,
    /// What the tree builder wants the tokenizer to do after a tag.
    next_state: Option<State>,
    over: Option<Limit>,
}

impl Glue<'_> {
    fn put(&mut self, token: Token, start: usize) {
        self.builder.sink.at(start, matches!(token, Token::CharacterTokens(_)));
        // Lines are found from bytes when somebody asks.
        self.next_state = match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => Some(State::ScriptData),
        };
        self.over = self.over.or(self.builder.sink.over());
    }

    fn end_of_tag(&mut self, self_closing: bool) {
        if let Some((mut tag, start)) = self.tag.take() {
            tag.self_closing = self_closing;
            let name = tag.name.clone();
            self.put(Token::TagToken(tag), start);
            self.builder.sink.own(&name);
        }
    }

    fn text(&mut self, value: &[u8], start: usize) {
        // Characters come whole: the input is UTF-8 and the tokenizer cuts at ASCII only.
        let value = String::from_utf8_lossy(value);
        let mut offset = start;
        for (number, part) in value.split('\0').enumerate() {
            if number > 0 {
                self.put(Token::NullCharacterToken, offset);
                offset += 1;
            }
            if !part.is_empty() {
                self.put(Token::CharacterTokens(StrTendril::from_slice(part)), offset);
            }
            offset += part.len();
        }
    }
}

impl Callback<Limit, usize> for Glue<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Limit> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Some((tag(TagKind::StartTag, name), span.start)),
            CallbackEvent::AttributeName { name } => {
                if let Some((tag, _)) = &mut self.tag {
                    if tag.attrs.len() >= ATTRIBUTES {
                        self.over = self.over.or(Some(Limit::Attributes));
                    } else {
                        tag.attrs.push(attribute(name));
                    }
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(last) = self.tag.as_mut().and_then(|(tag, _)| tag.attrs.last_mut()) {
                    last.value = tendril(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some((tag, _)) = &mut self.tag {
                    keep_first_of_each_name(&mut tag.attrs);
                }
                self.end_of_tag(self_closing);
            }
            CallbackEvent::EndTag { name } => self.put(Token::TagToken(tag(TagKind::EndTag, name)), span.start),
            CallbackEvent::String { value } => self.text(value, span.start),
            CallbackEvent::Comment { value } => self.put(Token::CommentToken(tendril(value)), span.start),
            CallbackEvent::Doctype { name, public_identifier, system_identifier, force_quirks } => {
                let name = Some(name).filter(|name| !name.is_empty()).map(tendril);
                let (public_id, system_id) = (public_identifier.map(tendril), system_identifier.map(tendril));
                self.put(Token::DoctypeToken(Doctype { name, public_id, system_id, force_quirks }), span.start);
            }
            CallbackEvent::Error(_) => {}
        }
        self.over
    }
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(&String::from_utf8_lossy(bytes))
}

fn local(bytes: &[u8]) -> LocalName {
    LocalName::from(&*String::from_utf8_lossy(bytes))
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    Tag { kind, name: local(name), self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}

fn attribute(name: &[u8]) -> Attribute {
    Attribute { name: QualName::new(None, ns!(), local(name)), value: StrTendril::new() }
}

/// Of attributes of one name the first holds, as in every browser. Bounded by [`ATTRIBUTES`].
fn keep_first_of_each_name(attributes: &mut Vec<Attribute>) {
    let mut number = 1;
    while let Some((seen, [candidate, ..])) = attributes.split_at_checked(number) {
        if seen.iter().any(|a| a.name == candidate.name) {
            attributes.remove(number);
        } else {
            number += 1;
        }
    }
}

/// The emitter: html5gum's, with the tree builder's word on what the tokenizer does next.
struct Forward<'b>(CallbackEmitter<Glue<'b>, Limit, usize>);

impl ForwardingEmitter for Forward<'_> {
    type Token = Limit;

    fn inner(&mut self) -> &mut impl Emitter<Token = Limit> {
        &mut self.0
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        // Half the time of tokenizing goes into them, and no rule asks.
        false
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        let glue = self.0.callback_mut();
        if glue.over.is_none() {
            glue.put(Token::EOFToken, usize::MAX);
            glue.builder.end();
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let none = self.0.emit_current_tag();
        let wanted = self.0.callback_mut().next_state.take();
        if wanted.is_some() {
            self.0.init_string();
        }
        wanted.or(none)
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.0.callback_mut().builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
