--#include common.lua
--#include line.lua
-- Sets the first waiting tasks of some queues aside for one worker; no attempt begins, and without a sign of life they go back.
-- KEYS: 1 takes, 2 reservations, then per queue: queue, delayed, bell. The records follow from their ids.
-- ARGV: 1 most tasks, 2 worker, 3 number of this request, 4 ms until they go back, 5 stem of tasks
-- Returns {ms until a delayed task is due or '', values of a record…}; the same once more for a request that is sent again
local who = ARGV[2] .. ':reserve'
local tasks = {}
local function tell(id) tasks[#tasks + 1] = redis.call('HMGET', ARGV[5] .. id, __FIELDS__) end
local function held(id)
  local r = redis.call('HMGET', ARGV[5] .. id, 'status', 'reserved_by')
  return r[1] == 'queued' and r[2] == ARGV[2]
end
local again = asked_before(KEYS[1], who, ARGV[3])
if again then
  for id in again do if held(id) then tell(id) end end
  return { '', unpack(tasks) }
end
local now, queues = now_ms(), {}
for i = 3, #KEYS, 3 do queues[#queues + 1] = { KEYS[i], KEYS[i + 1], KEYS[i + 2] } end
local ids, due_in = pop_first(queues, tonumber(ARGV[1]), now, ARGV[5])
local got = { ARGV[3] }
for _, id in ipairs(ids) do
  if redis.call('HGET', ARGV[5] .. id, 'status') == 'queued' then
    redis.call('HSET', ARGV[5] .. id, 'reserved_by', ARGV[2])
    redis.call('ZADD', KEYS[2], int(now + ARGV[4]), id)
    tell(id)
    got[#got + 1] = id .. ' 0'
  end
end
if #ids > 0 then redis.call('HSET', KEYS[1], who, table.concat(got, ' ')) end
return { due_in, unpack(tasks) }
