import type { Clip } from './clips';
import { EngineProcess } from './engine-process';
import { ENGINES, type Commands, type Engine } from './measure';
import { MOST_THREADS } from './plan';

/** The texts of one recording. */
export type ClipTexts = { clip: string } & Record<Engine, string>;

const [PEER, OURS] = ENGINES;

/** Transcribes greedily, each window without the text before it: what is left are the rules, which both should share. */
export async function readTexts(commands: Commands, clips: readonly Clip[]): Promise<ClipTexts[]> {
  const [peer, ours] = [PEER, OURS].map((engine) => EngineProcess.start(commands[engine](MOST_THREADS)));
  const textsOf = async ({ name, path, language }: Clip): Promise<ClipTexts> => {
    const request = { path, language, beamSize: 1, wordTimestamps: false, conditionOnPreviousText: false };
    const answers = await Promise.all([peer!.transcribe(request), ours!.transcribe(request)]);
    process.stderr.write(`${name}: ${answers[0].text === answers[1].text ? 'the same' : 'another text'}\n`);
    return { clip: name, [PEER]: answers[0].text, [OURS]: answers[1].text };
  };
  const texts: ClipTexts[] = [];
  for (const clip of clips) texts.push(await textsOf(clip));
  await Promise.all([peer!.end(), ours!.end()]);
  return texts;
}

/** How many texts are the same to the letter, and those that are not. */
export function reportTexts(texts: readonly ClipTexts[]): string {
  const others = texts.filter((each) => each[PEER] !== each[OURS]);
  const differences = others.flatMap((each) => [
    '',
    each.clip,
    ...ENGINES.map((engine) => `  ${engine}:${each[engine]}`),
  ]);
  return [`${texts.length - others.length} of ${texts.length} texts are the same`, ...differences].join('\n');
}
