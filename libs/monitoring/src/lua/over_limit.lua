-- Which tasks have run for longer than they may, by the clock of the worker that runs them: its beats tell how long.
-- KEYS: tasks
-- ARGV: 1 ms by which a limit may be exceeded
-- Returns their places among the keys, from 1
local over = {}
for i = 1, #KEYS do
  local r = redis.call('HMGET', KEYS[i], 'ran_ms', 'timeout')
  if r[1] and r[2] and tonumber(r[1]) > r[2] * 1000 + ARGV[1] then over[#over + 1] = i end
end
return over
