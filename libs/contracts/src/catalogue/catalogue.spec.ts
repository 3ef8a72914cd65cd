import { RequestError } from '../errors/request-error';
import { fieldsOf } from '../fields/field';
import { jsonSchemaOf } from '../fields/json-schema';
import { CATALOGUE, taskNamed, tasksOf } from './catalogue';
import { SERVICES } from './task-definition';

const refusal = (name: string): RequestError => {
  try {
    taskNamed(name);
  } catch (error) {
    if (error instanceof RequestError) return error;
  }
  throw new Error(`${name} was not refused`);
};

describe('the catalogue', () => {
  it('names every task once', () => {
    const names = CATALOGUE.flatMap((task) => [task.name, ...(task.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it('has tasks for every service', () => {
    for (const service of SERVICES) expect(tasksOf(service).length).toBeGreaterThan(0);
  });

  it.each(CATALOGUE.map((task) => [task.name, task] as const))('describes %s whole', (_name, task) => {
    expect(task.description.length).toBeGreaterThan(10);
    expect(task.limits?.timeout ?? 7200).toBeGreaterThan(0);
    for (const type of [task.input, task.output]) {
      for (const [field, spec] of Object.entries(fieldsOf(type))) {
        expect({ field, description: spec.description.length > 3 }).toEqual({ field, description: true });
      }
      expect(jsonSchemaOf(type)).toHaveProperty('properties');
    }
  });

  it('takes missing inputs only from outputs that exist', () => {
    for (const task of CATALOGUE) {
      for (const [field, places] of Object.entries(task.sources ?? {})) {
        expect(fieldsOf(task.input)).toHaveProperty([field]);
        for (const place of places as readonly string[]) {
          const dot = place.lastIndexOf('.');
          expect(fieldsOf(taskNamed(place.slice(0, dot)).output)).toHaveProperty([place.slice(dot + 1)]);
        }
      }
    }
  });

  it('lists near matches of an unknown name', () => {
    expect(refusal('ffmpeg.extract_audo').details).toMatchObject({ near: ['ffmpeg.extract_audio'] });
    expect(refusal('extract_audio').details).toMatchObject({ near: expect.arrayContaining(['ffmpeg.extract_audio']) });
    expect(refusal('quantum.fold_protein_chains').details).toMatchObject({ near: [] });
    expect(refusal('x'.repeat(10_000)).code).toBe('UNKNOWN_TASK_NAME');
  });
});
