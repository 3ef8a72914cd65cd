import i18next, { type TFunction } from 'i18next';
import {
  CATALOGUE,
  DiskFullError,
  EngineCrashedError,
  EngineStalledError,
  InputUnavailableError,
  ModelUnavailableError,
  PoisonTaskError,
  TaskCancelledError,
  TaskExpiredError,
  TaskTimeoutError,
  WorkerLostError,
  describedFields,
} from '@switchyard/contracts';
import type { TaskView } from '@switchyard/client';
import { catalogueZh } from '../src/i18n/catalogue.zh';
import { toldEn } from '../src/i18n/told.en';
import { zh } from '../src/i18n/zh';
import { en } from '../src/i18n/en';
import { unitOf } from '../src/pages/new-task/schema';
import { doing } from '../src/pages/task/words';
import { wordOf, worded } from '../src/parts/told';

let inEnglish: TFunction;
let inChinese: TFunction;

beforeAll(async () => {
  const resources = { en: { translation: en }, zh: { translation: zh } };
  await i18next.init({ resources, fallbackLng: 'en', interpolation: { escapeValue: false } });
  inEnglish = i18next.getFixedT('en');
  inChinese = i18next.getFixedT('zh');
});

/** As gateway, monitor and workers compose them. */
const SENTENCES: [told: string, inChinese: string][] = [
  ['waiting for gpu_lock:0, 3rd', '等待 gpu_lock:0，排第 3 位'],
  ['waiting for gpu_lock:host-a:1, 11th', '等待 gpu_lock:host-a:1，排第 11 位'],
  ['waiting for a GPU', '等待 GPU'],
  ['waiting for worker: tts', '等待 tts 的工作进程'],
  ['waiting for worker: paddleocr with a GPU', '等待有 GPU 的 paddleocr 工作进程'],
  ['waiting for its turn: 2 ahead', '排队中：前面还有 2 个任务'],
  ['waiting 4 s before attempt 2 of 3', '4 秒后开始第 2 次尝试（共 3 次）'],
  ['12 of 40 lines', '已完成 12 / 40 行'],
  ['no check for 99 s', '已有 99 秒没有检查'],
];

const ERRORS = [
  new DiskFullError('/share'),
  new EngineStalledError(600),
  new EngineCrashedError('ocr', 'signal SIGKILL'),
  new EngineCrashedError('ocr', 'signal SIGKILL', 'std::bad_alloc'),
  new InputUnavailableError('video_path', '404'),
  new ModelUnavailableError('lama', 'it is not here'),
  new PoisonTaskError(3, new WorkerLostError('ocr@vm')),
  new TaskCancelledError(),
  new TaskExpiredError(9),
  new TaskTimeoutError(5, 'soft'),
];

describe('a sentence of the system', () => {
  it.each(SENTENCES)('%s', (told, wanted) => {
    expect(worded(inChinese, told)).toBe(wanted);
    expect(worded(inEnglish, told)).toBe(told);
  });

  it.each(ERRORS.map((error) => [error.message, error] as const))('is known for each failure: %s', (_, error) => {
    expect(worded(inEnglish, error.message)).toBe(error.message);
    expect(worded(inChinese, error.message)).not.toMatch(/ (the|is|it|of|in) /);
    expect(wordOf(inChinese, 'error', error.code)).toMatch(/\p{Script=Han}/u);
  });

  it('stays as it came when it is not known, and is no template', () => {
    expect(worded(inChinese, 'a sentence that {{nobody}} knows')).toBe('a sentence that {{nobody}} knows');
    expect(wordOf(inChinese, 'event', 'some_news')).toBe('some news');
  });

  it('has a form of its own: each is found by its own name', () => {
    for (const form of Object.values(toldEn.sentence)) {
      const told = form.replaceAll(/\{\{(\w+)\}\}/g, '<$1>');
      expect(worded(inEnglish, told)).toBe(told);
      expect(worded(inChinese, told)).toMatch(/\p{Script=Han}/u);
    }
  });
});

it('has the texts of every task and input field in Chinese', () => {
  const texts = CATALOGUE.flatMap(({ description, input }) => [
    description,
    ...describedFields(input).map(({ schema }) => unitOf(String(schema['description'])).text),
  ]);
  expect(texts.filter((text) => !/\p{Script=Han}/u.test(catalogueZh[text] ?? ''))).toEqual([]);
});

it('tells once when a waiting task begins', () => {
  const task = {
    status: 'queued',
    position: 4,
    estimated_wait: 20,
    reason: 'waiting for its turn: 3 ahead, about 20 s',
  };
  expect(doing(inEnglish, task as TaskView)).toBe(
    'waiting for its turn: 3 ahead · place 4 in the queue · starts in about 20.0 s',
  );
  expect(doing(inChinese, task as TaskView)).toBe('排队中：前面还有 3 个任务 · 队列第 4 位 · 大约 20.0 s 后开始');
});
