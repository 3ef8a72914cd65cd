"""RapidOCR as the peer of the bench.

`models DIRECTORY` prints the paths of RapidOCR's model files as JSON, the dictionary written into DIRECTORY.
`read SETUP` reads pictures like apps/ocr-worker/src/ocr/read-pictures.ts: a path per line of stdin, JSON per line of
stdout. SETUP is JSON: {"threads": 2, "tuned": false}; tuned skips the text direction model and detects at the size of
the strip, where RapidOCR's defaults enlarge it.
"""

import json
import logging
import resource
import sys
import time
from pathlib import Path

import onnxruntime
import rapidocr


def models(directory):
    folder = Path(rapidocr.__file__).parent / "models"
    recognition = folder / "PP-OCRv6_rec_small.onnx"
    metadata = onnxruntime.InferenceSession(str(recognition)).get_modelmeta().custom_metadata_map
    dictionary = Path(directory) / "ppocr-v6-dictionary.txt"
    dictionary.write_bytes(metadata["character"].encode())
    detection = folder / "PP-OCRv6_det_small.onnx"
    print(json.dumps({"detection": str(detection), "recognition": str(recognition), "dictionary": str(dictionary)}))


def read(setup):
    params = {"EngineConfig.onnxruntime.intra_op_num_threads": setup["threads"], "Global.log_level": "critical"}
    if setup["tuned"]:
        params |= {"Global.use_cls": False, "Det.limit_type": "max", "Det.limit_side_len": 1280}
    engine = rapidocr.RapidOCR(params=params)
    for line in sys.stdin:
        started = time.perf_counter()
        result = engine(line.strip())
        seconds = time.perf_counter() - started
        text = "\n".join(result.txts or [])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"text": text, "seconds": seconds, "peakMegabytes": peak}), flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    if sys.argv[1] == "models":
        models(sys.argv[2])
    else:
        read(json.loads(sys.argv[2]))
