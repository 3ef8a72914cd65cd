import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** Server-sent events out of chunks that may end anywhere, also within a character. */
export class SseReader {
  private readonly decoder = new TextDecoder();
  private messages: EventSourceMessage[] = [];
  private readonly parser = createParser({ onEvent: (message) => this.messages.push(message) });

  /** The events that are whole with this chunk. */
  feed(chunk: Uint8Array): EventSourceMessage[] {
    this.messages = [];
    this.parser.feed(this.decoder.decode(chunk, { stream: true }));
    return this.messages;
  }
}
