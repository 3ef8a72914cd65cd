import { SherpaVoice, type VoicePlace } from './sherpa-voice';

/** Voices that stay in memory, a quarter of a GB each; the one that was not used for longest makes room. */
const MOST_VOICES = 4;

/** The voices this process holds. */
export class LoadedVoices {
  private readonly voices = new Map<string, SherpaVoice>();

  async get(place: VoicePlace, signal: AbortSignal): Promise<SherpaVoice> {
    const key = JSON.stringify(place);
    const voice = this.voices.get(key) ?? (await SherpaVoice.load(place, signal));
    this.voices.delete(key);
    this.voices.set(key, voice);
    const [oldest] = this.voices.keys();
    if (this.voices.size > MOST_VOICES && oldest !== undefined) this.voices.delete(oldest);
    return voice;
  }
}
