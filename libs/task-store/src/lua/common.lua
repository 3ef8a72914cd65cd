--#include time.lua
--#include ends.lua
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

-- What each API key has; its name begins as that of an index.
local function loads_of(index) return string.match(index, '^(.*)tasks:[^:]+:[^:]+$') .. 'api_key_loads' end

-- One more of the tasks that an API key has in a state, or one less; other states than these have no limits.
local function count_load(index, owner, by)
  local state = string.match(index, '[^:]+$')
  if state == 'queued' or state == 'running' then redis.call('HINCRBY', loads_of(index), owner .. ':' .. state, by) end
end

-- One task less of this API key runs: the first of those that wait for that gets a job from the monitor.
local function unpark(loads, owner, task_stem)
  local parked = loads .. ':parked:' .. owner
  while true do
    local id = redis.call('ZPOPMIN', parked)[1]
    if not id then return end
    local r = redis.call('HMGET', task_stem .. id, 'status', 'parked')
    if r[1] == 'queued' and r[2] then
      redis.call('HDEL', task_stem .. id, 'parked', 'reason')
      local by = redis.call('HMGET', loads, 'outbox', 'wake')
      redis.call('ZADD', by[1], int(now_ms()), id)
      redis.call('PUBLISH', by[2], '')
      return
    end
  end
end

-- A task stands in the index of its name and state, and when an API key owns it in an index of that key as well.
local function move(from, to, task_id, number, owner)
  redis.call('ZREM', from, task_id)
  redis.call('ZADD', to, number, task_id)
  if owner then
    redis.call('ZREM', from .. '@' .. owner, task_id)
    redis.call('ZADD', to .. '@' .. owner, number, task_id)
    count_load(from, owner, -1)
    count_load(to, owner, 1)
    if string.find(from, ':running$') then unpark(loads_of(from), owner, string.match(from, '^(.*)tasks:[^:]+:[^:]+$') .. 'task:') end
  end
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

-- What a script makes of ids by itself begins as the key that it was given.
local function stem(key, id) return string.sub(key, 1, -#id - 1) end

-- Tasks that would compute the same share a hash, which the field `reuse` of their records names: its `leader` computes, the
-- others wait in the list `<hash>:followers`.
local function follow(reuse, task, id, leader)
  redis.call('HSET', task, 'follows', leader, 'reason', 'waiting for the result of task ' .. leader .. ', which has the same input')
  redis.call('RPUSH', reuse .. ':followers', id)
end

local function take_followers(reuse, task_stem, leader)
  local all, waiting = redis.call('LRANGE', reuse .. ':followers', 0, -1), {}
  redis.call('DEL', reuse .. ':followers')
  for _, id in ipairs(all) do
    local r = redis.call('HMGET', task_stem .. id, 'status', 'follows')
    if r[1] == 'queued' and r[2] == leader then waiting[#waiting + 1] = id end
  end
  return waiting
end

-- The leader has ended without a result: the first that waits for it computes now, under the eyes of the others.
local function pass_on(reuse, task_stem, id, now)
  if redis.call('HGET', reuse, 'leader') ~= id then return end
  local waiting = take_followers(reuse, task_stem, id)
  local first = table.remove(waiting, 1)
  if not first then return redis.call('DEL', reuse) end
  redis.call('HSET', reuse, 'leader', first)
  redis.call('HDEL', task_stem .. first, 'follows', 'reason')
  for _, other in ipairs(waiting) do follow(reuse, task_stem .. other, other, first) end
  local by = redis.call('HMGET', reuse, 'outbox', 'wake')
  redis.call('ZADD', by[1], int(now), first) -- the monitor adds its job
  redis.call('PUBLISH', by[2], '')
end

-- A queued task has the result of another one, without an attempt of its own.
local function take_over(k, t, from, output, now, producer, max, ttl_ms)
  redis.call('HSET', k.task, 'status', 'succeeded', 'started_at', int(now), 'completed_at', int(now), 'output', output, 'progress', 1,
    'reused_from', from)
  redis.call('HDEL', k.task, 'follows', 'reason')
  move(k.from, k.to, t.id, t.number, t.owner)
  redis.call('HSET', k.workflow, 'stage:' .. t.name, t.id)
  local seq = append_event(k.task, k.events, max, now, 'completed', producer, '{"duration":0,"reused_from":"' .. from .. '"}')
  close_in_workflow(k.workflow, k.retention, t.workflow_id, now, ttl_ms)
  count_end(k.ends, now, 'succeeded', 0)
  if redis.call('HEXISTS', k.task, 'callback') == 1 then owe_callback(k.callbacks, k.task, t.id, seq, now) end
end

-- Ends a task without success: state, event, counts, retention, callback. `fields` are further pairs for the record.
local function finish(k, id, now, state, event, producer, payload, max, ttl_ms, fields)
  redis.call('HSET', k.task, 'status', state, 'completed_at', int(now), unpack(fields))
  local r = redis.call('HMGET', k.task, 'number', 'workflow_id', 'callback', 'reuse', 'owner')
  move(k.from, k.to, id, r[1], r[5])
  redis.call('ZREM', k.timers, id)
  count_end(k.ends, now, state, 0)
  local seq = append_event(k.task, k.events, max, now, event, producer, payload)
  close_in_workflow(k.workflow, k.retention, r[2], now, ttl_ms)
  if r[3] then owe_callback(k.callbacks, k.task, id, seq, now) end
  if r[4] then pass_on(r[4], stem(k.task, id), id, now) end
end
