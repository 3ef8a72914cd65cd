"""The gateway of the Celery peer: one SETEX and one message a POST, as the bare stack does."""

import json
import os
import time
import uuid
from typing import Any, Optional

import redis.asyncio
import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict

from celery_worker import TTL_SECONDS, run, state_key

app = FastAPI()
redis_client = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"])


class Submission(BaseModel):
    model_config = ConfigDict(extra="forbid")

    task_name: str
    input_data: dict[str, Any]
    task_id: Optional[str] = None


@app.post("/v1/tasks", status_code=202)
async def submit(submission: Submission):
    task_id = submission.task_id or str(uuid.uuid4())
    record = {
        "workflow_id": task_id,
        "task_name": submission.task_name,
        "status": "PENDING",
        "create_time": time.time(),
        "shared_storage_path": f"/share/workflows/{task_id}",
        "input_params": {"input_data": submission.input_data},
        "stages": {submission.task_name: {"status": "PENDING", "start_time": None, "duration": 0}},
        "error_message": None,
    }
    await redis_client.set(state_key(task_id), json.dumps(record, separators=(",", ":")), ex=TTL_SECONDS)
    # blocks the event loop for a moment, which costs less than a thread does
    run.apply_async(args=[{"workflow_id": task_id, "input_params": record["input_params"]}])
    return {"task_id": task_id, "status": "PENDING", "status_url": f"/v1/tasks/{task_id}"}


@app.get("/v1/tasks/{task_id}")
async def status(task_id: str):
    text = await redis_client.get(state_key(task_id))
    if text is None:
        raise HTTPException(404)
    return json.loads(text)


@app.get("/health/ready")
async def ready():
    return {"ok": True}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), access_log=False, log_level="warning")
