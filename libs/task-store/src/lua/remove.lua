--#include common.lua
-- Forgets one task that is final, and announces that as event 0 with its owner.
-- KEYS: 1 task, 2 events, 3 workflow, 4 retention, 5 index of its state, 6 callbacks
-- ARGV: 1 task id, 2 its final state, 3 workflow id, 4 '1' when its whole workflow has to be final too
-- Returns 'ok' | 'changed' (not in that state, or its workflow goes on) | 'gone'
local r = redis.call('HMGET', KEYS[1], 'status', 'task_name', 'reuse', 'owner', 'bytes')
if not r[1] then return 'gone' end
if r[1] ~= ARGV[2] or r[1] == 'queued' or r[1] == 'running' then return 'changed' end
if ARGV[4] == '1' and tonumber(redis.call('HGET', KEYS[3], 'open') or 0) > 0 then return 'changed' end
if r[3] and redis.call('HGET', r[3], 'leader') == ARGV[1] then redis.call('DEL', r[3]) end
if r[4] and r[5] then redis.call('HINCRBY', loads_of(KEYS[5]), r[4] .. ':bytes', -r[5]) end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('PUBLISH', KEYS[2], '0 ' .. (r[4] or ''))
redis.call('ZREM', KEYS[5], ARGV[1])
if r[4] then redis.call('ZREM', KEYS[5] .. '@' .. r[4], ARGV[1]) end
redis.call('ZREM', KEYS[6], ARGV[1])
redis.call('HDEL', KEYS[3], 'task:' .. ARGV[1])
local stage = 'stage:' .. r[2]
if redis.call('HGET', KEYS[3], stage) == ARGV[1] then redis.call('HDEL', KEYS[3], stage) end
for _, field in ipairs(redis.call('HKEYS', KEYS[3])) do
  if string.find(field, 'task:', 1, true) == 1 then return 'ok' end
end
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[3])
return 'ok'
