"""faster-whisper behind FastAPI, as people put it there: the peer of the bench of clients.

`fastapi_peer.py SETUP` serves `POST /v1/audio/transcriptions` on loopback. SETUP is JSON: {"model": DIRECTORY, "threads": 2,
"port": 9000}.
"""

import io
import json
import sys
from typing import Annotated

import uvicorn
from fastapi import FastAPI, File, Form
from faster_whisper import WhisperModel

setup = json.loads(sys.argv[1])
model = WhisperModel(setup["model"], device="cpu", compute_type="int8", cpu_threads=setup["threads"])
app = FastAPI()


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/v1/audio/transcriptions")
def transcribe(file: Annotated[bytes, File()], model_name: Annotated[str, Form(alias="model")], language: Annotated[str, Form()]):
    segments, _ = model.transcribe(io.BytesIO(file), language=language, beam_size=5, vad_filter=True)
    return {"text": "".join(segment.text for segment in segments).strip()}


uvicorn.run(app, host="127.0.0.1", port=setup["port"], log_level="warning")
