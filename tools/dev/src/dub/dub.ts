import type { SwitchyardClient } from '@switchyard/client';
import { parseSegments, parseSrt } from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { chooseVideo, near, say, since, withSystem } from '../demo/demo';
import { run } from '../demo/tools';
import { PLACES, type DevSettings } from '../dev-settings';
import { fetchModels, fetchVoices } from '../models';
import { dubTasks, LANGUAGE, type Dubbed } from './dub-tasks';
import { judgeDub } from './dub-verdict';

/** The model that is fetched by default has 135 million parameters. */
const UNTRANSLATED = 'the language model cannot translate them; a larger one can, see LLM_PROVIDER and LLM_PROVIDERS';

/** From a film to one in another language: text, voice and subtitles, the old ones out of the picture. */
export async function dub(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  const { video } = await chooseVideo(settings, signal);
  const models = await fetchModels(settings, signal);
  await fetchVoices(settings, signal);
  await withSystem(settings, models, signal, async (gateway, during) => {
    const { path } = await gateway.files.upload(video);
    say(`tasks   for ${path}`);
    const dubbed = await dubTasks(gateway, path, models, during);
    const file = join(PLACES.demo, `${basename(video, extname(video))}.${LANGUAGE.code}.mp4`);
    await writeFile(file, (await gateway.files.download(dubbed.video)).body);
    const texts = await textsOf(gateway, dubbed, file, during);
    texts.heard.forEach(({ speaker, text }, at) =>
      say(`  ${speaker ?? '?'}  ${text}  →  ${(texts.translated[at]?.text ?? '').replaceAll('\n', ' ')}`),
    );
    const same = texts.heard.filter(({ text }, at) => text === texts.translated[at]?.text).length;
    if (same > 0) say(`  ${same} of ${texts.heard.length} lines stayed as they were: ${UNTRANSLATED}`);
    const each = dubbed.tasks.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ');
    say(`\nvideo: ${near(file)}\ntimes: ${each}; all together ${since(began)}`);
    judgeDub({ ...dubbed, ...texts }, LANGUAGE.code);
  });
}

async function textsOf(gateway: SwitchyardClient, dubbed: Dubbed, file: string, signal: AbortSignal) {
  const text = async (path: string): Promise<string> => new Response((await gateway.files.download(path)).body).text();
  const track = ['-v', 'error', '-i', file, '-map', '0:s:0', '-f', 'srt', '-'];
  return {
    heard: parseSegments(await text(dubbed.heard)),
    translated: parseSegments(await text(dubbed.translated)),
    laidOut: parseSrt(await text(dubbed.subtitles)),
    inVideo: parseSrt(await run('ffmpeg', track, { cwd: PLACES.demo, signal })),
  };
}
