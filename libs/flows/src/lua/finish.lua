#!lua flags=allow-oom
--#include common.lua
-- Records what an activation came to, once: its results go into the next slots or wait for room there.
-- KEYS: 1 job, 2 events, 3 retention, 4 metrics of the flow, 5 ends
-- ARGV: 1 n, 2 fence, 3 engine, 4 outcome, 5 items of this outcome, 6 error (JSON) or '', 7 entry of the trace (JSON), 8 whether the job
--       fails, 9 events max, 10 trace max, 11 results max, 12 ttl ms, 13 stem of the lists of jobs, 14 items that were
--       filtered beside them, 15 entry of the trace of those (JSON) or '', 16 number of results, 17.. the results (JSON), then of
--       each output its slot, the length of that, how many activations of its routine may run, and the item `<id> <JSON>`
-- Returns {'ok' | 'lost', hints, state of the job, executions, queued}
local n, act = ARGV[1], act_key(ARGV[1])
local a = redis.call('HMGET', act, 'fence', 'routine', 'began', 'state')
if a[1] ~= ARGV[2] or a[4] ~= 'running' then return { 'lost', hints } end
local r, ms, items = a[2], now - a[3], tonumber(ARGV[5])
local k = { events = KEYS[2], retention = KEYS[3], metrics = KEYS[4], ends = KEYS[5], index = ARGV[13], max = ARGV[9], ttl = tonumber(ARGV[12]) }
redis.call('ZREM', ACTS, r .. ' ' .. n)
redis.call('DEL', J .. ':in:' .. n)
count('run ' .. r, -1)
local executions = count('exec ' .. r, 1)
count('ms ' .. r, int(math.max(0, ms)))
redis.call('HINCRBY', J, ARGV[4], items)
count_minute(k.metrics, ACTIVATIONS, 1)
count_minute(k.metrics, WORKED_MS, math.max(0, ms))
if ARGV[15] ~= '' then
  redis.call('HINCRBY', J, 'filtered', ARGV[14])
  redis.call('RPUSH', J .. ':trace', ARGV[15])
end
redis.call('RPUSH', J .. ':trace', ARGV[7])
redis.call('LTRIM', J .. ':trace', -ARGV[10], -1)
local state = redis.call('HGET', J, 'state')
local lives = state == 'running' or state == 'paused'

if ARGV[6] ~= '' then
  local errors = count('err ' .. r, 1)
  count_minute(k.metrics, ERRORS, 1)
  if lives then event(k.events, k.max, 'warning', ARGV[3], '{"routine_id":"' .. r .. '","error":' .. ARGV[6] .. '}') end
  if lives and executions >= 10 and errors * 10 > executions and redis.call('HSETNX', STATS, 'alarm ' .. r, 1) == 1 then
    event(k.events, k.max, 'warning', ARGV[3],
      '{"alert":"error_rate","routine_id":"' .. r .. '","executions":' .. executions .. ',"errors":' .. errors .. '}')
  end
end

local results = tonumber(ARGV[16])
for i = 17, 16 + results do redis.call('RPUSH', J .. ':results', ARGV[i]) end
if results > 0 then redis.call('LTRIM', J .. ':results', -ARGV[11], -1) end

local pending = 0
if lives then
  local woken = {}
  for i = 17 + results, #ARGV, 4 do
    local slot, max, item = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 3]
    if redis.call('LLEN', slot_key(slot)) < max and redis.call('EXISTS', J .. ':blocked:' .. slot) == 0 then
      local length = put(slot, item)
      woken[routine_of(slot)] = tonumber(ARGV[i + 2])
      if length >= max and redis.call('HSETNX', STATS, 'full ' .. slot, 1) == 1 then
        event(k.events, k.max, 'warning', ARGV[3], '{"alert":"slot_full","slot":"' .. slot .. '","max_length":' .. max .. '}')
      end
    else
      local out = J .. ':out:' .. n .. ':' .. slot
      if redis.call('RPUSH', out, item) == 1 then
        redis.call('RPUSH', J .. ':blocked:' .. slot, n)
        pending = pending + 1
      end
    end
  end
  for routine, most in pairs(woken) do
    -- those that run look again when they are done
    if stat('run ' .. routine) < most then hint(routine) end
  end
end
if pending > 0 then
  redis.call('HSET', act, 'state', 'delivering', 'pending', pending)
  count('blk ' .. r, 1)
else
  close(n)
end

local counts = redis.call('HMGET', J, 'queued', 'open')
if lives and ARGV[8] == '1' then
  end_job(k, 'failed', 'failed', ARGV[3], '{"routine_id":"' .. r .. '","error":' .. ARGV[6] .. '}', ARGV[6])
elseif lives and tonumber(counts[1]) == 0 and tonumber(counts[2]) == 0 then
  end_job(k, 'completed', 'completed', ARGV[3], '{}')
end
tell()
return { 'ok', hints, redis.call('HGET', J, 'state'), redis.call('ZCARD', ACTS) + redis.call('ZCARD', WAITS), counts[1] }
