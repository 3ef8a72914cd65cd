--#include time.lua
-- What every transition shares. A record is a hash, its events from the third on are a list: the first two, `created` and
-- `queued`, follow from the record.

-- The fence after another one of the same task; it grows also when Redis has lost the last of them.
local function next_fence(last, now) return math.max(last + 1, now) end

-- Appends an event of a record whose `seq` counts it already, and announces it; payload is JSON text.
local function add_event(events, max, seq, now, kind, producer, payload)
  local kept = redis.call('RPUSH', events, kind .. ' ' .. int(now) .. ' ' .. producer .. ' ' .. payload)
  if kept > tonumber(max) then redis.call('LTRIM', events, -max, -1) end
  redis.call('PUBLISH', events, seq)
end

-- Appends the next event of a task, and returns its number.
local function append_event(task, events, max, now, kind, producer, payload)
  local seq = redis.call('HINCRBY', task, 'seq', 1)
  add_event(events, max, seq, now, kind, producer, payload)
  return seq
end

-- The job of a task that has just become due is added within this time, or not at all.
local OUTBOX_MS = 3000

local function or_null(value)
  if value and value ~= '' then return value end
  return 'null'
end

local function move(from, to, task_id, number)
  redis.call('ZREM', from, task_id)
  redis.call('ZADD', to, number, task_id)
end

-- A task waits from now on, or from `due_at` on: when the monitor looks whether its job is there, should its adding fail.
local function expect_job(outbox, task_id, due_at)
  redis.call('ZADD', outbox, int(due_at + OUTBOX_MS), task_id)
end

-- A write of an attempt that is not the current one.
local function refused(detector)
  redis.call('HINCRBY', detector, 'refused_writes', 1)
  return 'lost'
end

-- What the worker of the current attempt is to do.
local function wish(cancel_requested, time_up, fence)
  if cancel_requested == '1' then return 'cancel' end
  return time_up == fence and 'timeout' or 'ok'
end

-- One task of the workflow is final; after the last one its time to live begins.
local function close_in_workflow(workflow, retention, workflow_id, now, ttl_ms)
  if redis.call('HINCRBY', workflow, 'open', -1) <= 0 then
    redis.call('ZADD', retention, int(now + ttl_ms), workflow_id)
  end
end

-- The task has just become final with the event `seq`: its sender is told, from `now` on.
local function owe_callback(callbacks, task, id, seq, now)
  redis.call('HSET', task, 'callback_status', 'pending', 'callback_seq', seq, 'callback_tries', 0)
  redis.call('ZADD', callbacks, int(now), id)
  redis.call('PUBLISH', callbacks, id)
end

-- How an end counts; whatever is not named here failed.
local END_PLACES = { succeeded = 1, cancelled = 3 }
local MINUTE_MS, DAY_MS = 60000, 86400000

-- One more end in a period. Its field tells it from the one that had the field before it:
-- `<period> <succeeded> <failed> <cancelled> <ms of what succeeded>`.
local function count_in(ends, field, period, place, ms)
  local counts = { period, 0, 0, 0, 0 }
  local known, i = redis.call('HGET', ends, field), 1
  if known and string.match(known, '^%d+') == int(period) then
    for number in string.gmatch(known, '%d+') do counts[i], i = tonumber(number), i + 1 end
  end
  counts[place + 1], counts[5] = counts[place + 1] + 1, counts[5] + ms
  for at, number in ipairs(counts) do counts[at] = int(number) end
  redis.call('HSET', ends, field, table.concat(counts, ' '))
end

-- Counts the end of a task by its minute and by its day (UTC): the fields of a day ago are used again.
local function count_end(ends, now, state, ms)
  local place, minute, day = END_PLACES[state] or 2, math.floor(now / MINUTE_MS), math.floor(now / DAY_MS)
  count_in(ends, minute % 1440, minute, place, ms)
  count_in(ends, 'day' .. day % 2, day, place, ms)
end

-- Ends a task without success: state, event, counts, retention, callback. `fields` are further pairs for the record.
local function finish(k, id, now, state, event, producer, payload, max, ttl_ms, fields)
  redis.call('HSET', k.task, 'status', state, 'completed_at', int(now), unpack(fields))
  local r = redis.call('HMGET', k.task, 'number', 'workflow_id', 'callback')
  move(k.from, k.to, id, r[1])
  redis.call('ZREM', k.timers, id)
  count_end(k.ends, now, state, 0)
  local seq = append_event(k.task, k.events, max, now, event, producer, payload)
  close_in_workflow(k.workflow, k.retention, r[2], now, ttl_ms)
  if r[3] then owe_callback(k.callbacks, k.task, id, seq, now) end
end
