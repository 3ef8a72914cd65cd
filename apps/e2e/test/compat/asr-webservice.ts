import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseSrt, parseVtt } from '@switchyard/subtitles';
import { SENTENCES, speech } from '@switchyard/testing';
import { wordsOf, type CompatWorld } from './compat-world';

/** Bare samples, as Bazarr sends them. */
const samplesOf = (path: string): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-ac', '1', '-ar', '16000', '-']);

export const describeAsrWebservice = (world: CompatWorld): void =>
  describe('the interface of whisper-asr-webservice', () => {
    const [SENTENCE = ''] = SENTENCES;
    const said = wordsOf(SENTENCE);
    let spoken: string;
    beforeAll(async () => (spoken = await speech([SENTENCE])));

    const post = async (path: string, file: Buffer, field = 'audio_file'): Promise<Response> => {
      const form = new FormData();
      form.set(field, new Blob([Uint8Array.from(file)]), 'film.wav');
      const headers = { 'x-switchyard-reuse': 'any' };
      return fetch(`${world.system.api.url}${path}`, { method: 'POST', body: form, headers });
    };

    it('gives Bazarr the subtitles of bare samples, and their language', async () => {
      const samples = samplesOf(spoken);
      const query = 'task=transcribe&language=en&output=srt&encode=false&video_file=%2Ffilms%2Fa.mkv';
      const srt = await post(`/asr?${query}`, samples);
      expect([srt.status, srt.headers.get('asr-engine')]).toEqual([200, 'switchyard']);
      const cues = parseSrt(await srt.text());
      expect(wordsOf(cues.map(({ text }) => text).join(' '))).toBe(said);
      const detected = await post('/detect-language?encode=false', samples);
      expect(await detected.json()).toEqual({ detected_language: 'english', language_code: 'en', confidence: 1 });
      const stage = await world.system.api.stage(detected.headers.get('x-switchyard-task-id') ?? '');
      expect(stage).toMatchObject({ status: 'SUCCESS', input_params: { speech_limit: 30 } });
    }, 60_000);

    it('gives text, VTT, a table and JSON, of the same speech by one task', async () => {
      const file = await readFile(spoken);
      const tasks = new Set<string | null>();
      const answer = async (output: string): Promise<string> => {
        const reply = await post(`/asr?output=${output}`, file);
        const { reused_from } = await world.taskOf(reply.headers.get('x-switchyard-task-id'));
        tasks.add(reused_from ?? null);
        return reply.text();
      };
      const [text, tsv] = [await answer('txt'), await answer('tsv')];
      const [vtt, json] = [await answer('vtt'), await answer('json&word_timestamps=true')];
      expect(tasks.size).toBe(3); // two that were computed, and null for each of them
      expect(wordsOf(text.replaceAll('\n', ' '))).toBe(said);
      expect(parseVtt(vtt)).toHaveLength(1);
      const [head, ...lines] = tsv.trim().split('\n');
      expect(head).toBe('start\tend\ttext');
      expect(lines.every((line) => /^\d+\t\d+\t\S/.test(line))).toBe(true);
      const heard = JSON.parse(json) as { text: string; language: string; segments: { words: object[] }[] };
      expect([wordsOf(heard.text), heard.language]).toEqual([said, 'en']);
      expect(heard.segments.flatMap(({ words }) => words)).toHaveLength(said.split(' ').length);
    }, 60_000);

    it('says what is wrong', async () => {
      const asked = ['/asr?output=docx', '/asr?language=klingon', '/asr?tempo=2'].map((path) =>
        post(path, Buffer.from('x')),
      );
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([400, 400, 400]);
      const other = await post('/asr', Buffer.from('x'), 'file');
      expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('audio_file')]);
    });
  });
