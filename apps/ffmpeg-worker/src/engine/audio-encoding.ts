import { InputRejectedError, type SplitAudioInput } from '@switchyard/contracts';

type Format = SplitAudioInput['output_format'];

interface Encoding {
  codec: readonly string[];
  /** Sample rates the format knows; any where it is missing. */
  rates?: readonly number[];
  channels: number;
}

const AAC_RATES = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000];

const ENCODINGS: Record<Format, Encoding> = {
  // Beyond 4 GB it becomes RF64 (EBU Tech 3306), which older readers do not know.
  wav: { codec: ['-c:a', 'pcm_s16le', '-rf64', 'auto'], channels: 8 },
  flac: { codec: ['-c:a', 'flac', '-sample_fmt', 's16'], channels: 8 },
  mp3: {
    codec: ['-c:a', 'libmp3lame', '-q:a', '2'],
    rates: [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000],
    channels: 2,
  },
  aac: { codec: ['-c:a', 'aac'], rates: AAC_RATES, channels: 8 },
  m4a: { codec: ['-c:a', 'aac'], rates: AAC_RATES, channels: 8 },
  opus: { codec: ['-c:a', 'libopus', '-b:a', '64k'], rates: [8000, 12_000, 16_000, 24_000, 48_000], channels: 8 },
};

/** The arguments that encode audio; what a format cannot hold is refused with what it can. */
export function audioEncoding(audio_format: Format, sample_rate: number, channels: number): string[] {
  const { codec, rates, channels: most } = ENCODINGS[audio_format];
  if (rates && !rates.includes(sample_rate)) {
    throw new InputRejectedError(`${audio_format} cannot hold ${sample_rate} Hz; it can hold ${rates.join(', ')} Hz`);
  }
  if (channels > most) {
    throw new InputRejectedError(`${audio_format} cannot hold ${channels} channels; it can hold up to ${most}`);
  }
  return [...codec, '-ar', String(sample_rate), '-ac', String(channels)];
}
