--#include common.lua
-- Keeps tasks that a worker has set aside, and says what they wait for.
-- KEYS: 1 reservations, 2.. tasks
-- ARGV: 1 worker, 2 ms until they go back, then per task: id, reason
-- Returns per task 'ok' | 'lost'
local deadline = int(now_ms() + ARGV[2])
local answers = {}
for i = 2, #KEYS do
  local at = 3 + (i - 2) * 2
  local r = redis.call('HMGET', KEYS[i], 'status', 'reserved_by')
  if r[1] == 'queued' and r[2] == ARGV[1] then
    redis.call('ZADD', KEYS[1], deadline, ARGV[at])
    redis.call('HSET', KEYS[i], 'reason', ARGV[at + 1])
    answers[#answers + 1] = 'ok'
  else
    answers[#answers + 1] = 'lost'
  end
end
return answers
