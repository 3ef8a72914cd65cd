import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { GatewaySettings } from '../gateway.settings';
import { OpenStreams } from './open-streams';

const response = (): ServerResponse => new EventEmitter() as ServerResponse;

it('gives one client a number of streams at a time, and others theirs', () => {
  const streams = new OpenStreams(Object.assign(new GatewaySettings(), { maxStreams: 2 }));
  const [first, second] = [response(), response()];
  for (const one of [first, second]) {
    streams.admit('10.0.0.1');
    streams.add(one, '10.0.0.1');
  }
  expect(() => streams.admit('10.0.0.1')).toThrow('too many streams');
  expect(() => streams.admit('10.0.0.2')).not.toThrow();
  first.emit('close');
  expect(() => streams.admit('10.0.0.1')).not.toThrow();
});
