import { PrintedText } from './printed-text';

describe('what engines print', () => {
  let told: string[];
  let printed: PrintedText;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    printed = new PrintedText((message) => void told.push(message));
  });
  afterEach(() => void jest.useRealTimers());

  it('is told at most twice a second', () => {
    for (let at = 0; at < 20; at += 1) {
      printed.add(`line ${at}\n`);
      jest.advanceTimersByTime(100);
    }
    expect(told).toHaveLength(4);
    expect(told.join('\n').split('\n')).toEqual(Array.from({ length: 20 }, (_, at) => `line ${at}`));
  });

  it('is told without empty entries, and each word once', () => {
    printed.add(' \n');
    printed.flush();
    printed.add('once');
    printed.flush();
    jest.advanceTimersByTime(1000);
    expect(told).toEqual(['once']);
  });

  it('fills neither memory nor log, and says where it was left out', () => {
    for (let at = 0; at < 200; at += 1) {
      printed.add('x'.repeat(100_000));
      jest.advanceTimersByTime(500);
    }
    expect(told).toHaveLength(50);
    expect(Math.max(...told.map((message) => message.length))).toBeLessThan(2100);
    expect(told.at(-1)).toMatch(/left out\)$/);
  });
});
