import { toMediaInfo, toRate } from './media-info';

describe('a frame rate', () => {
  it.each([
    ['30000/1001', 29.97],
    ['24000/1001', 23.976],
    ['25/1', 25],
    ['25', 25],
    ['1/60', 1 / 60],
    ['0/0', null],
    ['90000/1', null],
    [undefined, null],
  ])('%s', (text, rate) => expect(toRate(text)).toBe(rate));
});

describe('what ffprobe printed', () => {
  const info = (streams: object[], format: object = {}) => toMediaInfo('/x', JSON.stringify({ streams, format }));

  it('has the length of its longest stream where the container does not say it', () => {
    const streams = [
      { codec_type: 'video', tags: { DURATION: '00:01:02.500000000' } },
      { codec_type: 'audio', duration: '61.0' },
    ];
    expect(info(streams).format.duration).toBe(62.5);
    expect(info([{ codec_type: 'video' }]).format.duration).toBeNull();
  });

  it('turns a picture that lies on its side', () => {
    const [stream] = info([
      { codec_type: 'video', width: 1920, height: 1080, side_data_list: [{ rotation: -90 }] },
    ]).streams;
    expect(stream).toMatchObject({ width: 1080, height: 1920 });
  });

  it('takes the average rate, and the nominal one where there is none', () => {
    const rates = { codec_type: 'video', avg_frame_rate: '24000/1001', r_frame_rate: '60/1' };
    expect(info([rates]).streams[0]?.fps).toBe(23.976);
    expect(info([{ ...rates, avg_frame_rate: '0/0' }]).streams[0]?.fps).toBe(60);
  });

  it('calls streams of an unknown kind data', () => expect(info([{ codec_type: 'x' }]).streams[0]?.type).toBe('data'));
});
