--#include common.lua
--#include context.lua
--#include attempt.lua
--#include line.lua
-- Takes the first waiting tasks of some queues and begins an attempt at each.
-- KEYS: 1 takes, 2 heartbeats, then per queue: queue, delayed, bell. The keys of the tasks follow from their ids.
-- ARGV: 1 most tasks, 2 worker, 3 number of this request, 4 heartbeat timeout ms, 5 events max, 6-9 stems of tasks, events,
--       workflows, indexes
-- __FIELDS__ begin as `begin_attempt` wants them
-- Returns {ms until a delayed task is due or '', attempts…}; the same once more for a request that is sent again
local k = { heartbeats = KEYS[2], stem_task = ARGV[6], stem_events = ARGV[7], stem_workflow = ARGV[8], stem_index = ARGV[9] }
local function record(id) return redis.call('HMGET', k.stem_task .. id, __FIELDS__) end
local attempts = {}
local again = asked_before(KEYS[1], ARGV[2], ARGV[3])
if again then
  for id, fence in again do
    local r = record(id)
    if r[1] == 'running' and r[2] == fence then
      attempts[#attempts + 1] = same_attempt(k, id, r, redis.call('HGET', k.stem_task .. id, 'started_at'))
    end
  end
  return { '', unpack(attempts) }
end
local now, queues = now_ms(), {}
for i = 3, #KEYS, 3 do queues[#queues + 1] = { KEYS[i], KEYS[i + 1], KEYS[i + 2] } end
local ids, due_in = pop_first(queues, tonumber(ARGV[1]), now, k.stem_task)
local got = { ARGV[3] }
for _, id in ipairs(ids) do
  local r = record(id)
  if r[1] == 'queued' then
    local attempt = begin_attempt(k, id, r, ARGV[2], now, ARGV[4], ARGV[5])
    attempts[#attempts + 1] = attempt
    got[#got + 1] = id .. ' ' .. attempt[2]
  end
end
if #ids > 0 then redis.call('HSET', KEYS[1], ARGV[2], table.concat(got, ' ')) end
return { due_in, unpack(attempts) }
