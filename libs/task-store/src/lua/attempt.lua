-- How an attempt begins, whether its task was taken from a queue or set aside before.

-- `k`: heartbeats, stem_task, stem_events, stem_workflow, stem_index; `r`: values of the record's fields, which begin with
-- status, fence, attempt, seq, task_name, number, workflow_id. Returns what the worker gets: the values as they were,
-- fence, attempt, start, context.
local function begin_attempt(k, id, r, worker, now, timeout_ms, max)
  local fence, attempt, seq = next_fence(r[2], now), (r[3] or 0) + 1, r[4] + 1
  redis.call('HSET', k.stem_task .. id, 'status', 'running', 'fence', int(fence), 'attempt', attempt, 'seq', seq,
    'executed_on', worker, 'started_at', int(now), 'progress', 0, 'ran_ms', 0, 'error', '')
  local index = k.stem_index .. r[5]
  move(index .. ':queued', index .. ':running', id, r[6])
  redis.call('ZADD', k.heartbeats, int(now + timeout_ms), id)
  add_event(k.stem_events .. id, max, seq, now, 'started', worker, '{"attempt":' .. attempt .. ',"fence":' .. int(fence) .. '}')
  return { r, int(fence), attempt, int(now), context_of(k.stem_workflow .. r[7], k.stem_task, id) }
end

-- What the worker got when its attempt began, once more.
local function same_attempt(k, id, r, started_at)
  return { r, r[2], tonumber(r[3]), started_at, context_of(k.stem_workflow .. r[7], k.stem_task, id) }
end
