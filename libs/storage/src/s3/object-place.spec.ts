import { ObjectStore } from './object-store';
import { S3Settings } from './s3-settings';
import { objectPlace } from './object-place';

describe('the place of an object', () => {
  it.each([
    ['s3://media/a/film.mp4', ['media'], { bucket: 'media', key: 'a/film.mp4' }],
    ['S3://Media/a b%20c.mp4', ['media'], { bucket: 'media', key: 'a b%20c.mp4' }],
    ['s3://media/in/a', ['other', 'media/in/'], { bucket: 'media', key: 'in/a' }],
  ])('%s is in %j', (url, buckets, place) => expect(objectPlace(url, buckets)).toEqual(place));

  it.each([
    ['s3://media/a', [], /S3_BUCKETS/],
    ['s3://media/a', ['medi', 'media-2'], /none of the S3_BUCKETS/],
    ['s3://media/input/a', ['media/in/'], /none of the S3_BUCKETS/],
    ['s3://media/in/../a', ['media/in/'], /"\.\."/],
    ['s3://media/a\u0000b', ['media'], /control characters/],
    [`s3://media/${'a'.repeat(1025)}`, ['media'], /1024 bytes/],
    ['s3://media', ['media'], /s3:\/\/bucket\/key/],
    ['s3://m/a', ['m'], /s3:\/\/bucket\/key/],
    ['s3://user@media/a', ['media'], /s3:\/\/bucket\/key/],
  ])('%s is refused with %j', (url, buckets, reason) => expect(() => objectPlace(url, buckets)).toThrow(reason));
});

describe('where the outputs of a task go', () => {
  const place = (settings: Partial<S3Settings>, upload?: string | boolean): string | undefined =>
    new ObjectStore(Object.assign(new S3Settings(), settings)).targetOf(upload);

  it.each([
    [{ s3Buckets: ['media'] }, undefined, undefined],
    [{ s3Buckets: ['media'] }, false, undefined],
    [{ s3Buckets: ['media'] }, true, 's3://media/'],
    [{ s3Buckets: ['media/out/', 'other'] }, true, 's3://media/out/'],
    [{ s3Buckets: ['media'], s3Outputs: 's3://media/done/' }, true, 's3://media/done/'],
    [{ s3Buckets: ['media'], s3Outputs: 's3://media/done/' }, 's3://media/mine/', 's3://media/mine/'],
    [{ s3Buckets: ['media'], outputsToS3: true }, undefined, 's3://media/'],
    [{ s3Buckets: ['media'], outputsToS3: true }, false, undefined],
  ])('%j with upload %j: %p', (settings, upload, target) => expect(place(settings, upload)).toBe(target));

  it('is nowhere without S3', () => expect(() => place({}, true)).toThrow(/not set up/));
});
