"""The Python originals: a JSON request per line of stdin, a JSON answer per line of stdout.

{"do": "transcribe", "path": WAV} by faster-whisper · {"do": "diarize", "path": WAV} by sherpa-onnx ·
{"do": "read", "path": PNG} by RapidOCR · {"do": "speak", "text": …, "path": WAV to write} by Piper.
SETUP (first argument, JSON) names the files of the models, the same that Switchyard uses, and the threads.
"""

import json
import sys
import time
import wave
from functools import cache
from pathlib import Path

import numpy

SETUP = json.loads(sys.argv[1])


def samples_of(path):
    with wave.open(path) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16000, 1, 2), path
        return numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16).astype(numpy.float32) / 32768


@cache
def whisper():
    from faster_whisper import WhisperModel

    return WhisperModel(SETUP["whisper"], device="cpu", compute_type="int8", cpu_threads=SETUP["threads"])


def transcribe(request):
    segments, _ = whisper().transcribe(samples_of(request["path"]), language="en", beam_size=5)
    return {"text": "".join(segment.text for segment in segments)}


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def with_metadata(path, entries):
    """sherpa-onnx reads facts about a network from its metadata (field 14 of an ONNX file), which these files lack."""
    made = Path(SETUP["scratch"]) / f"sherpa-{Path(path).name}"
    extra = b"".join(field(14, field(1, key.encode()) + field(2, str(value).encode())) for key, value in entries.items())
    made.write_bytes(Path(path).read_bytes() + extra)
    return str(made)


@cache
def diarizer():
    import sherpa_onnx

    segmentation = with_metadata(SETUP["segmentation"], {
        "model_type": "pyannote-segmentation-3.0", "version": 1, "num_speakers": 3, "powerset_max_classes": 2,
        "num_classes": 7, "sample_rate": 16000, "window_size": 160000, "receptive_field_size": 991,
        "receptive_field_shift": 270,
    })
    embedding = with_metadata(SETUP["embedding"], {
        "framework": "3d-speaker", "language": "zh-en", "sample_rate": 16000, "output_dim": 192,
        "normalize_samples": 1, "feature_normalize_type": "global-mean",
    })
    return sherpa_onnx.OfflineSpeakerDiarization(sherpa_onnx.OfflineSpeakerDiarizationConfig(
        segmentation=sherpa_onnx.OfflineSpeakerSegmentationModelConfig(
            pyannote=sherpa_onnx.OfflineSpeakerSegmentationPyannoteModelConfig(model=segmentation),
            num_threads=SETUP["threads"],
        ),
        embedding=sherpa_onnx.SpeakerEmbeddingExtractorConfig(model=embedding, num_threads=SETUP["threads"]),
        clustering=sherpa_onnx.FastClusteringConfig(num_clusters=-1, threshold=0.5),
        min_duration_on=0.001,
        min_duration_off=0.001,
    ))


def diarize(request):
    turns = diarizer().process(samples_of(request["path"])).sort_by_start_time()
    return {"turns": [{"start": each.start, "end": each.end, "speaker": str(each.speaker)} for each in turns]}


@cache
def reader():
    from rapidocr import RapidOCR

    return RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": SETUP["threads"], "Global.log_level": "critical"})


def read(request):
    return {"text": " ".join(reader()(request["path"]).txts or [])}


@cache
def voice():
    from piper import PiperVoice

    return PiperVoice.load(SETUP["voice"], config_path=SETUP["voiceConfig"])


def speak(request):
    with wave.open(request["path"], "wb") as file:
        voice().synthesize_wav(request["text"], file)
    return {}


WORK = {"transcribe": (transcribe, whisper), "diarize": (diarize, diarizer), "read": (read, reader), "speak": (speak, voice)}

for line in sys.stdin:
    request = json.loads(line)
    work, load = WORK[request["do"]]
    load()
    started = time.perf_counter()
    answer = work(request)
    print(json.dumps({**answer, "seconds": time.perf_counter() - started}), flush=True)
