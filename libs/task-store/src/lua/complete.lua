#!lua flags=allow-oom
--#include common.lua
-- The one recorded success of a task.
-- KEYS: 1 task, 2 events, 3 workflow, 4 heartbeats, 5 index running, 6 index succeeded, 7 retention, 8 durations, 9 detector,
--       10 callbacks, 11 ends
-- ARGV: 1 task id, 2 fence, 3 output (JSON), 4 worker, 5 events max, 6 ttl ms, 7 bytes of its files,
--       8… what is told of files that it made (JSON)
-- Returns 'ok' | 'cancel' (asked to cancel first: end it as cancelled) | 'lost'
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'cancel_requested', 'started_at', 'task_name', 'number', 'workflow_id',
  'seq', 'callback', 'reuse', 'owner')
if r[1] == 'succeeded' and r[2] == ARGV[2] then return 'ok' end -- the reply to this very call was lost
if r[1] ~= 'running' or r[2] ~= ARGV[2] then
  return refused(KEYS[9])
end
if r[3] == '1' then return 'cancel' end
local now, seq = now_ms(), r[8] + #ARGV - 6
local seconds = (now - r[4]) / 1000
redis.call('HSET', KEYS[1], 'status', 'succeeded', 'completed_at', int(now), 'output', ARGV[3], 'progress', 1, 'seq', seq)
move(KEYS[5], KEYS[6], ARGV[1], r[6], r[11])
if r[11] and ARGV[7] ~= '0' then
  redis.call('HSET', KEYS[1], 'bytes', ARGV[7])
  redis.call('HINCRBY', loads_of(KEYS[6]), r[11] .. ':bytes', ARGV[7])
end
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('HSET', KEYS[3], 'stage:' .. r[5], ARGV[1])
for at = 8, #ARGV do add_event(KEYS[2], ARGV[5], seq + at - #ARGV - 1, now, 'artifact', ARGV[4], ARGV[at]) end
add_event(KEYS[2], ARGV[5], seq, now, 'completed', ARGV[4], '{"duration":' .. seconds .. '}')
close_in_workflow(KEYS[3], KEYS[7], r[7], now, ARGV[6])
count_end(KEYS[11], now, 'succeeded', math.max(0, now - r[4]))
if r[9] then owe_callback(KEYS[10], KEYS[1], ARGV[1], seq, now) end
if r[10] and redis.call('HGET', r[10], 'leader') == ARGV[1] then
  local tasks, events, workflows = stem(KEYS[1], ARGV[1]), stem(KEYS[2], ARGV[1]), stem(KEYS[3], r[7])
  for _, id in ipairs(take_followers(r[10], tasks, ARGV[1])) do
    local f = redis.call('HMGET', tasks .. id, 'workflow_id', 'number', 'owner')
    local keys = { task = tasks .. id, events = events .. id, workflow = workflows .. f[1], retention = KEYS[7], callbacks = KEYS[10], ends = KEYS[11],
      from = stem(KEYS[6], 'succeeded') .. 'queued', to = KEYS[6] }
    take_over(keys, { id = id, name = r[5], workflow_id = f[1], number = f[2], owner = f[3] }, ARGV[1], ARGV[3], now, ARGV[4], ARGV[5], ARGV[6])
  end
end
-- mean of about the last twenty: later estimates follow what the machines do now
local function learn(field, value)
  local count, mean = string.match(redis.call('HGET', KEYS[8], field) or '0:0', '^(%d+):(.+)$')
  count = math.min(count + 1, 20)
  redis.call('HSET', KEYS[8], field, int(count) .. ':' .. (mean + (value - mean) / count))
end
learn(r[5], seconds)
-- how the work was done stands at the end of an output
local factor = tonumber(string.match(string.sub(ARGV[3], -60), '"real_time_factor":([%d.]+)') or nil)
if factor then learn(r[5] .. ' per media second', factor) end
return 'ok'
