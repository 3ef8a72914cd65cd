--#include common.lua
-- Forgets one task that is final.
-- KEYS: 1 task, 2 events, 3 workflow, 4 retention, 5 index of its state
-- ARGV: 1 task id, 2 state, 3 workflow id
-- Returns 'ok' | 'changed' (not in that state any more) | 'gone'
local r = redis.call('HMGET', KEYS[1], 'status', 'task_name')
if not r[1] then return 'gone' end
if r[1] ~= ARGV[2] then return 'changed' end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('HDEL', KEYS[3], 'task:' .. ARGV[1])
local stage = redis.call('HGET', KEYS[3], 'stage:' .. r[2])
if stage and string.find(stage, '"task_id":"' .. ARGV[1] .. '"', 1, true) then
  redis.call('HDEL', KEYS[3], 'stage:' .. r[2])
end
for _, field in ipairs(redis.call('HKEYS', KEYS[3])) do
  if string.find(field, 'task:', 1, true) == 1 then return 'ok' end
end
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[3])
return 'ok'
