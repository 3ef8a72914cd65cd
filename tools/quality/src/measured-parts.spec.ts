import type { Figure } from './measures';
import { measureParts } from './measured-parts';
import { page, shortfalls } from './report';

const figure = (of: string, ours: number): Figure => ({ of, unit: '%', ours, aim: { is: 'at most', value: 9 } });
const old = { figures: [figure('old speech', 5)], load: 0.5, quick: false };

/** Measures `speakers`, `hearing` and `speaking`, of which those named fail. */
async function measured(...failing: string[]) {
  const [kept, said]: [string[][], string[]] = [[], []];
  const made = await measureParts({
    ...{ parts: ['speakers', 'hearing', 'speaking'], quick: true, before: { hearing: old, reading: old } },
    measure: async (part) => {
      if (failing.includes(part)) throw new Error('the Python originals ended before they had answered');
      return [figure(part, 7)];
    },
    keep: async (known) => void kept.push(Object.keys(known)),
    say: (line) => void said.push(line),
  });
  return { ...made, kept, said };
}

describe('parts that are measured', () => {
  it('are all kept, each as soon as it is known', async () => {
    const { known, failed, kept } = await measured();
    expect(failed).toEqual([]);
    expect(kept.map((parts) => parts.length)).toEqual([3, 3, 4]);
    expect(known['hearing']).toMatchObject({ figures: [figure('hearing', 7)], quick: true });
    expect(known['reading']).toBe(old);
  });

  it('go on when one fails, whose old figures stay', async () => {
    const { known, failed, said } = await measured('hearing');
    expect(failed).toEqual(['hearing: the Python originals ended before they had answered']);
    expect(said).toContain(`  failed: ${failed[0]}`);
    expect(known['hearing']).toBe(old);
    expect(Object.keys(known).sort()).toEqual(['hearing', 'reading', 'speakers', 'speaking']);
  });

  it('are left out of the page where they were never measured', async () => {
    const { known } = await measured('speakers', 'speaking');
    expect(Object.keys(known).sort()).toEqual(['hearing', 'reading']);
    expect(page(known)).toContain('| old speech | 5.0 % |');
    expect(page(known)).not.toContain('| speakers |');
  });
});

it('names the promises that are missed', () => {
  expect(shortfalls([figure('good', 9), figure('bad', 9.1)])).toEqual(['bad: 9.1 %, at most 9']);
});
