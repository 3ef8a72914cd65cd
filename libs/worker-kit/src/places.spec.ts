import { setImmediate as turn } from 'node:timers/promises';
import { DrainError } from './outcome';
import { Places } from './places';

describe('the places of a worker', () => {
  it('tell each attempt which one it ends the solitude of', () => {
    const places = new Places();
    const first = places.beside('a');
    const [second, third] = [places.beside('b'), places.beside('c')];
    expect([first, second, third].map(({ company }) => company)).toEqual([
      { others: 'none' },
      { others: 'some', joins: 'a' },
      { others: 'some' },
    ]);
    first.leave();
    second.leave();
    expect(places.isAlone(third)).toBe(true);
    expect(places.beside('d').company).toEqual({ others: 'some', joins: 'c' });
    expect(places.isAlone(third)).toBe(false);
  });

  it('keep others away from a suspect from the moment in which it waits until it leaves', async () => {
    const places = new Places();
    const other = places.beside('a');
    let came = false;
    const suspect = places.alone('s').finally(() => (came = true));
    expect(places.areOpen).toBe(false);
    await turn();
    expect(came).toBe(false);
    other.leave();
    const { company, leave } = await suspect;
    expect(company).toEqual({ others: 'never' });
    let opened = false;
    void places.opened().then(() => (opened = true));
    await turn();
    expect(opened).toBe(false);
    leave();
    leave();
    await turn();
    expect(opened).toBe(true);
    expect(places.areOpen).toBe(true);
  });

  it('give two suspects their turn one after the other', async () => {
    const places = new Places();
    const [first, second] = [places.alone('s'), places.alone('t')];
    const { leave } = await first;
    leave();
    await expect(second).resolves.toMatchObject({ taskId: 't' });
    expect(places.areOpen).toBe(false);
  });

  it('let go of those that wait when the worker ends', async () => {
    const places = new Places();
    places.beside('a');
    const suspect = places.alone('s');
    places.drain();
    await expect(suspect).rejects.toThrow(DrainError);
    expect(places.areOpen).toBe(true);
  });
});
