import { loadCatalogue, parseCatalogue } from './catalogue';

const SHA = 'a'.repeat(64);
const entry = (name: string, changes = '') => `
  - name: ${name}
    task: paddleocr.perform_ocr
    licence: MIT
    languages: [en]
    files: [{ name: a.onnx, sha256: ${SHA}, bytes: 3 }]
    sources: [{ kind: https, base: 'https://hub.example/', files: { a.onnx: a.onnx } }]
${changes}`;
const problemsOf = (yaml: string): string => {
  try {
    parseCatalogue(yaml, 'test.yaml');
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('the catalogue', () => {
  it('that comes with Switchyard is valid and has both OCR generations', () => {
    const names = loadCatalogue().map((model) => model.name);
    expect(names).toEqual(expect.arrayContaining(['ppocr-v4', 'ppocr-v6']));
  });

  it('reads an entry', () => {
    expect(parseCatalogue(`models: ${entry('x')}`, 'test.yaml')[0]).toMatchObject({ name: 'x', languages: ['en'] });
  });

  it('names entry and field of every problem at once', () => {
    const yaml = `models: ${entry('x').replace(SHA, 'abc')} ${entry('y').replace('bytes: 3', 'bytes: -3')}`;
    const problems = problemsOf(yaml);
    expect(problems).toContain('test.yaml');
    expect(problems).toContain('x: files[0].sha256: must be 64 hex digits in lower case');
    expect(problems).toMatch(/y: files\[0\]\.bytes: /);
  });

  it('counts an entry without a name', () => {
    expect(problemsOf(`models: ${entry('x').replace('name: x', 'named: x')}`)).toMatch(/entry 1: name: /);
  });

  it.each([
    ['a field it does not know', entry('x', '    size: 3'), /x: Unrecognized key: "size"/],
    ['a kind of source it does not know', entry('x').replace('https,', 'ftp,'), /x: sources\[0\]\.kind: /],
    [
      'a file no source has',
      entry('x').replace('{ a.onnx: a.onnx }', '{}'),
      /x: files\[0\]\.name: no source has a\.onnx/,
    ],
    [
      'a source with a stray file',
      entry('x').replace('{ a.onnx:', '{ b.txt: b, a.onnx:'),
      /x: sources\[0\]\.files: b\.txt/,
    ],
    ['a file name that leaves the directory', entry('x').replaceAll('a.onnx', '../a'), /x: files\[0\]\.name: must be/],
    ['a model name that leaves the directory', entry('../x'), /\.\.\/x: name: must be/],
    ['two entries of one name', `${entry('x')}${entry('x')}`, /x: name: another entry has the name x/],
  ])('refuses %s', (_what, models, problem) => {
    expect(problemsOf(`models: ${models}`)).toMatch(problem);
  });

  it('refuses what is no YAML', () => {
    expect(problemsOf('models: [')).toContain('test.yaml');
  });
});
