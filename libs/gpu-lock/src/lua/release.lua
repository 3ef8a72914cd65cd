#!lua flags=allow-oom
--#include common.lua
-- Ends a lease. `free`: no engine is loaded; `warm`: the engine stays for the next task of the same process.
-- ARGV: 9 token, 10 fence, 11 'free' | 'warm'
-- Returns 'ok' | 'lost'
begin()
local held = lease.state == 'held'
local this_call = ARGV[11] .. ' ' .. ARGV[10] .. ' ' .. ARGV[9]
if (not held and lease.state ~= 'warm') or not is_mine(ARGV[9], ARGV[10]) then
  -- the reply to this very call was lost
  if redis.call('HGET', STATS, 'released') == this_call then return 'ok' end
  return 'lost'
end
redis.call('HSET', STATS, 'released', this_call)
if held then count_taken(lease.acquired_at) end
if held and lease.accepted == '1' then
  count('successes')
  count_hold()
  record('release', true, lease)
end
if ARGV[11] == 'warm' then
  change('state', 'warm', 'accepted', 1, 'deadline', int(watched + TTL))
else
  free()
end
pass_on()
return 'ok'
