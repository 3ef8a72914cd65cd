-- The events of a task after one of them, oldest first.
-- KEYS: 1 task, 2 events
-- ARGV: 1 number of the event after which they begin, 2 most
-- Returns {created_at, created_by, task_name, number of the first event in the list, entries of the list…}, or {}
local r = redis.call('HMGET', KEYS[1], 'created_at', 'created_by', 'task_name', 'seq')
if not r[1] then return {} end
local first = r[4] - redis.call('LLEN', KEYS[2]) + 1
local from = math.max(ARGV[1] + 1 - first, 0)
return { r[1], r[2] or '', r[3], first, unpack(redis.call('LRANGE', KEYS[2], from, from + ARGV[2] - 1)) }
