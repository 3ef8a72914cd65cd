import { InvalidRequestError } from '@switchyard/contracts';
import { parseFlow } from './parse-flow';
import { flowSchema } from './flow-text';

const problemsOf = (text: string): Readonly<Record<string, string>> => {
  try {
    parseFlow(text);
    return {};
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.problems;
    throw error;
  }
};
const json = (routines: object, connections: string[] = [], more: object = {}): string =>
  JSON.stringify({ flow_id: 'f', routines, connections, ...more });
const map = { type: 'map', config: { value: '$' } };
const many = Object.fromEntries(Array.from({ length: 10_000 }, (_none, at) => [`r${at}`, 1]));
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...[1, 2, 3, 4, 5, 6].map(
    (n) =>
      `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
  ),
].join('\n');

describe('a flow', () => {
  it('is complete once it is parsed', () => {
    const flow = parseFlow(
      [
        'flow_id: f',
        'error: { strategy: continue }',
        'routines:',
        '  a: { task: wservice.generate_subtitle_files, inputs: { segments_file: "${{ path }}" } }',
        '  b: { type: batch, config: { size: 2 }, error: { strategy: skip } }',
        'connections: [a -> b]',
      ].join('\n'),
    );
    const [a, b] = flow.routines;
    expect(a).toMatchObject({
      ...{ routine_type: 'task', max_active: 4, error: { strategy: 'continue', max_retries: 3 } },
      activation_policy: { type: 'immediate', config: {}, description: expect.stringMatching(/each item/) as string },
      slots: [{ slot_name: 'in', max_queue_length: 1000, watermark: 0.8 }],
      events: [{ event_name: 'out', connections: [{ routine_id: 'b', slot_name: 'in' }] }],
    });
    expect(b).toMatchObject({
      error: { strategy: 'skip' },
      activation_policy: { type: 'batch_size', config: { min_batch_size: 2 } },
    });
  });

  it('has a schema that names every field', () => {
    expect(Object.keys(flowSchema()['properties'] as object)).toContain('routines');
  });

  it.each([
    ['a tab', 'flow_id: f\nroutines:\n\ta: x', 'source', /line 3, column 1/],
    ['anchors that explode', `flow_id: f\n${bomb}`, 'source', /anchor is used too often/],
    ['nothing', '', '*', /./],
    ['10 000 routines', json(many), 'routines', /are 10000; at most 1000/],
    ['an unknown field', json({ a: { ...map, colour: 'red' } }), 'routines.a.colour', /./],
    ['two routines of one name', 'flow_id: f\nroutines:\n  a: {}\n  a: {}', 'source', /line 4.*unique/],
    ['a connection to itself', json({ a: map }, ['a -> a']), 'connections[0]', /to itself/],
    ['an unknown task', json({ a: { task: 'no.such' } }), 'routines.a.task', /"no.such" is not in the catalogue/],
    ['a missing slot', json({ a: map, b: map }, ['a -> b.left']), 'connections[0]', /no slot left; it has in/],
    ['a missing event', json({ a: map, b: map }, ['a.up -> b']), 'connections[0]', /no event up; it has out/],
    ['a routine alone', json({ a: map, b: map, c: map }, ['a -> b']), 'routines.c', /not reachable/],
    ['a cycle', json({ s: map, a: map, b: map }, ['s -> a', 'a -> b', 'b -> a']), 'routines.a', /cycle/],
    ['a wrong expression', json({ a: { type: 'map', config: { value: '(' } } }), 'routines.a.config.value', /JSONata/],
    [
      'a batch over its slot',
      json({ a: { type: 'batch', config: { size: 9 }, slots: { in: { max_queue_length: 2 } } } }),
      'routines.a.slots.in.max_queue_length',
      /less than a batch of 9/,
    ],
    [
      'an input that the task lacks',
      json({ a: { task: 'ffmpeg.probe', inputs: { film: 'x' } } }),
      'routines.a.inputs.film',
      /is no input of ffmpeg.probe/,
    ],
    [
      'an output that the task lacks',
      json(
        {
          a: { task: 'ffmpeg.probe', inputs: { video_path: '/share/a' } },
          b: { task: 'ffmpeg.probe', inputs: { video_path: '${{ a.film }}' } },
        },
        ['a -> b'],
      ),
      'routines.b.inputs.video_path',
      /ffmpeg.probe gives no film/,
    ],
    [
      'an output of another type',
      json(
        {
          a: { task: 'ffmpeg.probe', inputs: { video_path: '/share/a' } },
          b: { task: 'ffmpeg.probe', inputs: { video_path: '${{ a.frames }}' } },
        },
        ['a -> b'],
      ),
      'routines.b.inputs.video_path',
      /takes path, but a.frames is integer/,
    ],
  ])('with %s is refused at its place', (_what, text, place, why) => {
    const problems = problemsOf(text);
    expect(Object.keys(problems).length).toBeGreaterThan(0);
    if (place !== '*') expect(problems[place]).toMatch(why);
  });

  it('may have a cycle with a batch in it', () => {
    const batch = { type: 'batch', config: { size: 2 } };
    expect(problemsOf(json({ s: map, a: map, b: batch }, ['s -> a', 'a -> b', 'b -> a']))).toEqual({});
  });
});
