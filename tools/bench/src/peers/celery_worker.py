"""The worker of the Celery peer: read the record, mark it done, write it back."""

import json
import os
import time

import redis
from celery import Celery

TTL_SECONDS = 86_400

app = Celery("bench", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])
# The record in Redis holds the result; a second copy of it in Celery's own format would only cost Celery time.
app.conf.update(task_ignore_result=True, worker_hijack_root_logger=False)
redis_client = redis.Redis.from_url(os.environ["REDIS_URL"])


def state_key(task_id):
    return f"workflow_state:{task_id}"


@app.task(name="bench.run")
def run(job):
    key = state_key(job["workflow_id"])
    record = json.loads(redis_client.get(key) or "{}")
    record["status"] = "SUCCESS"
    record["completed_at"] = time.time()
    record["output"] = {"path": f"/share/workflows/{job['workflow_id']}/out", "ok": True}
    redis_client.set(key, json.dumps(record, separators=(",", ":")), ex=TTL_SECONDS)


if __name__ == "__main__":
    # the pool without child processes is its fastest where tasks do nothing, and without chatter among workers it is faster still
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING", *quiet])
