"""faster-whisper as the peer of the bench.

`faster_whisper_peer.py SETUP` transcribes like apps/whisper-worker/src/transcribe-files.ts: a JSON request per line of
stdin, a JSON answer per line of stdout. SETUP is JSON: {"model": DIRECTORY, "threads": 2, "precision": "int8"}.
A request is {"path": 16 kHz mono WAV, "language": "en", "beamSize": 5, "wordTimestamps": false}; it may turn
"conditionOnPreviousText" off. Everything else is as faster-whisper comes: previous text, temperature fallback, no VAD. Only the transcription is timed, not the reading.
"""

import json
import resource
import sys
import time
import wave

import numpy
from faster_whisper import WhisperModel


def samples_of(path):
    with wave.open(path) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16000, 1, 2), path
        return numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16).astype(numpy.float32) / 32768


def words_of(segments):
    return [
        {"word": word.word, "start": word.start, "end": word.end} for segment in segments for word in segment.words or []
    ]


def transcribe(model, request):
    samples = samples_of(request["path"])
    started, cpu = time.perf_counter(), time.process_time()
    segments, _ = model.transcribe(
        samples,
        language=request["language"],
        beam_size=request["beamSize"],
        word_timestamps=request["wordTimestamps"],
        condition_on_previous_text=request.get("conditionOnPreviousText", True),
    )
    segments = list(segments)
    return {
        "seconds": time.perf_counter() - started,
        "cpuSeconds": time.process_time() - cpu,
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "text": "".join(segment.text for segment in segments),
        "words": words_of(segments),
    }


def main():
    setup = json.loads(sys.argv[1])
    model = WhisperModel(
        setup["model"], device="cpu", compute_type=setup["precision"], cpu_threads=setup["threads"], num_workers=1
    )
    for line in sys.stdin:
        print(json.dumps(transcribe(model, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
