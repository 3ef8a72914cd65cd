#!lua flags=allow-oom
--#include common.lua
-- Finds what of a job goes on although no hint is on its way: activations of engines that died, tries that are due, items that wait.
-- KEYS: 1 job
-- ARGV: its slots
-- Returns {hints, deadline or ''}
local state = redis.call('HGET', J, 'state')
if not state then return { hints, '' } end
for _, set in ipairs({ ACTS, state == 'paused' and '' or WAITS }) do
  if set ~= '' then
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', int(now), 'LIMIT', 0, 100)) do
      hint(string.match(member, '^%S+'))
    end
  end
end
if state == 'running' then
  for i = 1, #ARGV do
    if redis.call('EXISTS', slot_key(ARGV[i])) == 1 then hint(routine_of(ARGV[i])) end
  end
end
return { hints, redis.call('HGET', J, 'deadline') or '' }
